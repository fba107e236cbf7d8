from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from discussions.models.placed import UNFOLDED

DEPTH = 5
# Of a hundred comments so many begin a thread of their own.
ROOTS = 30


@dataclass
class Tree:
    """Who answers whom, by numbers from 0 in the order of time. Arrays: a million take 20 MB."""

    parents: array[int] = field(default_factory=lambda: array("l"))
    roots: array[int] = field(default_factory=lambda: array("l"))
    depths: array[int] = field(default_factory=lambda: array("b"))
    # How many hang on each, the page on which it is folded away (-1 for the thread's own), and how
    # many below a root stand on the thread's.
    hung: array[int] = field(default_factory=lambda: array("l"))
    folds: array[int] = field(default_factory=lambda: array("l"))
    below: array[int] = field(default_factory=lambda: array("l"))

    def line(self, number: int) -> Iterator[int]:
        """The comment and those above it, up to the root."""
        while number >= 0:
            yield number
            number = self.parents[number]

    def hang(self, number: int, parent: int) -> None:
        """As the next one: below the parent, or as a root where that is negative."""
        root, depth, fold = number, 1, -1
        if parent >= 0:
            root, depth = self.roots[parent], self.depths[parent] + 1
            self.hung[parent] += 1
            fold = parent if self.hung[parent] > UNFOLDED else self.folds[parent]
            self.below[root] += fold < 0
        for values, value in (
            (self.parents, parent), (self.roots, root), (self.depths, depth),
            (self.folds, fold), (self.hung, 0), (self.below, 0),
        ):  # fmt: skip
            values.append(value)


def grow(chance: Random, size: int) -> Tree:
    """Branches as they are in threads: most of one comment, few of very many.

    Each comment begins a branch or answers any earlier one with the same chance, so a branch grows
    in proportion to its size, and the sizes follow a power law (H. A. Simon, "On a class of skew
    distribution functions", 1955).
    """
    tree = Tree()
    for number in range(size):
        parent = -1
        if number and chance.random() * 100 >= ROOTS:
            parent = int(chance.random() * number)
            if tree.depths[parent] == DEPTH:
                parent = tree.parents[parent]
        tree.hang(number, parent)
    return tree
