"""Whatever editors do to a page, what readers said stays as it is, row by row."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discussions.models import (
    Comment,
    Interpretation,
    Member,
    Question,
    Rating,
    Useful,
    Vote,
    VoteChange,
)
from explainer.models import Edition
from tests.support.admin_forms import save
from tests.support.content import Content

TABLES: list[type[Model]] = [Rating, Vote, VoteChange, Comment, Useful]
COUNTED = {
    Interpretation: ("pk", "agree", "disagree", "unsure", "state", "statement", "frozen_at"),
    Question: ("pk", "comment_count", "last_comment_at"),
}


def said() -> dict[str, list[Any]]:
    """Every column of what readers wrote, and what was counted of it."""
    rows: dict[str, list[Any]] = {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES
    }
    for model, names in COUNTED.items():
        rows[model.__name__] = list(model._default_manager.order_by("pk").values(*names))
    return rows


@pytest.fixture
def before(content: Content, reader: Member, author: Member) -> dict[str, list[Any]]:
    first, second, _third = content.readings
    Rating.give(reader, content.explanation, 4)
    first.vote(reader, "agree", "before")
    first.vote(reader, "disagree", "after")
    second.vote(author, "unsure")
    comment = Comment.post(
        question=content.general, author=author, body="The number!", section_key="opening",
        quote="A keeper counts ships.",
    )  # fmt: skip
    Comment.post(question=content.question, author=reader, body="Yes.", supports=first)
    comment.mark_useful(reader)
    rows = said()
    assert all(rows.values())
    return rows


def admin(edition: Edition, step: str = "change") -> str:
    return reverse(f"admin:explainer_edition_{step}", args=[edition.pk])


def test_editing_publishing_and_restoring(
    before, as_editor: Client, content: Content, editor: Member
) -> None:
    draft = content.explanation.new_edition(by=editor)
    edit = {"sections__0__body": "Other words.", "sections__1__DELETE": "on", "title": "Anew"}
    assert save(as_editor, admin(draft), **edit).status_code == 302
    assert said() == before
    draft.refresh_from_db()
    draft.publish()
    assert content.explanation.live_edition == draft
    assert said() == before
    assert as_editor.post(admin(content.edition, "restore")).status_code == 302
    restored = content.explanation.editions.latest("number")
    restored.publish()
    assert restored.sections.count() == 3
    assert said() == before


def test_scheduling_going_live_and_taking_back(
    before, content: Content, editor: Member, monkeypatch
) -> None:
    draft = content.explanation.new_edition(by=editor)
    draft.schedule(timezone.now() + timedelta(hours=1))
    draft.unschedule()
    draft.schedule(timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert content.explanation.live_edition == draft
    assert said() == before


def test_other_addresses(before, as_editor: Client, content: Content) -> None:
    page = reverse("admin:explainer_explanation_change", args=[content.explanation.pk])
    assert save(as_editor, page, slug="the-light").status_code == 302
    asked = reverse("admin:discussions_question_change", args=[content.question.pk])
    edit = {"slug": "the-meaning", "title": "What does it mean?", "order": "5"}
    assert save(as_editor, asked, **edit).status_code == 302
    content.question.refresh_from_db()
    assert content.question.slug == "the-meaning"
    assert said() == before
