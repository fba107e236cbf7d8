"""Ballots as bits, one for each item: two of them are compared in a few instructions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Words = NDArray[np.uint64]

WORD = 64


@dataclass(frozen=True)
class Bits:
    """For 64 items each ballots x stances, a word each; ``strayed`` is the share of the common
    items on which two ballots may differ and still count as alike."""

    parts: list[Words]
    strayed: float = 0.0

    @classmethod
    def of(cls, ballot: Ints, item: Ints, stance: Ints, size: int, strayed: float = 0.0) -> Bits:
        """From votes, ``stance`` 0 to 2, of ``size`` ballots."""
        # What most have voted on comes first: there two ballots are soonest seen to differ.
        place = np.argsort(np.argsort(-np.bincount(item), kind="stable"))[item]
        words = np.zeros((int(place.max()) // WORD + 1, size, 3), dtype=np.uint64)
        bit = np.uint64(1) << (place % WORD).astype(np.uint64)
        np.bitwise_or.at(words, (place // WORD, ballot, stance), bit)
        return cls(list(words), strayed)

    def alike(self, first: Ints, second: Ints, common: int) -> NDArray[np.bool_]:
        """Of each pair, whether they have ``common`` or more items in common and differ on no more
        of these than may be."""
        kept = np.arange(len(first))
        same = np.zeros(len(first), dtype=np.int64)
        differ = np.zeros(len(first), dtype=np.int64)
        for words in self.parts:
            # ``take`` is five times as fast as an index here.
            ours, theirs = words.take(first, axis=0).T, words.take(second, axis=0).T
            equal = (ours[0] & theirs[0]) | (ours[1] & theirs[1]) | (ours[2] & theirs[2])
            both = (ours[0] | ours[1] | ours[2]) & (theirs[0] | theirs[1] | theirs[2])
            same[kept] += np.bitwise_count(equal)
            differ[kept] += np.bitwise_count(both ^ equal)
            if not self.strayed:
                # Most pairs are done with after the first 64 items.
                still = both == equal
                kept, first, second = kept[still], first[still], second[still]
        shared = same + differ
        return (shared >= common) & (differ <= self.strayed * shared)
