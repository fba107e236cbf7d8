"""What readers say now: the comments of the last hours on each question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, F, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from discussions.models import Comment, Question, VoteChange
from hersite.desk.bars import Bars, draw_bars

HOURS = 24
SHOWN = 10
HOUR = timedelta(hours=1)

State = Comment.State


@dataclass
class Lately:
    """Of one question: how many comments in each hour, in the last sixty minutes, and how many of
    these hours wait for a moderator."""

    hours: list[int] = field(default_factory=lambda: [0] * HOURS)
    last_hour: int = 0
    held: int = 0

    @property
    def total(self) -> int:
        return sum(self.hours)


@dataclass(frozen=True)
class Line:
    """A question with what was said on it; ``hours`` are those with a comment, each as (from,
    until, number), ``votes`` the ballots that changed something."""

    question: Question
    lately: Lately
    votes: int
    hours: list[tuple[datetime, datetime, int]]
    bars: Bars

    @property
    def peak(self) -> tuple[datetime, datetime, int] | None:
        """The hour with the most comments, the latest of several."""
        return max(self.hours, key=lambda hour: (hour[2], hour[0]), default=None)


@dataclass(frozen=True)
class Talk:
    """The liveliest questions first, all drawn to one scale. Hours are those of the site's clock,
    the last one the hour that runs; ``start`` is the beginning of the first."""

    lines: list[Line]
    start: datetime

    @property
    def middle(self) -> datetime:
        return self.start + HOUR * (HOURS // 2)


def load_talk(now: datetime) -> Talk:
    running = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    start = running.astimezone(UTC) - HOUR * (HOURS - 1)
    found = _count(start, now)
    liveliest = sorted(
        found, key=lambda key: (found[key].total, found[key].held, key), reverse=True
    )[:SHOWN]
    questions = Question.objects.select_related("explanation").in_bulk(liveliest)
    votes = _votes(liveliest, start)
    most = max((max(found[key].hours) for key in liveliest), default=0)
    lines = [
        Line(
            questions[key],
            found[key],
            votes[key],
            _spoken(found[key].hours, start),
            draw_bars(found[key].hours, most),
        )
        for key in liveliest
    ]
    return Talk(lines, timezone.localtime(start))


def _count(start: datetime, now: datetime) -> dict[int, Lately]:
    """By question; one statement, of at most a row for each minute and question."""
    found: dict[int, Lately] = defaultdict(Lately)
    fresh = (now - HOUR).replace(second=0, microsecond=0)
    for question, state, minute, number in _by_minute(start):
        lately = found[question]
        if state == State.HELD:
            lately.held += number
        elif state == State.VISIBLE:
            at = datetime.fromisoformat(minute).replace(tzinfo=UTC)
            # What the clock of another machine has dated ahead belongs to the hour that runs.
            lately.hours[min((at - start) // HOUR, HOURS - 1)] += number
            lately.last_hour += number * (at >= fresh)
    return {key: lately for key, lately in found.items() if lately.total or lately.held}


def _by_minute(start: datetime) -> QuerySet[Any, Any]:
    # Not by the hour: a site's clock may be half an hour, or a quarter, off the one in the rows.
    # Both databases write a moment with its date at the front, in UTC; see discussions.movement.
    minute = Substr(Cast("created_at", CharField()), 1, len("2013-12-18 20:15"))
    # By their keys: left to itself, SQLite groups all comments along an index that begins with the
    # question, and looks at the moment of each.
    lately = Comment.objects.filter(created_at__gte=start).order_by().values("pk")
    said = Comment.objects.filter(pk__in=lately).order_by()
    return said.values_list("question", "state", minute).annotate(Count("pk"))


def _votes(questions: Collection[int], start: datetime) -> Counter[int]:
    cast = VoteChange.objects.filter(interpretation__question__in=questions, at__gte=start)
    changed = cast.exclude(stance=F("previous")).order_by()
    return Counter(dict(changed.values_list("interpretation__question").annotate(Count("pk"))))


def _spoken(hours: list[int], start: datetime) -> list[tuple[datetime, datetime, int]]:
    edges = [timezone.localtime(start + HOUR * step) for step in range(HOURS + 1)]
    return [hour for hour in zip(edges, edges[1:], hours, strict=False) if hour[2]]
