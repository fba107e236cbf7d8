import pytest
from django.urls import reverse

from explainer.models import Edition, Section
from tests.support.admin_forms import save
from tests.support.content import Content
from tests.support.html import parse

ROW = "The book is found at last, and read"


@pytest.fixture
def draft(content: Content, editor) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def page(draft: Edition) -> str:
    return reverse("admin:explainer_edition_publish", args=[draft.pk])


@pytest.fixture
def form(draft: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[draft.pk])


def break_link(draft: Edition) -> Section:
    section = draft.sections.get(key="opening")
    section.body = "A [link](/nowhere/)."
    section.save()
    return section


def give_away(draft: Edition) -> None:
    section = draft.sections.get(key="after")
    section.body = f"{ROW}."
    section.save()
    Edition.objects.filter(pk=draft.pk).update(standfirst=ROW)


def is_draft(edition: Edition) -> bool:
    return Edition.objects.get(pk=edition.pk).is_draft


def test_what_stops_is_listed_with_its_place_and_nothing_publishes(as_editor, draft, page, form):
    break_link(draft)
    for response in (
        as_editor.get(page),
        as_editor.post(page, {"version": "0", "anyway": "0"}),
    ):
        shown = parse(response)
        assert [item.text for item in shown.one(class_="findings").all("li")] == [
            "A light at sea: Readers find nothing at “/nowhere/”."
        ]
        assert shown.one("a", href=f"{form}#id_sections-0-body").text == "A light at sea"
        assert not shown.all("input", value="Publish now")
        assert not shown.all("input", name="anyway")
    assert is_draft(draft)


def test_the_places_are_in_the_form(as_editor, draft, page, form):
    break_link(draft)
    give_away(draft)
    links = [a["href"] for a in parse(as_editor.get(page)).all("a") if "#" in a.get("href")]
    anchors = {link.partition("#")[2] for link in links if link.startswith(form)}
    assert anchors == {"id_sections-0-body", "id_standfirst"}
    shown = parse(as_editor.get(form))
    assert all(shown.all(id=anchor) for anchor in anchors | {"sections-group"})
    explanation = reverse("admin:explainer_explanation_change", args=[draft.explanation_id])
    assert parse(as_editor.get(explanation)).all(id="id_see_also_links-0-other")


def test_what_asks_is_published_by_who_says_so(as_editor, draft, page):
    give_away(draft)
    box = parse(as_editor.get(page)).one("input", name="anyway")
    assert "required" in box.attributes
    assert "checked" not in box.attributes
    refused = as_editor.post(page, {"version": "0"})
    assert "Tick this, or put it right first." in refused.content.decode()
    assert is_draft(draft)
    agreed = as_editor.post(page, {"version": "0", "anyway": box["value"]})
    assert agreed.status_code == 302
    assert not is_draft(draft)


def test_who_agreed_to_an_older_draft_is_asked_again(as_editor, draft, page):
    give_away(draft)
    Edition.objects.filter(pk=draft.pk).update(lock_version=3)
    for version in ("0", "3"):
        response = as_editor.post(page, {"version": version, "anyway": "0"})
        assert "checked" not in parse(response).one("input", name="anyway").attributes
    assert is_draft(draft)


def test_a_draft_says_how_much_is_in_its_way_and_is_saved_all_the_same(
    as_editor, draft, page, form
):
    assert not parse(as_editor.get(form)).all(class_="before-publishing")
    give_away(draft)
    break_link(draft)
    note = parse(as_editor.get(form)).one(class_="before-publishing")
    assert note.text == "Before you publish: 1 thing to put right, 1 to look at"
    assert note.one("a")["href"] == page
    assert save(as_editor, form, "_continue", title="Saved all the same").status_code == 302
    assert Edition.objects.get(pk=draft.pk).title == "Saved all the same"


def test_what_is_live_has_no_such_note(as_editor, content):
    told = "Every night he writes the number down."
    Edition.objects.filter(pk=content.edition.pk).update(standfirst=told)
    url = reverse("admin:explainer_edition_change", args=[content.edition.pk])
    assert not parse(as_editor.get(url)).all(class_="before-publishing")
