"""Which ballots say the same, among a hundred thousand and without comparing every two.

Two ballots that share 15 votes share the first of these, in any order of all possible votes; so
they meet in the list of those who cast that vote among their first v - 14. Lists that are too long
to compare every two in them are divided once more by the second vote they share, and so on. (The
prefix filter of joins by set similarity: Chaudhuri, Ganti and Kaushik 2006; Xiao et al. 2008.) The
rarest votes stand first, so that lists are short.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discussions.opinions.bits import Bits

Ints = NDArray[np.integer[Any]]

# Rows of lists, and pairs, that are held in memory at once.
ROWS, PAIRS = 500_000, 200_000
MOST = np.iinfo(np.int64).max
# So many pairs are compared in the time in which one row is put into a list.
PAIRS_PER_ROW = 2


@dataclass(frozen=True)
class Ballots:
    """Votes of ballot after ballot, the rarest first: those of ballot b are
    ``tokens[start[b]:start[b + 1]]``. Ballot i and a later j are near enough in time to be compared
    where j < ``end[i]``: ballots stand in the order of their time."""

    tokens: Ints
    start: Ints
    end: Ints

    @property
    def sizes(self) -> Ints:
        return np.diff(self.start)


@dataclass(frozen=True)
class Rows:
    """Ballots in lists: those with one ``list_`` share the votes that led to it; further ones are
    looked for from the ballot's ``place`` on."""

    list_: Ints
    ballot: Ints
    place: Ints

    def __getitem__(self, which: Any) -> Rows:
        return Rows(self.list_[which], self.ballot[which], self.place[which])

    def __len__(self) -> int:
        return len(self.ballot)


def components(ballots: Ballots, bits: Bits, common: int) -> Ints:
    """For each ballot the first one that it is connected with: by pairs that are near in time and
    alike, as ``bits`` says. Such pairs have ``common`` or more votes the same."""
    found = np.arange(len(ballots.sizes))
    everybody = np.flatnonzero(ballots.sizes >= common)
    zeros = np.zeros_like(everybody)
    waiting = [(Rows(zeros, everybody, ballots.start[everybody]), 0)]
    while waiting:
        rows, depth = waiting.pop()
        rows, later = _in_order(ballots, rows)
        compare = _few(ballots, rows, later, common - depth)
        _connect_neighbours(rows, later, ~compare, bits, found)
        mixed = _mixed(rows, found)
        divide = _parts(ballots, rows, mixed & ~compare, common - depth)
        for first, second in _pairs(rows, later, mixed & compare):
            _connect(first, second, bits, found)
        waiting += [(_divided(ballots, part, common - depth), depth + 1) for part in divide]
    return found


def _in_order(ballots: Ballots, rows: Rows) -> tuple[Rows, Ints]:
    """By list and time, without lists of one; and how many rows after each are near enough."""
    size = len(ballots.end) + 1
    where = rows.list_ * size + rows.ballot
    width = int(ballots.sizes.max()) + 1
    offset = rows.place - ballots.start[rows.ballot]
    if len(where) and int(where.max()) < MOST // width:
        # To sort numbers is eight times as fast as to find their order.
        where, offset = np.divmod(np.sort(where * width + offset), width)
        list_, ballot = np.divmod(where, size)
        rows = Rows(list_, ballot, ballots.start[ballot] + offset)
    else:
        order = np.argsort(where)
        rows, where = rows[order], where[order]
    fresh = np.diff(rows.list_, prepend=-1) != 0
    alone = fresh & np.append(fresh[1:], True)
    rows, where, fresh = rows[~alone], where[~alone], fresh[~alone]
    upto = np.searchsorted(where, rows.list_ * size + ballots.end[rows.ballot])
    later = upto - np.arange(len(rows)) - 1
    return Rows(np.cumsum(fresh) - 1, rows.ballot, rows.place), later


def _few(ballots: Ballots, rows: Rows, later: Ints, need: int) -> NDArray[np.bool_]:
    """Which rows stand in a list in which to compare every two is less work than to divide it."""
    if not need:
        return np.ones(len(rows), dtype=bool)
    pairs = np.bincount(rows.list_, weights=later)
    work = np.bincount(rows.list_, weights=_steps(ballots, rows, need))
    return (pairs <= PAIRS_PER_ROW * work)[rows.list_]


def _connect_neighbours(
    rows: Rows, later: Ints, where: NDArray[np.bool_], bits: Bits, found: Ints
) -> None:
    """Copies stand beside each other: most are found before any two are compared."""
    at = np.flatnonzero(where & (later > 0))
    for begin in range(0, len(at), PAIRS):
        part = at[begin : begin + PAIRS]
        _connect(rows.ballot[part], rows.ballot[part + 1], bits, found)


def _mixed(rows: Rows, found: Ints) -> NDArray[np.bool_]:
    """Which rows stand in a list that isn't one component already, which would tell nothing."""
    if not len(rows):
        return np.zeros(0, dtype=bool)
    bounds = np.flatnonzero(np.diff(rows.list_, prepend=-1))
    roots = found[rows.ballot]
    mixed = np.minimum.reduceat(roots, bounds) != np.maximum.reduceat(roots, bounds)
    return mixed[rows.list_]


def _parts(ballots: Ballots, rows: Rows, which: NDArray[np.bool_], need: int) -> list[Rows]:
    """The rows that are divided further, in parts that fit the memory; a list stays whole."""
    rows = rows[which]
    work = np.cumsum(_steps(ballots, rows, need)) // ROWS
    bounds = np.flatnonzero(np.diff(rows.list_, prepend=-1))
    part = np.repeat(work[bounds], np.diff(bounds, append=len(rows)))
    return [rows[part == number] for number in np.unique(part)]


def _steps(ballots: Ballots, rows: Rows, need: int) -> Ints:
    """How many votes may be the next that a row shares, so that ``need`` can be shared in all."""
    return np.maximum(ballots.start[rows.ballot + 1] - need - rows.place + 1, 0)


def _divided(ballots: Ballots, rows: Rows, need: int) -> Rows:
    steps = _steps(ballots, rows, need)
    origin = np.repeat(np.arange(len(rows)), steps)
    places = rows.place[origin] + _counted(steps)
    lists = rows.list_[origin] * (int(ballots.tokens.max()) + 1) + ballots.tokens[places]
    return Rows(lists, rows.ballot[origin], places + 1)


def _pairs(rows: Rows, later: Ints, compare: NDArray[np.bool_]) -> Iterator[tuple[Ints, Ints]]:
    """Every two of a list that are near enough in time, in portions."""
    at = np.flatnonzero(compare & (later > 0))
    portion = np.cumsum(later[at]) // PAIRS
    for number in np.unique(portion):
        first = at[portion == number]
        origin = np.repeat(first, later[first])
        yield rows.ballot[origin], rows.ballot[origin + 1 + _counted(later[first])]


def _counted(numbers: Ints) -> Ints:
    """0, 1, … for each number, one after the other."""
    ends = np.cumsum(numbers)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - numbers, numbers)


def _connect(first: Ints, second: Ints, bits: Bits, found: Ints) -> None:
    """Join the components of those pairs that say the same."""
    apart = found[first] != found[second]
    first, second = first[apart], second[apart]
    same = bits.alike(first, second)
    join(found, first[same], second[same])


def join(found: Ints, first: Ints, second: Ints) -> None:
    """Make components one where a pair connects them; each is named by its first member."""
    while True:
        one, other = found[first], found[second]
        apart = one != other
        if not apart.any():
            return
        first, second, one, other = first[apart], second[apart], one[apart], other[apart]
        np.minimum.at(found, np.maximum(one, other), np.minimum(one, other))
        while (found[found] != found).any():
            found[:] = found[found]
