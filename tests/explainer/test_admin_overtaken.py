"""Somebody writes in a draft that is published, scheduled or thrown away meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from explainer.models import Edition
from tests.support.admin_forms import fields
from tests.support.content import Content
from tests.support.html import parse
from tests.support.merging import answer, asked

TYPED = {"title": "My title", "sections__0__body": "My own words."}


@pytest.fixture
def draft(content: Content, editor: Any) -> Edition:
    draft = content.explanation.new_edition(by=editor)
    draft.note = "What I said of it."
    draft.save()
    return draft


@pytest.fixture
def page(draft: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[draft.pk])


def press(client: Client, page: str, response: Any, button: str) -> Any:
    """One of the buttons of the page that says that it isn't stored yet."""
    assert response.status_code == 409
    text = response.content.decode()
    assert "My own words." in text
    assert "My title" in text
    form = parse(response).one(id="content").one("form")
    assert form.all("input", type="submit", name=button)
    hidden = {each["name"]: each.get("value") for each in form.all("input", type="hidden")}
    return client.post(page, hidden | {button: "1"})


def newest(draft: Edition) -> Edition:
    found = Edition.objects.latest("pk")
    assert found.pk != draft.pk
    assert found.is_draft
    return found


def test_published_meanwhile_a_correction_begins_with_it(
    as_editor: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    ending = draft.sections.get(key="ending")
    ending.body = "Put right before it went out."
    ending.save()
    draft.publish()
    response = as_editor.post(page, fields(opened, **TYPED) | {"_save": "1"})
    done = press(as_editor, page, response, "_anew")
    correction = newest(draft)
    assert done["Location"] == reverse("admin:explainer_edition_change", args=[correction.pk])
    assert (correction.title, correction.based_on, correction.note) == ("My title", draft, "")
    said = dict(correction.sections.values_list("key", "body"))
    assert said["opening"] == "My own words."
    assert said["ending"] == "Put right before it went out."
    draft.refresh_from_db()
    assert draft.title == "The Lamp, ending explained"
    # Pressed twice it is one draft.
    assert press(as_editor, page, response, "_anew")["Location"] == done["Location"]
    assert Edition.objects.drafts().count() == 1


def test_where_it_went_out_with_other_words_it_is_asked(
    as_editor: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    Edition.objects.filter(pk=draft.pk).update(title="As it went out")
    draft.refresh_from_db()
    draft.publish()
    response = as_editor.post(page, fields(opened, **TYPED) | {"_save": "1"})
    question = press(as_editor, page, response, "_anew")
    assert list(asked(question)) == ["Title"]
    assert answer(as_editor, page, question, {"Title": "As I have it"}).status_code == 302
    correction = newest(draft)
    assert correction.title == "My title"
    assert correction.sections.get(key="opening").body == "My own words."


def test_scheduled_meanwhile_it_is_saved_once_it_is_taken_back(
    as_editor: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    draft.schedule(timezone.now() + timedelta(days=1))
    response = as_editor.post(page, fields(opened, **TYPED) | {"_save": "1"})
    assert press(as_editor, page, response, "_save").status_code == 409
    draft.unschedule()
    assert press(as_editor, page, response, "_save").status_code == 302
    draft.refresh_from_db()
    assert draft.title == "My title"


def test_or_another_draft_begins_with_it(as_editor: Client, draft: Edition, page: str) -> None:
    """With the words of the one that waits, not of what readers see."""
    draft.sections.filter(key="after").update(body="A rewrite.")
    opened = as_editor.get(page)
    draft.schedule(timezone.now() + timedelta(days=1))
    response = as_editor.post(page, fields(opened, **TYPED) | {"_save": "1"})
    press(as_editor, page, response, "_anew")
    other = newest(draft)
    assert (other.title, other.note) == ("My title", "What I said of it.")
    assert other.sections.get(key="after").body == "A rewrite."
    draft.refresh_from_db()
    assert draft.is_scheduled
    assert draft.title != "My title"


def test_thrown_away_meanwhile_a_new_draft_says_all_of_it(
    as_editor: Client, draft: Edition, page: str
) -> None:
    draft.sections.filter(key="after").update(body="Stored in the draft alone.")
    draft.sections.filter(key="ending").delete()
    opened = as_editor.get(page)
    draft.delete()
    response = as_editor.post(page, fields(opened, **TYPED) | {"_save": "1"})
    press(as_editor, page, response, "_anew")
    again = newest(draft)
    assert (again.title, again.note) == ("My title", "What I said of it.")
    assert dict(again.sections.values_list("key", "body")) == {
        "opening": "My own words.", "after": "Stored in the draft alone.",
    }  # fmt: skip


def test_and_where_something_else_is_live_by_now_it_is_asked(
    as_editor: Client, content: Content, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    draft.delete()
    other = content.explanation.new_edition()
    other.sections.filter(key="after").update(body="Live by now.")
    other.publish()
    response = as_editor.post(page, fields(opened, **TYPED) | {"_save": "1"})
    question = press(as_editor, page, response, "_anew")
    assert list(asked(question)) == ["Title", "What changed", "A light at sea", "What stays"]
