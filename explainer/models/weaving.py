"""Two orders of the same things made into one."""

from __future__ import annotations

from collections.abc import Iterable


def shared_order(keys: Iterable[str], others: Iterable[str]) -> list[str]:
    """Those of the first that the second has too, in the order of the first."""
    known = set(others)
    return [key for key in keys if key in known]


def woven(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """All of both in the order of the first; what only the second one has stands behind what it
    follows there."""
    keys, before = list(first), None
    for key in second:
        if key not in keys:
            keys.insert(keys.index(before) + 1 if before else 0, key)
        before = key
    return keys
