"""Accounts that count as one, held against the definition word for word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discussions.opinions import alike
from discussions.opinions.copies import count_once, stand_ins
from discussions.opinions.votes import Votes

HOUR = 3_600_000_000  # microseconds


def by_definition(
    ballots: Sequence[dict[int, int]],
    joined: Sequence[int],
    released: Sequence[bool],
    strayed: float,
) -> list[int]:
    """Every two compared, and those that are connected gathered."""
    groups = [{at} for at in range(len(ballots))]
    for one, other in combinations(range(len(ballots)), 2):
        common = ballots[one].keys() & ballots[other].keys()
        differ = sum(ballots[one][item] != ballots[other][item] for item in common)
        near = abs(joined[one] - joined[other]) <= 48 * HOUR
        free = not released[one] and not released[other]
        if near and free and len(common) >= 15 and differ <= strayed * len(common):
            both = groups[one] | groups[other]
            for member in both:
                groups[member] = both
    return [min(group, key=lambda at: (joined[at], at)) for group in groups]


def votes_of(ballots: Sequence[dict[int, int]]) -> Votes:
    rows = [(at, item, stance) for at, own in enumerate(ballots) for item, stance in own.items()]
    voters, items, stances = zip(*rows, strict=True)
    return Votes.of(voters, items, stances)


@st.composite
def sites(draw: Any) -> tuple[list[dict[int, int]], list[int], list[bool]]:
    """Ballots of few minds, so that many agree, some in nearly all; made within some days."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    items = draw(st.sampled_from([16, 20, 90, 150]))
    number = draw(st.integers(2, 40))
    minds = chance.choice([1, 1, 1, -1, 0], (3, items))
    noise = draw(st.sampled_from([0, 0.02, 0.3]))
    ballots = []
    for _ in range(number):
        mind = minds[chance.integers(3)]
        seen = chance.choice(items, min(items, chance.choice([14, 15, 16, 18, 60])), replace=False)
        strays = chance.random(len(seen)) < noise
        said = np.where(strays, chance.integers(-1, 2, len(seen)), mind[seen])
        ballots.append(dict(zip(seen.tolist(), said.tolist(), strict=True)))
    days = draw(st.sampled_from([1, 4, 20]))
    joined = (chance.integers(0, days * 24, number) * HOUR).tolist()
    return ballots, joined, (chance.random(number) < 0.1).tolist()


@pytest.mark.parametrize("limits", [(5, 3, 0.5), (1_000_000, 400_000, 2)])
@given(site=sites(), strayed=st.sampled_from([0.0, 0.02]))
@settings(max_examples=60, deadline=None)
def test_the_quick_way_finds_what_the_definition_says(
    limits: tuple[int, int, float], site: Any, strayed: float
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # Small portions divide lists that a small site would not.
        for name, limit in zip(("ROWS", "PAIRS", "PAIRS_PER_ROW"), limits, strict=True):
            patch.setattr(alike, name, limit)
        ballots, joined, released = site
        found = stand_ins(votes_of(ballots), np.array(joined), np.array(released), strayed=strayed)
    assert found.tolist() == by_definition(ballots, joined, released, strayed)


def test_numbers_too_large_for_one_word_are_sorted_the_slow_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(3)
    mind = chance.integers(-1, 2, 60)
    seen = [chance.choice(60, 30, replace=False) for _ in range(60)]
    ballots = [dict(zip(own.tolist(), mind[own].tolist(), strict=True)) for own in seen]
    votes, joined = votes_of(ballots), np.zeros(60, dtype=np.int64)
    monkeypatch.setattr(alike, "PAIRS_PER_ROW", 0.5)
    quick = stand_ins(votes, joined).tolist()
    monkeypatch.setattr(alike, "MOST", 0)
    assert (
        stand_ins(votes, joined).tolist()
        == quick
        == by_definition(ballots, [0] * 60, [False] * 60, 0)
    )


def test_two_days_and_fifteen_items_to_the_very_limit() -> None:
    same = dict.fromkeys(range(15), 1)
    ballots = [same, dict(same), dict.fromkeys(range(14), 1), same | {0: -1}, dict(same)]
    joined = np.array([0, 48 * HOUR, 0, 0, 96 * HOUR + 1])
    assert stand_ins(votes_of(ballots), joined).tolist() == [0, 0, 2, 3, 4]
    # What connects them is a chain, of which the first alone stands for all.
    joined[4] = 96 * HOUR
    assert stand_ins(votes_of(ballots), joined).tolist() == [0, 0, 2, 3, 0]


def test_nobody_and_nothing() -> None:
    nothing = Votes.of([], [], [])
    assert stand_ins(nothing, np.zeros(0, dtype=np.int64)).tolist() == []
    assert len(count_once(nothing, np.zeros(0, dtype=np.int64))) == 0


def test_what_is_left_has_no_trace_of_them() -> None:
    others = [dict.fromkeys(range(first, first + 6), 1) for first in range(5)]
    original = dict.fromkeys(range(20), -1)
    alone = votes_of([original, *others])
    votes = votes_of([original, *others, dict(original), dict(original)])
    joined = np.zeros(8, dtype=np.int64)
    left = count_once(votes, stand_ins(votes, joined))
    assert left.voters == alone.voters
    for column in ("voter", "item", "stance"):
        assert (getattr(left, column) == getattr(alone, column)).all()
        assert getattr(left, column).dtype == getattr(alone, column).dtype
