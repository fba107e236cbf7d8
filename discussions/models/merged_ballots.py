from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from discussions.models.moves_readers import count_moved
from discussions.models.vote_change import VoteChange

if TYPE_CHECKING:
    from discussions.models.interpretation import Interpretation


def join_ballots(reading: Interpretation, members: Iterable[int]) -> None:
    """Make one history of the ballots that these members handed in on two readings which are one
    now: each begins where the one before it ended, and the last one says what their vote says.

    Else adding up what the ballots moved would count these members twice. Who would now have gone
    from a stance to the same one was moved by no comment.
    """
    own = reading.changes.filter(member__in=list(members)).order_by("member", "id")
    votes = dict(reading.votes.values_list("member", "stance"))
    altered, closing, lost = [], [], []
    for member, ballots in groupby(own, lambda ballot: ballot.member_id):
        stood = ""
        for ballot in ballots:
            if ballot.previous != stood:
                ballot.previous = stood
                altered.append(ballot)
                if ballot.credited_id and not ballot.changed_sides:
                    lost.append(ballot.credited_id)
                    ballot.credited = None
            stood = ballot.stance
        vote = votes.get(member, "")
        if stood != vote:
            closing.append(
                VoteChange(member_id=member, interpretation=reading, previous=stood, stance=vote)
            )
    VoteChange.objects.bulk_update(altered, ["previous", "credited"], batch_size=500)
    VoteChange.objects.bulk_create(closing, batch_size=500)
    count_moved(lost)
