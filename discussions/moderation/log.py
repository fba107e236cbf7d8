"""The public log of moderation: what was done when and by which rule, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from discussions.models import Appeal, Comment, Decision, Review
from hersite.memory import Memory

LONG = 100
# The figures are of so many whole days, so that they change once a day and not with every comment.
FIGURES_OF = timedelta(days=30)
# Of a question.
_SHOWN = ("title", "safe_title", "spoils", "slug", "explanation__slug")


@dataclass(frozen=True)
class Entry:
    """``title`` is the question's public one; empty where the decision is about none, or about one
    that readers can't see."""

    decision: Decision
    at: datetime
    title: str
    url: str


@dataclass(frozen=True)
class LogPage:
    """``older`` is the cursor of the next page; empty on the last."""

    days: list[tuple[date, list[Entry]]]
    older: str


def load_log(before: str = "") -> LogPage:
    """The newest first, from after the decision with that number. Http404 where there is none."""
    # Of what was decided on, only where it stands: a comment, or a reading.
    questions = [f"{about}__question" for about in ("comment", "interpretation")]
    rows = Decision.objects.select_related(*(f"{each}__explanation" for each in questions)).only(
        "action", "rule", "at", "undone_at",
        *(f"{each}__{column}" for each in questions for column in _SHOWN),
    )  # fmt: skip
    if before:
        last = Decision.objects.filter(pk=before).first() if _is_number(before) else None
        if last is None:
            raise Http404(before)
        rows = rows.filter(Q(at__lte=last.at) & (Q(at__lt=last.at) | Q(pk__lt=last.pk)))
    found = list(rows.order_by("-at", "-id")[: LONG + 1])
    entries = [_entry(decision) for decision in found[:LONG]]
    days = [(day, list(them)) for day, them in groupby(entries, lambda entry: entry.at.date())]
    return LogPage(days, str(found[LONG - 1].pk) if len(found) > LONG else "")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _entry(decision: Decision) -> Entry:
    title = url = ""
    about = decision.comment or decision.interpretation
    if about is not None and about.question.explanation.is_live:
        title, url = about.question.public_title, about.question.get_absolute_url()
    return Entry(decision, timezone.localtime(decision.at), title, url)


@dataclass(frozen=True)
class Figures:
    """Of the last 30 whole days: comments posted, held back, taken off the page, and appeals that
    were granted."""

    posted: int
    held: int
    hidden: int
    granted: int


_figures: Memory[Figures] = Memory(most=1)


def figures_end() -> datetime:
    """When they change: at midnight."""
    return _midnight() + timedelta(days=1)


def _midnight() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


def figures() -> Figures:
    today = _midnight()
    known = _figures.get(today)
    if known is None:
        known = _count(today - FIGURES_OF, today)
        _figures.put(today, known)
    return known


def _count(start: datetime, end: datetime) -> Figures:
    within = (start, end)
    taken = Decision.objects.filter(
        action__in=(Decision.Action.HIDE, Decision.Action.REMOVE, Decision.Action.SUSPEND),
        undone_at=None, comment__isnull=False, at__range=within,
    )  # fmt: skip
    held = Review.objects.filter(cause=Review.Cause.HELD, opened_at__range=within)
    granted = Appeal.objects.filter(outcome=Appeal.Outcome.OVERTURNED, decided_at__range=within)
    return Figures(
        posted=Comment.objects.filter(created_at__range=within).count(),
        # One that was edited while it waited has a row for each of its texts.
        held=held.values("comment").distinct().count(),
        hidden=taken.count(),
        granted=granted.count(),
    )
