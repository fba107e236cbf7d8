"""Loading one row that a reader asks for: what they may not see is not there (Http404).

Whether an explanation is live is known from memory, so that none of these asks the database for it
again and again.
"""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from discussions.models import Comment, Interpretation, Question
from discussions.models.comment_query import CommentQuerySet


def open_question(slug: str) -> Question:
    """With its explanation and its closure."""
    rows = Question.objects.with_rules().select_related("explanation", "closure")
    return _shown(get_object_or_404(rows, slug=slug))


def open_reading(pk: int) -> Interpretation:
    """One that is voted on, or was merged into another one."""
    rows = Interpretation.objects.filter(state__in=("open", "merged"))
    reading = get_object_or_404(
        rows.select_related("question__explanation", "question__closure"), pk=pk
    )
    _shown(reading.question)
    return reading


def open_comment(pk: int, among: CommentQuerySet) -> Comment:
    """One of these, with all that it shows, its root, its question and what belongs to that."""
    rows = among.with_people().select_related("question__explanation", "question__closure", "root")
    comment = get_object_or_404(rows, pk=pk)
    _shown(comment.question)
    return comment


def _shown(question: Question) -> Question:
    if not question.explanation.is_live:
        raise Http404(question.slug)
    return question
