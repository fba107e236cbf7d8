"""Weighted k-means in the plane, the same on every run."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discussions.opinions.projection import Floats

Labels = NDArray[np.intp]

STARTS = 10
STEPS = 100


@dataclass(frozen=True)
class Split:
    """Points put into groups: each group's centre, each point's group, and the sum of squares."""

    centres: Floats
    labels: Labels
    inertia: float


def distances(points: Floats, centres: Floats) -> Floats:
    """Squared, points x centres."""
    across = points[:, :1] - centres[:, 0]
    along = points[:, 1:] - centres[:, 1]
    across *= across
    along *= along
    across += along
    return across


def nearest(points: Floats, centres: Floats) -> Labels:
    """For each point the number of the closest centre, the first of equals.

    One centre after the other: no table of all distances is made.
    """
    x, y = np.ascontiguousarray(points.T)
    least = np.full(len(points), np.inf)
    found = np.zeros(len(points), dtype=np.intp)
    for number, (centre_x, centre_y) in enumerate(centres.tolist()):
        apart = (x - centre_x) ** 2 + (y - centre_y) ** 2
        np.copyto(found, number, where=apart < least)
        np.minimum(least, apart, out=least)
    return found


def lloyd(points: Floats, weights: Floats, centres: Floats, steps: int = STEPS) -> Split:
    """Moves every centre to the mean of its points until no point changes its group.

    A centre that has lost all its points stays where it is.
    """
    labels = nearest(points, centres)
    for _step in range(steps):
        centres = _means(points, weights, labels, centres)
        before, labels = labels, nearest(points, centres)
        if np.array_equal(before, labels):
            break
    off = points - centres[labels]
    return Split(centres, labels, float((weights * (off * off).sum(axis=1)).sum()))


def _means(points: Floats, weights: Floats, labels: Labels, centres: Floats) -> Floats:
    size = len(centres)
    weight = np.bincount(labels, weights=weights, minlength=size)
    sums = [np.bincount(labels, weights=weights * axis, minlength=size) for axis in points.T]
    means = np.stack(sums, axis=1) / np.where(weight > 0, weight, 1)[:, None]
    return np.where(weight[:, None] > 0, means, centres)


def seeds(
    points: Floats, weights: Floats, k: int, chance: np.random.Generator, tries: int = 1
) -> Floats:
    """k points to start from, each far from those before (Arthur and Vassilvitskii, 2007).

    Of several ``tries`` for a point the one is taken that leaves the least distance. Fewer than k
    where there are fewer different points.
    """
    chosen = [_drawn(weights, chance)]
    apart = distances(points, points[chosen])[:, 0]
    while len(chosen) < k and apart.any():
        drawn = [_drawn(weights * apart, chance) for _try in range(tries)]
        left = np.minimum(apart[:, None], distances(points, points[drawn]))
        best = int((weights[:, None] * left).sum(axis=0).argmin())
        chosen.append(drawn[best])
        apart = left[:, best]
    return points[chosen]


def _drawn(weights: Floats, chance: np.random.Generator) -> int:
    """A place drawn in proportion to the weights; from the plain stream of numbers, as other
    ways of drawing may change between versions of numpy."""
    sums = np.cumsum(weights)
    return int(np.searchsorted(sums, chance.random() * sums[-1], side="right"))


def local_optima(
    points: Floats, weights: Floats, k: int, chance: np.random.Generator, starts: int = STARTS
) -> list[Split]:
    """The different splits that the starts end in, the tightest first."""
    found: dict[Any, Split] = {}
    for _start in range(starts):
        split = lloyd(points, weights, seeds(points, weights, k, chance))
        # The same split may come with its groups in another order, and other rounding.
        found.setdefault(tuple(sorted(map(tuple, split.centres.round(9)))), split)
    return sorted(found.values(), key=lambda split: split.inertia)


def kmeans(points: Floats, weights: Floats, k: int, chance: np.random.Generator) -> Split:
    """The best of ten starts."""
    return local_optima(points, weights, k, chance)[0]


def silhouette(points: Floats, weights: Floats, labels: Labels) -> float:
    """How well the split fits, -1 to 1 (Rousseeuw, 1987); each point stands for ``weight`` voters.

    0 for a voter alone in a group. Every group has to have a point.
    """
    apart = np.sqrt(distances(points, points))
    size = int(labels.max()) + 1
    of = np.bincount(labels, weights=weights, minlength=size)
    member = np.eye(size)[labels] * weights[:, None]
    sums = apart @ member
    row = np.arange(len(points))
    # A voter is not among the others of its group.
    own = sums[row, labels] / np.maximum(of[labels] - 1, 1)
    means = sums / of
    means[row, labels] = np.inf
    other = means.min(axis=1)
    larger = np.maximum(np.maximum(own, other), np.finfo(float).tiny)
    fits = np.where(of[labels] > 1, (other - own) / larger, 0.0)
    return float((fits * weights).sum() / weights.sum())
