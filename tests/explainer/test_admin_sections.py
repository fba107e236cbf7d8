"""What the server does for sections that are added and moved in place, and for text that the
browser keeps meanwhile."""

import pytest
from django.urls import reverse

from explainer.models import Edition
from tests.support.admin_forms import save
from tests.support.content import Content
from tests.support.html import parse


@pytest.fixture
def draft(content: Content, editor) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def page(draft: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[draft.pk])


def keys(draft: Edition) -> list[str]:
    return list(draft.sections.values_list("key", flat=True))


def add(heading: str) -> dict[str, str]:
    return {"sections__3__heading": heading, "sections__3__body": "A last word."}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Über uns", "uber-uns"),
        # A stored section has it.
        ("Ending", "ending-2"),
        ("月の夜", "section"),
        ("Very " * 20, ("very-" * 12)[:56].strip("-")),
    ],
)
def test_a_new_section_gets_its_key_from_its_heading(as_editor, draft, page, heading, key):
    assert save(as_editor, page, **add(heading)).status_code == 302
    last = draft.sections.last()
    assert last.key == key
    assert f'id="{key}-' in last.body_html
    # From then on it is a key like any other.
    assert save(as_editor, page, sections__3__heading="Other words").status_code == 302
    assert draft.sections.last().key == key
    assert save(as_editor, page, sections__3__key="").status_code == 200


def test_the_key_of_a_section_taken_out_is_not_given_to_another(as_editor, draft, page):
    save(as_editor, page, sections__1__DELETE="on", **add("Ending"))
    assert keys(draft) == ["opening", "after", "ending-2"]


def test_a_new_section_that_was_only_moved_is_none(as_editor, draft, page):
    moved = {"sections__3__order": "1", "sections__0__order": "2"}
    assert save(as_editor, page, **moved).status_code == 302
    assert draft.sections.count() == 3


def test_a_new_section_taken_out_again_is_not_asked_for_words(as_editor, draft, page):
    typed = {"sections__3__heading": "Half", "sections__3__DELETE": "on"}
    assert save(as_editor, page, **typed).status_code == 302
    assert draft.sections.count() == 3


def stored(response) -> str:
    return parse(response).one("div", class_="kept")["data-stored"]


def test_pages_tell_which_kept_text_is_stored(as_editor, draft, page):
    assert stored(as_editor.get(page)) == ""
    refused = save(as_editor, page, title="", kept="one.1")
    assert refused.status_code == 200
    assert stored(refused) == ""
    save(as_editor, page, "_publish", kept="one.2")
    save(as_editor, page, kept="two.3")
    publish = reverse("admin:explainer_edition_publish", args=[draft.pk])
    assert stored(as_editor.get(page)) == stored(as_editor.get(publish)) == "two.3 one.2"
    for number in range(12):
        save(as_editor, page, kept=f"{number}." + "9" * 200)
    names = stored(as_editor.get(page)).split(" ")
    assert len(names) == 10
    assert max(map(len, names)) == 100
