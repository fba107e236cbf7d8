"""What the map is made from: who said what to which item, each pair once, in a fixed order."""

import csv
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Column = Sequence[Any] | NDArray[Any]

STANCES = {"agree": 1, "disagree": -1, "unsure": 0}
COLUMNS = ("voter", "item", "vote")


class BadVotes(ValueError):
    """The file of votes can't be read; the message says where and why."""


@dataclass(frozen=True)
class Votes:
    """Three arrays of one length, sorted by voter, then item; ids in ``voters`` and ``items``.

    ``voter`` and ``item`` are places in those lists; ``stance`` is 1 agree, -1 disagree, 0 unsure.
    Lists may hold ids without a vote.
    """

    voter: Ints
    item: Ints
    stance: Ints
    voters: list[Any]
    items: list[Any]

    @classmethod
    def of(cls, voters: Column, items: Column, stances: Column) -> "Votes":
        """Votes from rows in any order; of two by one voter on one item the later one counts.

        Ids are whole numbers. Apart from that the order of the rows doesn't matter.
        """
        voter_ids, voter = _places(voters)
        item_ids, item = _places(items)
        pair = voter.astype(np.int64) * max(len(item_ids), 1) + item
        order = np.argsort(pair, kind="stable")
        pair = pair[order]
        last = np.ones(len(pair), dtype=bool)
        last[:-1] = pair[1:] != pair[:-1]
        kept = order[last]
        stance = np.asarray(stances, dtype=np.int8)[kept]
        return cls(voter[kept], item[kept], stance, voter_ids, item_ids)

    def __len__(self) -> int:
        return len(self.stance)

    def of_each_voter(self) -> Ints:
        """How many votes each voter has cast."""
        return np.bincount(self.voter, minlength=len(self.voters))

    def totals(self, among: NDArray[np.bool_] | None = None) -> Ints:
        """Items x (agree, disagree, unsure), of all voters or of those marked in ``among``."""
        item, stance = self.item, self.stance
        if among is not None:
            theirs = among[self.voter]
            item, stance = item[theirs], stance[theirs]
        counts = [np.bincount(item[stance == s], minlength=len(self.items)) for s in (1, -1, 0)]
        return np.stack(counts, axis=1)


def read_csv(path: Path | str) -> Votes:
    """A file ``voter,item,vote`` in UTF-8, ids being any text; of two votes by one voter on one
    item the later counts. Raises BadVotes with the line, OSError as open does."""
    voters, items, stances = Texts(), Texts(), array("b")
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        for voter, item, stance in _rows(file):
            voters.add(voter)
            items.add(item)
            stances.append(stance)
    votes = Votes.of(voters.places(), items.places(), stances)
    return replace(votes, voters=voters.in_order(), items=items.in_order())


class Texts:
    """A column of ids, each text held once however many rows have it."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.rows = array("i")

    def add(self, text: str) -> None:
        self.rows.append(self.numbers.setdefault(text, len(self.numbers)))

    def in_order(self) -> list[str]:
        """As numbers where all are numbers, and 2 stands before 10."""
        if not all(text.isascii() and text.isdecimal() for text in self.numbers):
            return sorted(self.numbers)
        bare = {text: text.lstrip("0") for text in self.numbers}
        return sorted(self.numbers, key=lambda text: (len(bare[text]), bare[text], text))

    def places(self) -> Ints:
        """For each row the place of its id in that order."""
        place = np.empty(len(self.numbers), dtype=np.int32)
        place[[self.numbers[text] for text in self.in_order()]] = np.arange(len(place))
        return place[np.asarray(self.rows)]


def _rows(file: Any) -> Iterator[tuple[str, str, int]]:
    reader = csv.reader(file)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if tuple(header) != COLUMNS:
            raise BadVotes(f"Line 1: the columns are {','.join(COLUMNS)}.")
        for row in reader:
            if row:
                yield _vote(row, reader.line_num)
    except csv.Error as error:
        raise BadVotes(f"Line {reader.line_num}: {error}.") from error
    except UnicodeDecodeError as error:
        raise BadVotes(f"After line {reader.line_num}: the file is not in UTF-8.") from error


def _vote(row: list[str], line: int) -> tuple[str, str, int]:
    if len(row) != len(COLUMNS):
        raise BadVotes(f"Line {line}: {len(row)} columns where there should be {len(COLUMNS)}.")
    voter, item, word = map(str.strip, row)
    if not voter or not item:
        raise BadVotes(f"Line {line}: no {'item' if voter else 'voter'}.")
    if word not in STANCES:
        raise BadVotes(f"Line {line}: “{word}” is none of {', '.join(STANCES)}.")
    return voter, item, STANCES[word]


def _places(ids: Column) -> tuple[list[Any], Ints]:
    """The distinct ids in their order, and each row's place among them."""
    found, places = np.unique(np.asarray(ids, dtype=np.int64), return_inverse=True)
    return found.tolist(), places.astype(np.int32)
