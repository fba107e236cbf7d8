"""What keeps a map recognisable from one run to the next: the axes' signs, the groups' names."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import sqrt
from string import ascii_uppercase
from typing import Any

# So often in a row another number of groups has to win.
WINS = 3

# A group's leaning on each item, -1 to 1.
Leanings = Mapping[Any, float]


def is_map(previous: Mapping[str, Any] | None) -> bool:
    return previous is not None and previous["state"] == "map"


def signs(directions: Sequence[Leanings], previous: Mapping[str, Any]) -> list[int]:
    """1 or -1 for each axis: -1 where it points against the same axis of the earlier map."""
    before = {item["id"]: item["components"] for item in previous["items"]}
    found = []
    for axis, direction in enumerate(directions):
        along = sum(w * before[item][axis] for item, w in direction.items() if item in before)
        found.append(-1 if along < 0 else 1)
    return found


def settled(
    best: int, possible: set[int], previous: Mapping[str, Any] | None
) -> tuple[int, int, int]:
    """The number of groups to show, the number that waits and how often it has won (or 0, 0).

    Members should not find their camp split today and joined tomorrow: another number has to win
    three runs in a row, except where the earlier number is no longer possible.
    """
    if previous is None or not is_map(previous):
        return best, 0, 0
    last = previous["k"]
    if best == last or last not in possible:
        return best, 0, 0
    wins = previous["k_wins"] + 1 if previous["k_waiting"] == best else 1
    return (best, 0, 0) if wins >= WINS else (last, best, wins)


def names(groups: Sequence[Leanings], previous: Mapping[str, Any] | None) -> list[str]:
    """A letter for each group: that of the earlier group most like it, else the first free one."""
    earlier: list[tuple[str, Leanings]] = []
    if previous is not None and is_map(previous):
        earlier = [(group["name"], _leanings(previous, group)) for group in previous["groups"]]
    given = _pairs(groups, [leanings for _name, leanings in earlier])
    found = [earlier[given[i]][0] if i in given else "" for i in range(len(groups))]
    free = iter(sorted(set(ascii_uppercase) - {name for name, _leanings in earlier}))
    return [name or next(free) for name in found]


def _leanings(previous: Mapping[str, Any], group: Mapping[str, Any]) -> Leanings:
    return {
        item["id"]: leaning(theirs["agree"], theirs["disagree"], theirs["n"])
        for item in previous["items"]
        for theirs in item["groups"]
        if theirs["group"] == group["group"]
    }


def leaning(agree: int, disagree: int, votes: int) -> float:
    """How a group leans on an item, -1 to 1, drawn to 0 by two votes."""
    return (agree - disagree) / (votes + 2)


def _pairs(groups: Sequence[Leanings], earlier: Sequence[Leanings]) -> dict[int, int]:
    """Which earlier group each group is: the pairing with the least distance in all."""
    if not earlier:
        return {}
    apart = [[_distance(group, before) for before in earlier] for group in groups]
    if len(groups) <= len(earlier):
        pairings = ([*enumerate(p)] for p in permutations(range(len(earlier)), len(groups)))
    else:
        pairings = (
            [(g, e) for e, g in enumerate(p)]
            for p in permutations(range(len(groups)), len(earlier))
        )
    return dict(min(pairings, key=lambda pairs: sum(apart[g][e] for g, e in pairs)))


def _distance(one: Leanings, other: Leanings) -> float:
    return sqrt(sum((one[item] - other[item]) ** 2 for item in one if item in other))
