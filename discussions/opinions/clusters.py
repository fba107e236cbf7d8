"""Groups of voters who stand together, and the dots by which the map shows them.

As in Polis: a hundred base clusters first, then groups of those. What is asked of a split is what
the page says of it: no group is so small that it is a handful of friends.
"""

from dataclasses import dataclass

import numpy as np

from discussions.opinions.kmeans import (
    Labels,
    Split,
    distances,
    lloyd,
    local_optima,
    nearest,
    seeds,
    silhouette,
)
from discussions.opinions.projection import Floats

BASE = 100
# Base clusters have one start, a careful one: each centre is the best of so many.
BASE_TRIES = 6
# Among more different points than these, an even sample finds the base clusters as well.
BASE_SAMPLE = 10_000
# From the split of the base clusters it is not far to that of all points.
POINT_STEPS = 20
MOST_GROUPS = 5
LEAST_SHARE = 0.03
LEAST_VOTERS = 5
# Splits of the base clusters so little worse than the best are tried on all points too.
NEARLY = 1.02
TRIED = 3
SEED = 20201
# A dot for fewer would show single voters.
LEAST_IN_DOT = 3


@dataclass(frozen=True)
class Ways:
    """Each point's base cluster and, by number of groups, each possible split of the points.

    One group is always possible. ``best`` is the number with the best silhouette.
    """

    base: Labels
    splits: dict[int, Split]
    best: int


@dataclass(frozen=True)
class Dot:
    """Some voters of one group who stand together: mean position, how many."""

    x: float
    y: float
    size: int
    group: int


def ways_to_split(points: Floats) -> Ways:
    """All the ways in which the voters at these points can be put into one to five groups."""
    # Seen as complex numbers, points sort fast; equal ballots are one point from here on, and
    # the order of the voters no longer matters.
    plane = np.ascontiguousarray(points).view(np.complex128)[:, 0]
    different, back, counts = np.unique(plane, return_inverse=True, return_counts=True)
    places = np.stack([different.real, different.imag], axis=1)
    weights = counts.astype(float)
    chance = np.random.default_rng(SEED)
    base = _base(places, weights, chance)
    splits, fits = {1: lloyd(places, weights, places[:1])}, {}
    size = np.bincount(base.labels, weights=weights).astype(float)
    for k in range(2, min(MOST_GROUPS, len(base.centres)) + 1):
        starts = local_optima(base.centres, size, k, chance)
        near = [s for s in starts if s.inertia <= starts[0].inertia * NEARLY]
        found = [lloyd(places, weights, s.centres, POINT_STEPS) for s in near[:TRIED]]
        found = [split for split in found if _large_enough(split, weights, k)]
        if found:
            splits[k] = min(found, key=lambda split: split.inertia)
            fits[k] = _fit(splits[k], base, size)
    best = max(fits, key=fits.__getitem__, default=1)
    spread = {k: Split(s.centres, s.labels[back], s.inertia) for k, s in splits.items()}
    return Ways(base.labels[back], spread, best)


def _base(points: Floats, weights: Floats, chance: np.random.Generator) -> Split:
    """At most a hundred clusters, none empty; the points themselves where they are no more."""
    if len(points) <= BASE:
        return Split(points, np.arange(len(points)), 0.0)
    every = slice(None, None, -(-len(points) // BASE_SAMPLE))
    sample, weight = points[every], weights[every]
    rough = lloyd(sample, weight, seeds(sample, weight, BASE, chance, BASE_TRIES))
    found = lloyd(points, weights, rough.centres, steps=1)
    used, labels = np.unique(found.labels, return_inverse=True)
    return Split(found.centres[used], labels, found.inertia)


def _large_enough(split: Split, weights: Floats, k: int) -> bool:
    sizes = np.bincount(split.labels, weights=weights, minlength=k)
    return bool(sizes.min() >= max(LEAST_VOTERS, LEAST_SHARE * weights.sum()))


def _fit(split: Split, base: Split, size: Floats) -> float:
    """The weighted silhouette of the split as the base clusters show it."""
    labels = nearest(base.centres, split.centres)
    # A group can lie within base clusters that belong to others; such a split fits nothing.
    if len(np.unique(labels)) < len(split.centres):
        return -1.0
    return silhouette(base.centres, size, labels)


def dots(points: Floats, base: Labels, groups: Labels) -> list[Dot]:
    """The base clusters within each group, those of under three voters joined to the next one.

    Every voter is in a dot, as long as each group has three.
    """
    found = []
    for group in range(int(groups.max()) + 1):
        inside = groups == group
        _used, labels = np.unique(base[inside], return_inverse=True)
        found += _joined(points[inside], labels, group)
    return sorted(found, key=lambda dot: (dot.group, -dot.size, dot.x, dot.y))


def _joined(points: Floats, labels: Labels, group: int) -> list[Dot]:
    sizes = np.bincount(labels).astype(float)
    sums = np.stack([np.bincount(labels, weights=axis) for axis in points.T], axis=1)
    while len(sizes) > 1 and sizes.min() < LEAST_IN_DOT:
        lone = int(sizes.argmin())
        apart = distances(sums / sizes[:, None], sums[lone : lone + 1] / sizes[lone])[:, 0]
        apart[lone] = np.inf
        to = int(apart.argmin())
        sizes[to] += sizes[lone]
        sums[to] += sums[lone]
        sizes, sums = np.delete(sizes, lone), np.delete(sums, lone, axis=0)
    return [
        Dot(float(x / size), float(y / size), int(size), group)
        for size, (x, y) in zip(sizes, sums, strict=True)
        if size >= LEAST_IN_DOT
    ]


def hull(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of the smallest convex shape around, anticlockwise (Andrew, 1979)."""
    corners = sorted(set(corners))
    if len(corners) < 3:
        return corners
    return _half(corners) + _half(corners[::-1])


def _half(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for x, y in corners:
        while len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2:]
            if (bx - ax) * (y - ay) > (by - ay) * (x - ax):
                break
            kept.pop()
        kept.append((x, y))
    return kept[:-1]
