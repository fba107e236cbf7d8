"""Accounts that count as one voter: made within two days of each other, with ballots that agree on
all of 15 or more common items, and not released by a moderator."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discussions.opinions.alike import Ballots, components
from discussions.opinions.bits import Bits
from discussions.opinions.votes import Votes

Ints = NDArray[np.integer[Any]]

WITHIN = timedelta(hours=48)
COMMON = 15
_WITHIN = WITHIN // timedelta(microseconds=1)


def stand_ins(
    votes: Votes, joined: Ints, released: NDArray[np.bool_] | None = None,
    *, within: int = _WITHIN, strayed: float = 0.0,
) -> Ints:  # fmt: skip
    """For each voter the place of the one who stands for them: the earliest account of all that are
    connected by such pairs, mostly the voter themselves. Of two made at the same moment that is
    the one with the lower id.

    ``joined`` and ``within`` are microseconds; ``released`` voters stand for themselves and
    connect nobody. With ``strayed`` ballots may differ on that share of the common items.
    """
    answer = np.arange(len(votes.voters))
    looked_at = votes.of_each_voter() >= COMMON
    if released is not None:
        looked_at &= ~released
    chosen = np.flatnonzero(looked_at)
    if len(chosen):
        # From here on in the order of their accounts.
        chosen = chosen[np.lexsort((chosen, joined[chosen]))]
        answer[chosen] = chosen[_first_alike(votes, chosen, joined[chosen], within, strayed)]
    return answer


def count_once(votes: Votes, stand_ins: Ints) -> Votes:
    """Without those for whom somebody else stands: as if they had never voted."""
    stays = stand_ins == np.arange(len(stand_ins))
    kept = stays[votes.voter]
    place = (np.cumsum(stays) - 1).astype(votes.voter.dtype)
    return Votes(
        place[votes.voter[kept]], votes.item[kept], votes.stance[kept],
        [voter for voter, stay in zip(votes.voters, stays.tolist(), strict=True) if stay],
        votes.items,
    )  # fmt: skip


def _first_alike(votes: Votes, chosen: Ints, times: Ints, within: int, strayed: float) -> Ints:
    place = np.full(len(votes.voters), -1, dtype=np.int32)
    place[chosen] = np.arange(len(chosen))
    voter, tokens, said = _by_rarity(votes, place)
    chain = _equal_ballots(voter, tokens, times, within)
    # Of equal ballots one is looked at.
    firsts = np.flatnonzero(chain == np.arange(len(chain)))
    number = np.full(len(chain), -1, dtype=np.int32)
    number[firsts] = np.arange(len(firsts))
    last = times.copy()
    np.maximum.at(last, chain, times)
    kept = number[voter] >= 0
    voter, tokens = number[voter[kept]], tokens[kept]
    ballots = Ballots(
        tokens,
        np.searchsorted(voter, np.arange(len(firsts) + 1)),
        np.searchsorted(times[firsts], last[firsts] + within, side="right"),
    )
    item, stance = np.divmod(said[tokens], 3)
    bits = Bits.of(voter, item, stance, len(firsts), COMMON, strayed)
    return firsts[components(ballots, bits, COMMON)[number[chain]]]


def _by_rarity(votes: Votes, place: Ints) -> tuple[Ints, Ints, Ints]:
    """The votes of those who have a place, by place, the rarest first: the places; the votes, each
    as a number in the order of rarity; and what a number says, item x 3 + stance."""
    voter = place[votes.voter]
    theirs = voter >= 0
    said = votes.item[theirs] * 3 + votes.stance[theirs] + 1
    rarest = np.argsort(np.bincount(said), kind="stable").astype(np.int32)
    # To sort numbers is many times as fast as to find the order of pairs.
    both = voter[theirs] * np.int64(len(rarest)) + np.argsort(rarest)[said]
    both.sort()
    voter, tokens = (part.astype(np.int32) for part in np.divmod(both, len(rarest)))
    return voter, tokens, rarest


def _equal_ballots(voter: Ints, tokens: Ints, times: Ints, within: int) -> Ints:
    """For each ballot the first of an unbroken chain of equal ones, each near enough in time to the
    one before. Equal are those with the same sum of random numbers of 64 bits, one for each vote:
    among 100,000 ballots chance alone makes two so once in three billion sites."""
    numbers = np.random.default_rng(0).integers(0, 2**64, tokens.max() + 1, dtype=np.uint64)
    starts = np.flatnonzero(np.diff(voter, prepend=-1))
    sums = np.add.reduceat(numbers[tokens], starts)
    order = np.lexsort((np.arange(len(sums)), sums))
    fresh = np.diff(sums[order], prepend=sums[order[:1]] - np.uint64(1)) != 0
    fresh |= np.diff(times[order], prepend=times[order[:1]]) > within
    chain = np.empty(len(sums), dtype=np.int64)
    chain[order] = order[fresh][np.cumsum(fresh) - 1]
    return chain
