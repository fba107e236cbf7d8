"""Which splits are possible, and the dots by which the map shows its voters."""

import numpy as np
import pytest

from discussions.opinions import clusters
from discussions.opinions.clusters import dots, hull, ways_to_split
from discussions.opinions.projection import Floats


def heaps(*sizes: int, apart: float = 10.0, seed: int = 1) -> Floats:
    """Heaps of points on a circle, one for each size."""
    chance = np.random.default_rng(seed)
    turn = 2 * np.pi * np.arange(len(sizes)) / len(sizes)
    middles = apart * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    each = [chance.normal(m, size=(s, 2)) for m, s in zip(middles, sizes, strict=True)]
    return np.concatenate(each)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_plain_heaps_are_the_groups(count: int) -> None:
    ways = ways_to_split(heaps(*[60] * count))
    assert ways.best == count
    assert np.bincount(ways.splits[count].labels).tolist() == [60] * count


def test_no_group_is_under_five_voters() -> None:
    assert ways_to_split(heaps(40, 5)).best == 2
    ways = ways_to_split(heaps(40, 4))
    assert all(np.bincount(split.labels).min() >= 5 for split in ways.splits.values())


def test_no_group_is_under_three_in_a_hundred() -> None:
    assert 2 in ways_to_split(heaps(970, 30, apart=50)).splits
    assert 2 not in ways_to_split(heaps(971, 29, apart=50)).splits


def test_where_every_split_is_too_small_there_is_one_group() -> None:
    points = np.concatenate([np.zeros((20, 2)), [[9.0, 9.0]] * 4])
    ways = ways_to_split(points)
    assert (ways.best, set(ways.splits)) == (1, {1})
    assert set(ways.splits[1].labels.tolist()) == {0}


def test_many_points_are_sampled_for_the_base_clusters_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clusters, "BASE_SAMPLE", 150)
    ways = ways_to_split(heaps(300, 200, 100))
    assert sorted(np.bincount(ways.splits[3].labels).tolist()) == [100, 200, 300]
    assert len(np.unique(ways.base)) <= 100


def test_the_order_of_the_points_does_not_matter() -> None:
    points = heaps(80, 70, 60, apart=3)
    mixed = np.random.default_rng(3).permutation(len(points))
    one, other = ways_to_split(points), ways_to_split(points[mixed])
    assert one.best == other.best
    assert one.splits[one.best].labels[mixed].tolist() == other.splits[one.best].labels.tolist()


def test_every_voter_is_in_a_dot_and_none_is_alone() -> None:
    points = heaps(80, 41)
    ways = ways_to_split(points)
    found = dots(points, ways.base, ways.splits[2].labels)
    assert min(dot.size for dot in found) >= 3
    assert sorted(sum(d.size for d in found if d.group == g) for g in (0, 1)) == [41, 80]
    middle = sum(np.array([dot.x, dot.y]) * dot.size for dot in found) / len(points)
    assert np.allclose(middle, points.mean(axis=0))


def test_a_hull_goes_round_the_outer_corners() -> None:
    square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    assert hull([*square, (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)]) == square
    assert hull([(1.0, 1.0), (1.0, 1.0)]) == [(1.0, 1.0)]
    assert hull([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]) == [(0.0, 0.0), (2.0, 2.0)]
