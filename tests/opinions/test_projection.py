"""Directions and positions, against the plain way over a full table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discussions.opinions import projection
from discussions.opinions.projection import (
    Floats,
    components,
    covariance,
    extremities,
    means,
    positions,
)
from discussions.opinions.votes import Votes
from tests.support.conversations import camps, rows


def full_table(votes: Votes) -> Floats:
    """Voters x items with missing votes at the item's mean, and the mean taken off."""
    table = np.full((len(votes.voters), len(votes.items)), np.nan)
    table[votes.voter, votes.item] = votes.stance
    return np.nan_to_num(table - np.nanmean(table, axis=0))


@pytest.mark.parametrize("cells", [100, 250_000])
def test_directions_are_those_of_a_dense_decomposition(
    cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "CELLS", cells)
    votes, _camp = camps(3, voters=157, items=23, voted=0.4)
    centre = means(votes)
    table = full_table(votes)
    spread = covariance(votes, centre)
    assert np.allclose(spread, table.T @ table / (len(table) - 1))
    found = components(spread)
    expected = np.linalg.svd(table)[2][:2].T
    assert np.allclose(np.abs((found * expected).sum(axis=0)), 1)
    assert np.allclose((found * found).sum(axis=0), 1)


def test_the_largest_weight_of_a_direction_is_positive() -> None:
    votes, _camp = camps(2)
    found = components(covariance(votes, means(votes)))
    for axis in found.T:
        assert axis[np.abs(axis).argmax()] > 0


def test_a_position_is_drawn_out_by_how_little_one_has_voted() -> None:
    votes, _camp = camps(2, voters=50, items=12, voted=0.5)
    centre = means(votes)
    directions = components(covariance(votes, centre))
    own = votes.of_each_voter()
    by = np.sqrt(1.2 * 12 / (own + 0.2 * 12))[:, None]
    expected = full_table(votes) @ directions * by
    assert np.allclose(positions(votes, centre, directions), expected)


def test_an_item_lies_where_someone_stands_who_accepts_it_alone() -> None:
    votes, _camp = camps(2, voters=50, items=12)
    centre = means(votes)
    directions = components(covariance(votes, centre))
    lone = Votes.of([0], [0], [1])
    seen = (lone.stance - centre[:1]) @ directions[:1] * np.sqrt(1.2 * 12 / (1 + 0.2 * 12))
    assert extremities(12, centre, directions)[0] == pytest.approx(np.linalg.norm(seen))


def test_where_all_are_alike_there_is_no_direction() -> None:
    votes = rows([[1, -1, 0]] * 4)
    found = components(covariance(votes, means(votes)))
    assert not found.any()
    assert not positions(votes, means(votes), found).any()


def test_only_one_direction_where_there_is_only_one() -> None:
    found = components(covariance(votes := rows([[1, 1], [-1, -1]]), means(votes)))
    assert np.allclose(found[:, 0], [0.5**0.5, 0.5**0.5])
    assert not found[:, 1].any()


STANCE = st.sampled_from([1, -1, 0, None])


@settings(deadline=None)
@given(st.lists(st.lists(STANCE, min_size=4, max_size=4), min_size=2, max_size=12))
def test_any_small_table_agrees_with_the_plain_way(table: list[list[int | None]]) -> None:
    votes = rows([[1, 0, -1, 1], *table])
    dense = full_table(votes)
    present = np.bincount(votes.voter, minlength=len(votes.voters)) > 0
    expected = dense.T @ dense / max(present.sum() - 1, 1)
    assert np.allclose(covariance(votes, means(votes)), expected)
