from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

DEPTH = 5
# Of a hundred comments so many begin a thread of their own.
ROOTS = 30


@dataclass
class Tree:
    """Who answers whom, by numbers from 0 in the order of time. Arrays: a million take 20 MB."""

    parents: array[int] = field(default_factory=lambda: array("l"))
    roots: array[int] = field(default_factory=lambda: array("l"))
    depths: array[int] = field(default_factory=lambda: array("b"))
    below: array[int] = field(default_factory=lambda: array("l"))

    def line(self, number: int) -> Iterator[int]:
        """The comment and those above it, up to the root."""
        while number >= 0:
            yield number
            number = self.parents[number]


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
        root = number if parent < 0 else tree.roots[parent]
        tree.parents.append(parent)
        tree.roots.append(root)
        tree.depths.append(1 if parent < 0 else tree.depths[parent] + 1)
        tree.below.append(0)
        if root != number:
            tree.below[root] += 1
    return tree
