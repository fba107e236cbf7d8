"""Made-up votes with camps that are known."""

from collections.abc import Sequence

import numpy as np

from discussions.opinions.votes import Votes


def camps(
    count: int,
    *,
    voters: int = 300,
    items: int = 40,
    voted: float = 0.6,
    loyalty: float = 0.9,
    seed: int = 1,
) -> tuple[Votes, dict[int, int]]:
    """Votes, and the camp of each voter.

    Items fall into as many blocks as there are camps; each camp accepts its own block, rejects
    the others, and departs from that with 1 - ``loyalty``. ``voted`` is the share of items that a
    voter has voted on.
    """
    chance = np.random.default_rng(seed)
    camp = np.arange(voters) % count
    own = camp[:, None] == (np.arange(items) % count)[None, :]
    accepts = own == (chance.random((voters, items)) < loyalty)
    voter, item = np.nonzero(chance.random((voters, items)) < voted)
    stance = np.where(accepts[voter, item], 1, -1)
    stance[chance.random(len(stance)) < 0.1] = 0
    return Votes.of(voter, item, stance), dict(enumerate(camp.tolist()))


def rows(table: Sequence[Sequence[int | None]]) -> Votes:
    """Votes from a small table, voters down and items across; None where nobody voted."""
    found = [
        (voter, item, stance)
        for voter, line in enumerate(table)
        for item, stance in enumerate(line)
        if stance is not None
    ]
    voters, items, stances = zip(*found, strict=True) if found else ((), (), ())
    return Votes.of(voters, items, stances)
