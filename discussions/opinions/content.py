"""The stored form of a map: items with their figures, groups, dots; no voter is in it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from discussions.opinions import matching
from discussions.opinions.clusters import Dot, hull
from discussions.opinions.groups import Count, consensus, item_statistics
from discussions.opinions.kmeans import Labels
from discussions.opinions.projection import Floats, extremities
from discussions.opinions.votes import Ints, Votes

# Of positions and figures; what comes after is rounding of the machine.
DIGITS = 6

# What a result holds where there is no map.
NO_MAP: dict[str, list[Any]] = {
    key: [] for key in ("groups", "clusters", "agreement", "unites", "divides", "marks")
}


def bare_items(votes: Votes) -> list[dict[str, Any]]:
    """Each item with its votes alone."""
    nothing = {"centre": None, "components": None, "extremity": None, "consensus": None}
    return [
        {
            "id": item,
            "agree": agree,
            "disagree": disagree,
            "unsure": unsure,
            **nothing,
            "groups": [],
        }
        for item, (agree, disagree, unsure) in zip(
            votes.items, votes.totals().tolist(), strict=True
        )
    ]


def mapped_items(
    votes: Votes, centre: Floats, directions: Floats, counts: Ints
) -> list[dict[str, Any]]:
    """Each item with its place in the map and its line for each group.

    ``counts`` are groups x items x (agree, disagree, unsure).
    """
    voted = int(np.count_nonzero(votes.totals().sum(axis=1)))
    far = extremities(voted, centre, directions)
    items = bare_items(votes)
    for at, item in enumerate(items):
        theirs = [Count(*row) for row in counts[:, at].tolist()]
        item["centre"] = float(centre[at])
        item["components"] = directions[at].tolist()
        item["extremity"] = float(far[at])
        item["consensus"] = consensus(theirs)
        item["groups"] = item_statistics(theirs)
    return items


def mapped_groups(
    points: Floats, labels: Labels, names: list[str], shown: list[Dot]
) -> list[dict[str, Any]]:
    """Each group with its name, its middle, and a shape around its dots."""
    return [
        {
            "group": group,
            "name": name,
            "size": int((labels == group).sum()),
            "centre": points[labels == group].mean(axis=0).tolist(),
            "hull": hull([(dot.x, dot.y) for dot in shown if dot.group == group]),
        }
        for group, name in enumerate(names)
    ]


def group_counts(votes: Votes, counted: NDArray[np.bool_], labels: Labels) -> Ints:
    """Groups x items x (agree, disagree, unsure); ``labels`` are those of the counted voters."""
    group = np.full(len(votes.voters), -1)
    group[counted] = labels
    return np.stack([votes.totals(among=group == g) for g in range(int(labels.max()) + 1)])


def leanings(votes: Votes, counts: Ints) -> list[dict[Any, float]]:
    """How each group leans on each item."""
    return [
        {
            item: matching.leaning(agree, disagree, agree + disagree + unsure)
            for item, (agree, disagree, unsure) in zip(votes.items, rows, strict=True)
        }
        for rows in counts.tolist()
    ]


def rounded(value: Any) -> Any:
    """The same with every number cut to its digits, and plain lists."""
    if isinstance(value, float):
        # Adding 0 leaves no “-0.0”, which would differ from 0.0 in the stored text.
        return round(value, DIGITS) + 0.0
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(entry) for entry in value]
    return value


def rounded_points(points: Floats) -> list[list[float]]:
    """The same for many points at once."""
    found: list[list[float]] = (points.round(DIGITS) + 0.0).tolist()
    return found
