"""The votes of an explanation from the database, without a row of Python for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any

import numpy as np
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from numpy.typing import NDArray

from discussions.counted import who_count
from discussions.models import Interpretation, Vote, VoteRelease
from discussions.opinions.votes import STANCES, Votes

Ints = NDArray[np.integer[Any]]

# Rows that are Python objects at one time.
CHUNK = 20_000
_START = datetime(1970, 1, 1, tzinfo=UTC)
_STANCE = Case(
    *(When(stance=stance, then=Value(number)) for stance, number in STANCES.items()),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Counted:
    """Votes that enter conclusions. For each of ``votes.voters`` when the account was made, in
    microseconds since 1970, and whether a moderator has released it."""

    votes: Votes
    joined: Ints
    released: NDArray[np.bool_]


def open_readings(explanation: int) -> QuerySet[Interpretation]:
    """What a map of this explanation is about."""
    return Interpretation.objects.open().filter(question__explanation=explanation)


def counted_votes(explanation: int) -> QuerySet[Vote]:
    """On open readings, by members who count."""
    return Vote.objects.filter(
        interpretation__in=open_readings(explanation), member__in=who_count()
    )


def load_counted(explanation: int) -> Counted:
    """All of them; readings without a vote are in ``votes.items`` as well."""
    readings = np.array(sorted(open_readings(explanation).values_list("pk", flat=True)), np.int64)
    members, joined = _members(explanation)
    parts = [np.zeros((3, 0), np.int32)]
    for part in _numbers(_rows(explanation), 3):
        voter, counts = _places(members, part[:, 0])
        item, is_open = _places(readings, part[:, 1])
        parts.append(np.stack([voter, item, part[:, 2]])[:, counts & is_open].astype(np.int32))
    voter, item, stance = np.concatenate(parts, axis=1)
    order = np.lexsort((item, voter))
    votes = Votes(
        voter[order], item[order], stance[order].astype(np.int8), members.tolist(),
        readings.tolist(),
    )  # fmt: skip
    released = VoteRelease.objects.values_list("member_id", flat=True)
    return Counted(votes, joined, np.isin(members, list(released)))


def _members(explanation: int) -> tuple[Ints, Ints]:
    """Those who count and have a vote there, by their keys, and when they joined."""
    theirs = Vote.objects.filter(
        member=OuterRef("pk"), interpretation__in=open_readings(explanation)
    )
    rows = who_count().filter(Exists(theirs)).order_by("pk").values_list("pk", "joined")
    step = timedelta(microseconds=1)
    pairs = ((key, (joined - _START) // step) for key, joined in rows.iterator(CHUNK))
    table = np.fromiter(chain.from_iterable(pairs), np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _rows(explanation: int) -> QuerySet[Any, Any]:
    """Without asking of each row whether its member counts: they are at hand."""
    rows = Vote.objects.filter(interpretation__in=open_readings(explanation)).order_by()
    return rows.values_list("member_id", "interpretation_id", _STANCE)


def _numbers(rows: QuerySet[Any, Any], columns: int) -> Iterator[Ints]:
    """The rows as tables of whole numbers, some at a time."""
    left = rows.iterator(CHUNK)
    while part := list(islice(left, CHUNK)):
        flat = np.fromiter(chain.from_iterable(part), np.int64, len(part) * columns)
        yield flat.reshape(-1, columns)


def _places(known: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where each stands in a sorted list, and whether it does."""
    place = np.searchsorted(known, wanted)
    # Also for an empty list.
    return place, np.append(known, -1)[place] == wanted
