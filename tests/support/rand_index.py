"""How far two ways to put the same people into groups agree."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb


def adjusted_rand_index(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """1 for the same groups, about 0 for chance (Hubert and Arabie, 1985)."""
    together = _pairs(list(zip(one, other, strict=True)))
    in_one, in_other = _pairs(one), _pairs(other)
    expected = in_one * in_other / comb(len(one), 2)
    most = (in_one + in_other) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _pairs(labels: Sequence[Hashable]) -> int:
    return sum(comb(size, 2) for size in Counter(labels).values())
