"""The three lists under the map: what unites all groups, what divides them, what marks each."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from discussions.opinions.groups import LIMIT, one_proportion, share, two_proportions

# A list is read from the top; nobody reads on after so many.
LONGEST = 10
MARKS = 5

Item = Mapping[str, Any]


def unites(items: Sequence[Item]) -> list[Any]:
    """Ids of what every group accepts by more than half, beyond chance; best first."""
    found = [item for item in items if all(_accepts(line) for line in item["groups"])]
    found.sort(key=lambda item: -item["consensus"])
    return [item["id"] for item in found[:LONGEST]]


def _accepts(line: Mapping[str, Any]) -> bool:
    return one_proportion(line["agree"], line["n"]) > LIMIT


def divides(items: Sequence[Item]) -> list[Any]:
    """Ids of what one group accepts by more than half and another doesn't; widest gap first."""
    gaps = [(_gap(item["groups"]), item["id"]) for item in items]
    found = [pair for pair in gaps if pair[0] > 0]
    found.sort(key=lambda pair: -pair[0])
    return [item for _gap, item in found[:LONGEST]]


def _gap(lines: Sequence[Mapping[str, Any]]) -> float:
    """The largest difference of shares between two groups on two sides of the half, else 0."""
    widest = 0.0
    for pair in combinations(lines, 2):
        low, high = sorted(pair, key=lambda line: share(line["agree"], line["n"]))
        least, most = share(low["agree"], low["n"]), share(high["agree"], high["n"])
        beyond = two_proportions(high["agree"], high["n"], low["agree"], low["n"]) > LIMIT
        if least < 0.5 < most and beyond:
            widest = max(widest, most - least)
    return widest


def marks(items: Sequence[Item], group: int) -> list[dict[str, Any]]:
    """What is typical of a group, and which side it takes; the most telling first."""
    lines = [(item["id"], line) for item in items for line in item["groups"]]
    found = [(i, line) for i, line in lines if line["group"] == group and line["representative"]]
    found.sort(key=lambda pair: -_weight(pair[1]))
    return [{"id": i, "direction": line["direction"]} for i, line in found[:MARKS]]


def _weight(line: Mapping[str, Any]) -> float:
    """Strength and certainty together, as Polis orders what is representative."""
    return float(line["ra"] * line["rat"] * line["pa"] * line["pat"])
