"""From votes to the map, ready to be stored.

Every vote counts for the items' totals, for the middle of the map and for its directions; only
voters with enough votes of their own stand in it and form groups. Both as in Polis.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discussions.opinions import lists, matching, small
from discussions.opinions.clusters import dots, ways_to_split
from discussions.opinions.content import (
    NO_MAP,
    bare_items,
    group_counts,
    leanings,
    mapped_groups,
    mapped_items,
    rounded,
    rounded_points,
)
from discussions.opinions.kmeans import Labels
from discussions.opinions.place import enough
from discussions.opinions.projection import Floats, components, covariance, means, positions
from discussions.opinions.votes import Ints, Votes

Previous = Mapping[str, Any] | None


@dataclass(frozen=True)
class Result:
    """A map (``content``), and where each voter who counts stands in it, by id."""

    content: dict[str, Any]
    voters: list[Any] = field(default_factory=list)
    points: list[list[float]] = field(default_factory=list)
    group: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What is stored and shown; no voter is in it."""
        return self.content

    def for_file(self) -> dict[str, Any]:
        """What the command writes; ``participants`` are the voters who count."""
        shown = ("group", "agree", "disagree", "n", "repness")
        people = zip(self.voters, self.points, self.group, strict=True)
        return {
            "participants": [
                {"id": voter, "x": x, "y": y, "group": group} for voter, (x, y), group in people
            ],
            "statements": [
                {
                    "id": item["id"],
                    "consensus": item["consensus"],
                    "groups": [{key: line[key] for key in shown} for line in item["groups"]],
                }
                for item in self.content["items"]
            ],
            "k": self.content["k"],
        }


def make_map(votes: Votes, previous: Previous = None) -> Result:
    """The map of these votes; axes, names and number of groups follow the JSON of the last one."""
    own = votes.of_each_voter()
    items = int(np.count_nonzero(votes.totals().sum(axis=1)))
    counted = (own > 0) & (own >= enough(items))
    head = {"voters": int(counted.sum()), "votes": len(votes)}
    if head["voters"] < small.LEAST_VOTERS or items < small.LEAST_ITEMS:
        return Result(_too_few(votes, head))
    centre = means(votes)
    directions = _turned(components(covariance(votes, centre)), votes, previous)
    places = positions(votes, centre, directions)[counted]
    ways = ways_to_split(places)
    k, waiting, wins = matching.settled(ways.best, set(ways.splits), previous)
    labels, names = _named(votes, counted, ways.splits[k].labels, previous)
    counts = group_counts(votes, counted, labels)
    found = mapped_items(votes, centre, directions, counts)
    shown = dots(places, ways.base, labels)
    content = {
        "k": k,
        "state": "map",
        **head,
        **_lists(found, k),
        "items": found,
        "groups": mapped_groups(places, labels, names, shown),
        "clusters": [vars(dot) for dot in shown],
        "agreement": [],
        "k_waiting": waiting,
        "k_wins": wins,
    }
    voters = [votes.voters[at] for at in np.flatnonzero(counted)]
    return Result(rounded(content), voters, rounded_points(places), labels.tolist())


def _too_few(votes: Votes, head: dict[str, int]) -> dict[str, Any]:
    return {
        "k": 0,
        "state": "few" if len(votes) else "none",
        **head,
        **NO_MAP,
        "items": bare_items(votes),
        "agreement": small.agreement(votes),
        "k_waiting": 0,
        "k_wins": 0,
    }


def _turned(directions: Floats, votes: Votes, previous: Previous) -> Floats:
    """Directions that point as in the map before: left stays left."""
    if previous is None or not matching.is_map(previous):
        return directions
    axes = [dict(zip(votes.items, axis, strict=True)) for axis in directions.T.tolist()]
    return directions * np.array(matching.signs(axes, previous))


def _named(
    votes: Votes, counted: NDArray[np.bool_], labels: Labels, previous: Previous
) -> tuple[Labels, list[str]]:
    """The groups numbered in the order of their names, and the names.

    Without an earlier map the largest is the first.
    """
    sizes = np.bincount(labels)
    by_size = _renumbered(labels, np.argsort(-sizes, kind="stable"))
    names = matching.names(leanings(votes, group_counts(votes, counted, by_size)), previous)
    order = sorted(range(len(names)), key=names.__getitem__)
    return _renumbered(by_size, np.array(order)), sorted(names)


def _renumbered(labels: Labels, order: Ints) -> Labels:
    """The groups so that the one that was ``order[n]`` is now n."""
    return np.argsort(order)[labels]


def _lists(items: list[dict[str, Any]], k: int) -> dict[str, Any]:
    return {
        "unites": lists.unites(items),
        "divides": lists.divides(items),
        "marks": [{"group": group, "items": lists.marks(items, group)} for group in range(k)],
    }
