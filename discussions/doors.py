"""Loading one row that a reader asks for: what they may not see is not there (Http404).

Whether an explanation is live is known from memory, so that none of these asks the database for it
again and again.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from discussions.models import Comment, Interpretation, Question
from discussions.models.comment_query import CommentQuerySet
from discussions.models.site_rules import site_mode


def open_question(slug: str) -> Question:
    """With its explanation, its closure and the rules for comments."""
    rows = Question.objects.with_rules().select_related("explanation", "closure")
    question = get_object_or_404(rows, slug=slug)
    _require_live(question)
    return question


def open_reading(pk: int) -> Interpretation:
    """One that is voted on, or was merged into another one."""
    rows = Interpretation.objects.filter(state__in=("open", "merged"))
    reading = get_object_or_404(_with_question(rows), pk=pk)
    _give_rules(reading)
    return reading


def open_comment(pk: int, among: CommentQuerySet) -> Comment:
    """One of these, with all that it shows, its root, its question and what belongs to that."""
    comment = get_object_or_404(_with_question(among.with_people().select_related("root")), pk=pk)
    _give_rules(comment)
    return comment


def _with_question(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With all that ``open_question`` gives, in the same statement."""
    related = rows.select_related("question__explanation", "question__closure")
    return related.annotate(site_mode=site_mode())


def _give_rules(row: Any) -> None:
    row.question.site_mode = row.site_mode
    _require_live(row.question)


def _require_live(question: Question) -> None:
    if not question.explanation.is_live:
        raise Http404(question.slug)
