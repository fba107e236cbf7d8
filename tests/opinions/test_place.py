"""A reader's own place, and which reading to ask next: without numpy, in requests."""

import subprocess
import sys

import pytest

from discussions.opinions.make import make_map
from discussions.opinions.place import own_place
from discussions.opinions.priority import priority
from tests.support.conversations import camps, rows

# Mathematics, which no database changes.
pytestmark = pytest.mark.once


def test_my_place_is_where_the_map_has_me() -> None:
    votes, _camp = camps(3, items=20, voted=0.5)
    result = make_map(votes)
    for at in range(0, len(result.voters), 7):
        mine = votes.voter == result.voters[at]
        stances = dict(zip(votes.item[mine].tolist(), votes.stance[mine].tolist(), strict=True))
        place = own_place(result.content, stances)
        assert place is not None
        assert (place.x, place.y) == pytest.approx(result.points[at], abs=1e-4)
        assert (place.group, place.votes) == (result.group[at], len(stances))
        assert place.counts


def test_few_own_votes_give_a_place_that_does_not_count() -> None:
    content = make_map(camps(2)[0]).content
    place = own_place(content, {0: 1, 1: -1, 9_999: 1})
    assert place is not None
    assert (place.votes, place.counts) == (2, False)


def test_there_is_no_place_without_votes_or_without_a_map() -> None:
    assert own_place(make_map(camps(2)[0]).content, {9_999: 1}) is None
    assert own_place(make_map(rows([[1, 1]])).content, {0: 1}) is None


def test_what_to_ask_next() -> None:
    # ((1 - 4/22) · 1.5 · 11/22 · (1 + 8 · 2^-4))²
    known = ((1 - 4 / 22) * 1.5 * 11 / 22 * 1.5) ** 2
    assert priority(agree=10, unsure=3, votes=20, extremity=0.5) == pytest.approx(known)
    assert priority(agree=0, unsure=0, votes=0, extremity=0) == pytest.approx(2.25**2)


def test_what_is_new_far_out_accepted_and_clear_is_asked_first() -> None:
    usual = priority(agree=10, unsure=3, votes=20, extremity=0.5)
    assert priority(agree=0, unsure=0, votes=0, extremity=0.5) > usual
    assert priority(agree=10, unsure=3, votes=20, extremity=1.5) > usual
    assert priority(agree=15, unsure=3, votes=20, extremity=0.5) > usual
    assert priority(agree=10, unsure=9, votes=20, extremity=0.5) < usual


def test_requests_need_no_numpy() -> None:
    asked = "import sys, discussions.opinions.place, discussions.opinions.priority"
    found = subprocess.run(
        [sys.executable, "-c", f"{asked}; print('numpy' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.strip() == "False"
