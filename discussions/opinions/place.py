"""Where one reader stands in a stored map, from their own votes; no numpy, for requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Any

# Who has cast fewer counts only where there are fewer items.
ENOUGH = 7


@dataclass(frozen=True)
class Place:
    """A position in the map and the nearest group; ``counts``: with votes enough to shape it."""

    x: float
    y: float
    group: int
    votes: int
    counts: bool


def enough(items: int) -> int:
    """How many own votes make a voter count in a map of so many items."""
    return min(ENOUGH, items)


def stretch(items: int, own: int) -> float:
    """How far out a position moves that rests on ``own`` votes out of ``items``.

    Who has seen little would else sit in the middle only for that.
    """
    return sqrt(1.2 * items / (own + 0.2 * items))


def own_place(result: Mapping[str, Any], stances: Mapping[Any, int]) -> Place | None:
    """The place of someone with these votes, item id to 1, -1 or 0.

    None where the result is no map, or where none of the votes is on one of its items.
    """
    if result["state"] != "map":
        return None
    items = [item for item in result["items"] if item["agree"] + item["disagree"] + item["unsure"]]
    own = [item for item in items if item["id"] in stances]
    if not own:
        return None
    by = stretch(len(items), len(own))
    x, y = (
        by * sum((stances[i["id"]] - i["centre"]) * i["components"][axis] for i in own)
        for axis in (0, 1)
    )
    group = min(result["groups"], key=lambda g: hypot(x - g["centre"][0], y - g["centre"][1]))
    return Place(x, y, group["group"], len(own), len(own) >= enough(len(items)))
