"""Where a map would say nothing yet: who accepts one item, what do they say to another."""

from typing import Any

import numpy as np

from discussions.opinions.votes import Votes

LEAST_VOTERS = 15
LEAST_ITEMS = 5
# Items with the most votes; the table has a line for every two of them.
MOST_ITEMS = 12


def agreement(votes: Votes) -> list[dict[str, Any]]:
    """Of those who accept ``of`` and have voted on ``also`` (n), how many accept ``also``."""
    asked = np.argsort(-votes.totals().sum(axis=1), kind="stable")[:MOST_ITEMS]
    asked = np.sort(asked)
    voted, accepts = (_table(votes, asked, kind) for kind in ("voted", "agree"))
    n, both = accepts.T @ voted, accepts.T @ accepts
    return [
        {
            "of": votes.items[asked[a]],
            "also": votes.items[asked[b]],
            "n": int(n[a, b]),
            "both": int(both[a, b]),
        }
        for a in range(len(asked))
        for b in range(len(asked))
        if a != b and n[a, b]
    ]


def _table(votes: Votes, items: Any, kind: str) -> Any:
    """Voters x the items asked for, 1 where the voter accepts it (or has voted on it)."""
    place = np.full(len(votes.items), -1)
    place[items] = np.arange(len(items))
    taken = place[votes.item] >= 0
    if kind == "agree":
        taken &= votes.stance == 1
    table = np.zeros((len(votes.voters), len(items)))
    table[votes.voter[taken], place[votes.item[taken]]] = 1
    return table
