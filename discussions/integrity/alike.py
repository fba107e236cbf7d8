"""Accounts that vote alike: those that count as one on a map, and young ones anywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
from django.utils import timezone

from discussions.integrity.origin import most_from_one_place
from discussions.integrity.whom import looked_at
from discussions.models import MapWatch, Member, Vote, VoteChange
from discussions.opinions.copies import stand_ins
from discussions.opinions.load import load_counted
from discussions.opinions.votes import STANCES, Votes

Finding = dict[str, Any]

# An account is young in its first thirty days.
YOUNG = timedelta(days=30)
# Of the common readings two ballots may differ on so many.
STRAYED = 0.02
_FOR_EVER = 2**62


def find_alike() -> list[Finding]:
    """Young accounts that vote at least 98 % alike on fifteen or more readings, joined where one
    is like the next; those that a moderator has released are left out. The largest group first."""
    young = looked_at().filter(joined__gte=timezone.now() - YOUNG, vote_release=None)
    joined = dict(young.values_list("pk", "joined"))
    rows = Vote.objects.filter(member__in=young).values_list("member", "interpretation", "stance")
    table = [(member, item, STANCES[word]) for member, item, word in rows.iterator()]
    if not table:
        return []
    votes = Votes.of(*zip(*table, strict=True))
    seconds = np.array([joined[key].timestamp() for key in votes.voters]).astype(np.int64)
    return _groups(votes.voters, stand_ins(votes, seconds, within=_FOR_EVER, strayed=STRAYED))


def find_as_one() -> list[Finding]:
    """Those that count as one on a map, as the next map would have it."""
    found = []
    for watch in MapWatch.objects.order_by("pk"):
        counted = load_counted(watch.pk)
        same = stand_ins(counted.votes, counted.joined, counted.released)
        for group in _groups(counted.votes.voters, same):
            found.append(group | {"explanation": watch.pk})
    return found


def _groups(voters: list[int], stand_in: Any) -> list[Finding]:
    """Those for whom one stands, with that one first."""
    groups: dict[int, list[int]] = {}
    for at in np.flatnonzero(stand_in != np.arange(len(stand_in))).tolist():
        groups.setdefault(int(stand_in[at]), []).append(at)
    found = [_finding([voters[at] for at in (first, *rest)]) for first, rest in groups.items()]
    return sorted(found, key=lambda finding: (-len(finding["members"]), finding["members"]))


def _finding(keys: list[int]) -> Finding:
    accounts = Member.objects.filter(pk__in=keys).order_by("joined", "pk")
    joined = list(accounts.values_list("pk", "joined"))
    return {
        "members": [key for key, _joined in joined],
        "since": joined[0][1].isoformat(),
        "until": joined[-1][1].isoformat(),
        "same_place": most_from_one_place(VoteChange.objects.filter(member__in=keys)),
    }
