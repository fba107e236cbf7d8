"""How the votes on a question's readings have moved, from the ballots that were handed in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, QuerySet
from django.db.models.functions import Cast, Substr

from discussions.ballots import ENOUGH
from discussions.models import Question, Stance, VoteChange


@dataclass(frozen=True)
class Day:
    """How many stood where at the end of a day."""

    day: date
    agree: int
    disagree: int
    unsure: int

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.agree, self.disagree, self.unsure

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def share(self) -> float | None:
        """Of those who voted the part that agrees, 0 to 1; None under twenty votes."""
        return self.agree / self.total if self.total >= ENOUGH else None


def load_movement(question: Question) -> dict[int, list[Day]]:
    """For each open reading that somebody has voted on the days (of UTC) on which its counters
    moved. The last one equals the counters: votes of suspended members are in none of them.

    One statement, of as many rows as there are days and ways to vote.
    """
    steps = _steps(question).annotate(number=Count("pk"))
    moved: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(_nobody))
    for reading, day, previous, stance, number in steps:
        counts = moved[reading][day]
        counts[stance] += number
        counts[previous] -= number
    return {reading: _sum_up(days) for reading, days in moved.items()}


def _steps(question: Question) -> QuerySet[VoteChange, Any]:
    changes = VoteChange.objects.filter(
        interpretation__in=question.interpretations.open(), member__suspended_until=None
    ).exclude(previous=F("stance"))
    # Both databases write a moment with its date at the front, in UTC. A function for dates costs
    # ten times as much on SQLite, which has none of its own.
    day = Substr(Cast("at", CharField()), 1, len("2013-12-18"))
    return changes.order_by().values_list("interpretation", day, "previous", "stance")


def _nobody() -> dict[str, int]:
    return {"": 0, **dict.fromkeys(Stance.values, 0)}


def _sum_up(days: dict[str, dict[str, int]]) -> list[Day]:
    total = _nobody()
    found = []
    for day in sorted(days):
        total = {stance: number + days[day][stance] for stance, number in total.items()}
        found.append(Day(date.fromisoformat(day), *(total[stance] for stance in Stance.values)))
    return found
