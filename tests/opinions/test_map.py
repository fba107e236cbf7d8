"""The map as a whole: known camps are found, small cases get an answer."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discussions.opinions.make import make_map
from discussions.opinions.votes import Votes
from tests.support.conversations import camps, rows
from tests.support.rand_index import adjusted_rand_index

# Mathematics, which no database changes.
pytestmark = pytest.mark.once

KEYS = {
    "k", "state", "voters", "votes", "items", "groups", "clusters", "agreement",
    "unites", "divides", "marks", "k_waiting", "k_wins",
}  # fmt: skip


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("voted", [1.0, 0.3])
def test_camps_are_found(count: int, voted: float) -> None:
    votes, camp = camps(count, voted=voted)
    result = make_map(votes)
    assert set(result.content) == KEYS
    assert result.content["k"] == count
    known = [camp[voter] for voter in result.voters]
    assert adjusted_rand_index(result.group, known) > 0.9
    assert sum(group["size"] for group in result.content["groups"]) == len(result.voters)


def test_only_voters_with_seven_votes_count_but_every_vote_does() -> None:
    votes, _camp = camps(2, voters=60, items=20, voted=0.4)
    own = votes.of_each_voter()
    assert 0 < (own < 7).sum() < 30
    result = make_map(votes)
    assert result.voters == np.flatnonzero(own >= 7).tolist()
    assert result.content["voters"] == len(result.voters)
    totals = [[i["agree"], i["disagree"], i["unsure"]] for i in result.content["items"]]
    assert totals == votes.totals().tolist()
    in_groups = sum(line["n"] for i in result.content["items"] for line in i["groups"])
    assert in_groups == own[own >= 7].sum()
    assert result.content["votes"] == len(votes) > in_groups


def test_two_runs_are_the_same_to_the_byte() -> None:
    first, second = (make_map(camps(3)[0]) for _run in range(2))
    assert json.dumps(first.content) == json.dumps(second.content)
    assert json.dumps(first.for_file()) == json.dumps(second.for_file())


@settings(deadline=None, max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(chance: Any) -> None:
    votes, _camp = camps(2, voters=40, items=10)
    found = list(zip(votes.voter.tolist(), votes.item.tolist(), votes.stance.tolist(), strict=True))
    chance.shuffle(found)
    voters, items, stances = zip(*found, strict=True)
    mixed = make_map(Votes.of(voters, items, stances))
    assert json.dumps(mixed.for_file()) == json.dumps(make_map(votes).for_file())


def test_the_next_map_is_recognisable() -> None:
    votes, _camp = camps(3)
    before = json.loads(json.dumps(make_map(votes).content))
    assert make_map(votes, before).content == before
    # The same map drawn the other way round, under other names.
    for item in before["items"]:
        item["components"] = [-weight for weight in item["components"]]
    for group, name in zip(before["groups"], "BCA", strict=True):
        group["name"] = name
    after = make_map(votes, before).content
    mirrored = {item["id"]: item["components"] for item in before["items"]}
    assert {item["id"]: item["components"] for item in after["items"]} == mirrored
    sizes = {group["name"]: group["size"] for group in before["groups"]}
    assert {group["name"]: group["size"] for group in after["groups"]} == sizes
    assert [group["name"] for group in after["groups"]] == ["A", "B", "C"]


def test_a_split_waits_until_it_has_won_three_times() -> None:
    two, three = camps(2)[0], camps(3)[0]
    before = make_map(two).content
    shown = []
    for _run in range(3):
        before = make_map(three, before).content
        shown.append((before["k"], before["k_waiting"], before["k_wins"], len(before["groups"])))
    assert shown == [(2, 3, 1, 2), (2, 3, 2, 2), (3, 0, 0, 3)]


# -- Small cases get an answer --


def test_without_votes_there_is_none() -> None:
    content = make_map(rows([])).content
    assert set(content) == KEYS
    assert (content["state"], content["k"], content["items"]) == ("none", 0, [])


@pytest.mark.parametrize("size", [(14, 9), (40, 4), (40, 1), (1, 1)])
def test_few_voters_or_items_give_bars_and_the_table(size: tuple[int, int]) -> None:
    voters, items = size
    result = make_map(rows([[1, 0, -1, 1, 1, -1, 1, 1, 1][:items]] * voters))
    assert set(result.content) == KEYS
    assert (result.content["state"], result.content["k"]) == ("few", 0)
    assert result.content["items"][0]["agree"] == voters
    assert result.content["items"][0]["consensus"] is None
    assert result.for_file()["participants"] == []


def test_the_table_says_how_many_of_those_who_accept_one_accept_another() -> None:
    content = make_map(rows([[1, 1], [1, -1], [1, None], [-1, 1]])).content
    assert content["agreement"] == [
        {"of": 0, "also": 1, "n": 2, "both": 1},
        {"of": 1, "also": 0, "n": 2, "both": 1},
    ]


def test_where_all_are_alike_there_is_one_group() -> None:
    content = make_map(rows([[1, 1, -1, 0, 1, 1]] * 30)).content
    assert (content["state"], content["k"]) == ("map", 1)
    assert (
        content["groups"][0] | {"name": "A", "size": 30, "centre": [0, 0]} == content["groups"][0]
    )
    assert content["unites"] == [0, 1, 4, 5]
    assert content["clusters"] == [{"x": 0, "y": 0, "size": 30, "group": 0}]


def test_fifteen_voters_and_five_items_are_enough() -> None:
    table = [[1, 1, 1, -1, -1]] * 8 + [[-1, -1, -1, 1, 1]] * 7
    content = make_map(rows(table)).content
    assert (content["state"], content["k"]) == ("map", 2)
    assert [group["size"] for group in content["groups"]] == [8, 7]


def test_who_has_not_voted_enough_leaves_no_trace_in_groups() -> None:
    table = [[1, 1, 1, -1, -1]] * 8 + [[-1, -1, -1, 1, 1]] * 7
    content = make_map(rows([*table, [1, None, None, None, None]])).content
    assert content["voters"] == 15
    assert content["items"][0]["agree"] == 9
    assert sum(line["agree"] for line in content["items"][0]["groups"]) == 8


def test_every_split_too_small_leaves_one_group() -> None:
    table = [[1, 1, 1, 1, 1]] * 20 + [[-1, -1, -1, -1, -1]] * 4
    assert make_map(rows(table)).content["k"] == 1
