"""The votes of an explanation from the database, without a row of Python for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Aggregate, QuerySet, TextField
from numpy.typing import NDArray

from discussions.counted import who_count
from discussions.models import Interpretation, Vote, VoteRelease
from discussions.opinions.votes import STANCES, Votes

Ints = NDArray[np.integer[Any]]

# Members that are asked for at one time.
CHUNK = 10_000
_START = datetime(1970, 1, 1, tzinfo=UTC)


class Keys(Aggregate):
    """Whole numbers as one text, separated by commas."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


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
    readings = sorted(open_readings(explanation).values_list("pk", flat=True))
    voter, item, stance = _columns(explanation, readings)
    members, joined = _members(_distinct(voter))
    place = np.minimum(np.searchsorted(members, voter), max(len(members) - 1, 0))
    counts = members[place] == voter if len(members) else np.zeros(0, dtype=bool)
    # To sort numbers is many times as fast as to find the order of pairs.
    row = (place[counts] * len(readings) + item[counts]) * 3 + stance[counts] + 1
    row.sort()
    pair, said = np.divmod(row, 3)
    voter, item = np.divmod(pair, max(len(readings), 1))
    votes = Votes(
        voter.astype(np.int32), item.astype(np.int32), (said - 1).astype(np.int8),
        members.tolist(), readings,
    )  # fmt: skip
    released = VoteRelease.objects.values_list("member_id", flat=True)
    return Counted(votes, joined, np.isin(members, list(released)))


def _columns(explanation: int, readings: list[int]) -> tuple[Ints, Ints, Ints]:
    """Members' keys, places in ``readings``, and stances of all votes.

    A reading's voters come as one text, for each stance: read as rows, each with an object of
    Python for each cell, two million votes would take five times as long.
    """
    found = (
        Vote.objects.filter(interpretation__in=open_readings(explanation))
        .values_list("interpretation_id", "stance")
        .annotate(keys=Keys("member_id"))
        .order_by()
    )
    place = {reading: at for at, reading in enumerate(readings)}
    nothing = np.zeros(0, dtype=np.int64)
    voters, items, stances = [nothing], [nothing.astype(np.int16)], [nothing.astype(np.int8)]
    for reading, stance, keys in found.iterator(10):
        # One that was opened a moment ago is for the next map.
        if reading in place:
            voters.append(np.fromstring(keys, dtype=np.int64, sep=","))
            items.append(np.full(len(voters[-1]), place[reading], dtype=np.int32))
            stances.append(np.full(len(voters[-1]), STANCES[stance], dtype=np.int8))
    return np.concatenate(voters), np.concatenate(items), np.concatenate(stances)


def _distinct(keys: Ints) -> Ints:
    """In their order; five times as fast as numpy's own way, which no longer sorts."""
    ordered = np.sort(keys)
    return ordered[np.diff(ordered, prepend=-1) != 0]


def _members(keys: Ints) -> tuple[Ints, Ints]:
    """Those of them who count, in their order, and when they joined."""
    step = timedelta(microseconds=1)
    found = [
        (key, (joined - _START) // step)
        for begin in range(0, len(keys), CHUNK)
        for key, joined in who_count()
        .filter(pk__in=keys[begin : begin + CHUNK].tolist())
        .order_by("pk")
        .values_list("pk", "joined")
    ]
    table = np.array(found, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]
