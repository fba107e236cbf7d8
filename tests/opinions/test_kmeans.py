"""Groups of points, against the best of all splits there are."""

from itertools import product

import numpy as np
import pytest

from discussions.opinions.kmeans import Labels, kmeans, lloyd, nearest, seeds, silhouette
from discussions.opinions.projection import Floats


def chance() -> np.random.Generator:
    return np.random.default_rng(7)


def least_inertia(points: Floats, weights: Floats, k: int) -> float:
    """Of every way to put the points into at most k groups."""
    return min(
        inertia(points, weights, np.array(labels))
        for labels in product(range(k), repeat=len(points))
    )


def inertia(points: Floats, weights: Floats, labels: Labels) -> float:
    found = 0.0
    for label in np.unique(labels):
        mine, weight = points[labels == label], weights[labels == label]
        off = mine - np.average(mine, axis=0, weights=weight)
        found += float((weight * (off * off).sum(axis=1)).sum())
    return found


@pytest.mark.parametrize("k", [2, 3])
@pytest.mark.parametrize("seed", range(12))
def test_ten_starts_find_the_best_split(seed: int, k: int) -> None:
    drawn = np.random.default_rng(seed)
    points = drawn.integers(-20, 20, size=(7, 2)).astype(float)
    weights = drawn.integers(1, 9, size=7).astype(float)
    found = kmeans(points, weights, k, chance())
    assert found.inertia == pytest.approx(least_inertia(points, weights, k))
    assert found.inertia == pytest.approx(inertia(points, weights, found.labels))


@pytest.mark.parametrize("k", [2, 3])
def test_plain_groups_are_found_exactly(k: int) -> None:
    points = np.array([(0, 0), (0, 1), (9, 0), (9, 1), (4, 9), (5, 9), (5, 8)], dtype=float)
    weights = np.array([1, 2, 1, 1, 3, 1, 1], dtype=float)
    found = kmeans(points, weights, k, chance())
    assert found.inertia == pytest.approx(least_inertia(points, weights, k))


def test_a_weight_is_so_many_points() -> None:
    points = np.array([(0.0, 0.0), (1.0, 0.0), (5.0, 0.0), (6.0, 2.0)])
    weights = np.array([3.0, 1.0, 2.0, 1.0])
    one = kmeans(points, weights, 2, chance())
    each = np.repeat(points, weights.astype(int), axis=0)
    other = kmeans(each, np.ones(len(each)), 2, chance())
    assert one.inertia == pytest.approx(other.inertia)
    assert silhouette(points, weights, one.labels) == pytest.approx(
        silhouette(each, np.ones(len(each)), np.repeat(one.labels, weights.astype(int)))
    )


def test_the_silhouette_is_that_of_its_definition() -> None:
    points = np.array([(0.0, 0.0), (0.0, 2.0), (6.0, 0.0), (6.0, 4.0), (20.0, 0.0)])
    labels = np.array([0, 0, 1, 1, 2])
    fits = []
    for at, point in enumerate(points):
        apart = np.linalg.norm(points - point, axis=1)
        if (labels == labels[at]).sum() == 1:
            fits.append(0.0)
            continue
        own = apart[labels == labels[at]].sum() / ((labels == labels[at]).sum() - 1)
        other = min(apart[labels == group].mean() for group in {0, 1, 2} - {int(labels[at])})
        fits.append((other - own) / max(own, other))
    assert silhouette(points, np.ones(5), labels) == pytest.approx(np.mean(fits))


def test_equal_points_make_one_group() -> None:
    points, weights = np.zeros((5, 2)), np.ones(5)
    assert len(seeds(points, weights, 3, chance())) == 1
    assert kmeans(points, weights, 3, chance()).labels.tolist() == [0] * 5


def test_a_centre_without_points_stays() -> None:
    points = np.array([(0.0, 0.0), (1.0, 0.0)])
    found = lloyd(points, np.ones(2), np.array([(0.5, 0.0), (90.0, 0.0)]))
    assert found.centres.tolist() == [[0.5, 0.0], [90.0, 0.0]]


def test_of_two_centres_as_close_the_first_is_nearest() -> None:
    assert nearest(np.array([(0.0, 0.0)]), np.array([(1.0, 0.0), (-1.0, 0.0)])).tolist() == [0]
