import pytest
from django.urls import reverse

from explainer.models import Edition
from hersite.models import StaffAction
from tests.support.admin_forms import save
from tests.support.content import Content
from tests.support.html import parse


@pytest.fixture
def draft(content: Content, editor) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def page(draft: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[draft.pk])


def test_a_typo_is_live_after_three_presses(as_editor, content, guest):
    first = as_editor.post(
        reverse("admin:explainer_explanation_new_edition", args=[content.explanation.pk])
    )
    typed = {"sections__0__body": "A keeper counts boats."}
    second = save(as_editor, first.url, "_publish", **typed)
    confirm = as_editor.get(second.url)
    version = parse(confirm).one("input", name="version")["value"]
    assert as_editor.post(second.url, {"version": version}).status_code == 302
    assert "A keeper counts boats." in guest.get(content.url).content.decode()
    live = content.explanation.live_edition
    assert live.number == 2
    said = list(StaffAction.objects.order_by("pk").values_list("said", flat=True))
    assert said[0] == "Started edition 2."
    assert said[2] == "Published."


def test_a_draft_is_kept_and_nobody_sees_it(as_editor, content, draft, page, editor, guest):
    Edition.objects.filter(pk=draft.pk).update(source_digest="abc", editor=None)
    response = save(as_editor, page, "_continue", title="The Lamp, explained anew")
    assert response.url == page
    draft.refresh_from_db()
    assert (draft.title, draft.editor, draft.source_digest, draft.lock_version) == (
        "The Lamp, explained anew", editor, "", 1,
    )  # fmt: skip
    assert "explained anew" not in guest.get(content.url).content.decode()


def test_untouched_sections_stay_as_they_are(as_editor, draft, page):
    body = "One.\n\nTwo."
    section = draft.sections.first()
    section.body = body
    section.save()
    # As browsers send it.
    save(as_editor, page, sections__0__body=body.replace("\n", "\r\n"))
    assert draft.sections.first().body == body
    assert not StaffAction.objects.exists()


def test_a_key_stands_once(as_editor, draft, page):
    response = save(as_editor, page, sections__1__key="opening")
    assert response.status_code == 200
    errors = parse(response).one(id="sections-1").one("ul", class_="errorlist")
    assert errors.text == "Another section has this key."
    assert sorted(draft.sections.values_list("key", flat=True)) == ["after", "ending", "opening"]


def test_keys_are_not_traded_in_one_save(as_editor, draft, page):
    response = save(as_editor, page, sections__0__key="ending", sections__1__key="opening")
    assert response.status_code == 200
    assert "Save that one first." in response.content.decode()


def test_a_new_section_goes_to_the_end(as_editor, draft, page):
    words = {"key": "coda", "heading": "Coda", "body": "A last word."}
    typed = {f"sections__3__{name}": value for name, value in words.items()}
    assert save(as_editor, page, **typed).status_code == 302
    last = draft.sections.last()
    assert (last.key, last.order) == ("coda", 3)
    assert '<p id="coda-' in last.body_html


def test_a_section_is_taken_out(as_editor, draft, page):
    save(as_editor, page, sections__1__DELETE="on")
    assert [section.key for section in draft.sections.all()] == ["opening", "after"]


def test_a_published_edition_is_only_read(as_editor, content):
    url = reverse("admin:explainer_edition_change", args=[content.edition.pk])
    shown = parse(as_editor.get(url))
    assert not shown.all("input", name="title")
    assert not shown.all("textarea")
    assert shown.one(id="content").one("form", action=reverse(
        "admin:explainer_explanation_new_edition", args=[content.explanation.pk]
    ))  # fmt: skip
    assert as_editor.post(url, {"title": "Altered"}).status_code == 403


def test_a_draft_can_be_thrown_away_and_a_published_edition_not(as_editor, content, draft, page):
    delete = reverse("admin:explainer_edition_delete", args=[draft.pk])
    assert as_editor.get(delete).status_code == 200
    assert as_editor.post(delete, {"post": "yes"}).status_code == 302
    assert not Edition.objects.filter(pk=draft.pk).exists()
    kept = reverse("admin:explainer_edition_delete", args=[content.edition.pk])
    assert as_editor.post(kept, {"post": "yes"}).status_code == 403


def test_list_filters_by_state(as_editor, content, draft):
    def titles(query: str) -> list[str]:
        shown = parse(as_editor.get(f"/admin/explainer/edition/{query}"))
        return [cell.text for cell in shown.all("th", class_="field-title")]

    assert len(titles("")) == 3
    assert len(titles("?state=draft")) == 1
    assert len(titles("?state=live")) == 2
    assert titles("?state=scheduled") == []


def test_editions_begin_at_their_explanation(as_editor, content):
    assert as_editor.get("/admin/explainer/edition/add/").status_code == 403


def test_others_see_and_change_nothing(as_moderator, as_reader, page):
    assert as_moderator.get(page).status_code == 403
    assert as_moderator.post(page, {"title": "Altered"}).status_code == 403
    assert as_reader.get(page, follow=True).status_code == 403
