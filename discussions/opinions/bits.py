"""Ballots as bits, one for each item: two of them are compared in a few instructions."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Words = NDArray[np.uint64]

WORD = 64


@dataclass(frozen=True)
class Bits:
    """For 64 items each ballots x stances, a word each.

    Two ballots are alike that have ``common`` or more items in common and differ on no larger a
    share of these than ``strayed``; ``sizes`` are the numbers of their votes.
    """

    parts: list[Words]
    sizes: Ints
    common: int
    strayed: float

    @classmethod
    def of(
        cls, ballot: Ints, item: Ints, stance: Ints, size: int, common: int, strayed: float
    ) -> Bits:
        """From votes, ``stance`` 0 to 2, of ``size`` ballots."""
        # What most have voted on comes first: there two ballots are soonest seen to differ.
        place = np.argsort(np.argsort(-np.bincount(item), kind="stable"))[item]
        words = np.zeros((int(place.max()) // WORD + 1, size, 3), dtype=np.uint64)
        bit = np.uint64(1) << (place % WORD).astype(np.uint64)
        np.bitwise_or.at(words, (place // WORD, ballot, stance), bit)
        return cls(list(words), np.bincount(ballot, minlength=size), common, strayed)

    def alike(self, first: Ints, second: Ints) -> NDArray[np.bool_]:
        """Of each pair, whether they are."""
        needed = ceil(self.common * (1 - self.strayed))
        number = len(first)
        pairs = np.arange(number)
        # How many of its votes each may have that the other hasn't.
        spare, others = self.sizes[first] - needed, self.sizes[second] - needed
        differ = np.zeros(number, dtype=np.int64)
        for words in self.parts:
            # ``take`` is five times as fast as an index here.
            ours, theirs = words.take(first, axis=0).T, words.take(second, axis=0).T
            equal = (ours[0] & theirs[0]) | (ours[1] & theirs[1]) | (ours[2] & theirs[2])
            own, their = ours[0] | ours[1] | ours[2], theirs[0] | theirs[1] | theirs[2]
            spare = spare - np.bitwise_count(own ^ equal)
            others = others - np.bitwise_count(their ^ equal)
            differ = differ + np.bitwise_count(own & their ^ equal)
            still = (spare >= 0) & (others >= 0) & ((differ == 0) | (self.strayed > 0))
            # Most pairs are done with after the first 64 items.
            pairs, first, second = pairs[still], first[still], second[still]
            spare, others, differ = spare[still], others[still], differ[still]
        shared = spare + needed + differ
        found = np.zeros(number, dtype=bool)
        found[pairs[(shared >= self.common) & (differ <= self.strayed * shared)]] = True
        return found
