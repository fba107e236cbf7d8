import pytest
from django.test import Client
from django.urls import reverse

from explainer.comparing import changes
from explainer.models import Edition, Explanation, Section
from tests.support.content import Content
from tests.support.html import parse


@pytest.fixture
def draft(content: Content, editor) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def page(draft: Edition) -> str:
    return reverse("admin:explainer_edition_publish", args=[draft.pk])


def section(edition: Edition, key: str) -> Section:
    return edition.sections.get(key=key)


def alter(row: Section, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_page_shows_what_changes_and_publishes_nothing(as_editor, draft, page):
    opening = section(draft, "opening")
    alter(opening, body=opening.body.replace("ships", "boats"))
    shown = parse(as_editor.get(page))
    assert shown.one("del").text == "[taken out:] ships."
    assert shown.one("ins").text == "[put in:] boats."
    draft.refresh_from_db()
    assert draft.is_draft


def test_publishing_twice_is_said(as_editor, draft, page):
    version = {"version": draft.lock_version}
    assert as_editor.post(page, version).status_code == 302
    again = as_editor.post(page, version)
    assert "published already" in again.content.decode()


def test_what_changed_after_the_look_is_looked_at_again(as_editor, draft, page):
    Edition.objects.filter(pk=draft.pk).update(lock_version=5, title="Changed by another")
    response = as_editor.post(page, {"version": "0"})
    assert response.status_code == 200
    assert "changed meanwhile" in response.content.decode()
    assert "Changed by another" in response.content.decode()
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_stale_base_is_not_published(as_editor, content, draft, page, author):
    content.explanation.new_edition(by=author).publish()
    for response in (as_editor.get(page), as_editor.post(page, {"version": "0"})):
        assert "Edition 3 went live after this draft was begun." in response.content.decode()
        assert not parse(response).all("input", value="Publish now")
    draft.refresh_from_db()
    assert draft.is_draft


def test_an_empty_draft_is_not_published(as_editor, content, editor):
    empty = Explanation.objects.create(film=content.film, slug="empty").new_edition(by=editor)
    url = reverse("admin:explainer_edition_publish", args=[empty.pk])
    text = parse(as_editor.post(url, {"version": "0"})).text
    assert "Title: This field cannot be blank." in text
    assert "It has no section yet." in text
    empty.refresh_from_db()
    assert empty.is_draft


def test_it_is_the_editors_with_a_token(as_moderator, editor, draft, page):
    assert as_moderator.post(page, {"version": "0"}).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(page, {"version": "0"}).status_code == 403
    draft.refresh_from_db()
    assert draft.is_draft


def test_no_change_at_all(as_editor, content, draft, page):
    assert changes(draft, content.edition) == []
    assert "Nothing is different from edition 1" in as_editor.get(page).content.decode()
