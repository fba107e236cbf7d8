"""Figures that are counted from so many rows that a minute changes little about them: however fast
readers vote, a page that shows them doesn't count them with every vote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.utils import timezone

from discussions.counted import somebody_waits
from discussions.models import Question
from discussions.movement import Day, load_movement
from discussions.pairs import PairsOfQuestion, load_pairs
from hersite.freshness import Freshness
from hersite.memory import Memory

# So many ballots take some ten milliseconds to count, as long as a page may take to be made.
MANY = 1_000
HELD = timedelta(minutes=1)

T = TypeVar("T")
_pairs: Memory[tuple[datetime, PairsOfQuestion]] = Memory(most=200)
_movement: Memory[tuple[datetime, dict[int, list[Day]]]] = Memory(most=200)


def pairs_as_known(question: Question, freshness: Freshness) -> PairsOfQuestion:
    """As they are now, or at most a minute ago where they take long to count, or where somebody
    has just come to count."""

    def size(pairs: PairsOfQuestion) -> int:
        return sum(each.total + each.skipped for each in pairs.readings.values())

    if somebody_waits(question):
        # No page is told when they come to count, but it looks again.
        freshness.ends_at(timezone.now() + HELD)
    return _as_known(_pairs, question, freshness, lambda: load_pairs(question), size)


def movement_as_known(question: Question, freshness: Freshness) -> dict[int, list[Day]]:
    """The same of how the votes moved."""

    def size(movement: dict[int, list[Day]]) -> int:
        return sum(days[-1].total for days in movement.values())

    return _as_known(_movement, question, freshness, lambda: load_movement(question), size)


def _as_known(
    memory: Memory[tuple[datetime, T]],
    question: Question,
    freshness: Freshness,
    load: Callable[[], T],
    size: Callable[[T], int],
) -> T:
    now = timezone.now()
    if (known := memory.get(question.pk)) and known[0] > now:
        freshness.ends_at(known[0])
        return known[1]
    loaded = load()
    if size(loaded) >= MANY:
        memory.put(question.pk, (now + HELD, loaded))
    return loaded
