"""What unites all groups, what divides them, and what marks each."""

from typing import Any

from discussions.opinions.groups import Count, consensus, item_statistics
from discussions.opinions.lists import divides, marks, unites


def item(key: str, *counts: tuple[int, int, int]) -> dict[str, Any]:
    theirs = [Count(*count) for count in counts]
    return {"id": key, "groups": item_statistics(theirs), "consensus": consensus(theirs)}


ITEMS = [
    item("liked", (40, 8, 2), (41, 7, 2)),
    item("loved", (48, 1, 1), (47, 2, 1)),
    item("rejected", (2, 46, 2), (1, 47, 2)),
    item("split", (45, 4, 1), (5, 44, 1)),
    item("leans", (40, 8, 2), (22, 20, 8)),
    item("unknown", (0, 0, 0), (0, 0, 0)),
]


def test_what_every_group_accepts_unites() -> None:
    assert unites(ITEMS) == ["loved", "liked"]


def test_what_one_accepts_and_another_does_not_divides_by_its_gap() -> None:
    assert divides(ITEMS) == ["split", "leans"]


def test_a_difference_that_chance_may_have_made_does_not_divide() -> None:
    assert divides([item("few", (2, 1, 0), (1, 2, 0))]) == []


def test_what_both_accept_does_not_divide_however_far_apart_they_are() -> None:
    assert divides([item("loved and liked", (48, 1, 1), (30, 12, 8))]) == []


def test_a_group_is_marked_by_what_it_says_more_than_others() -> None:
    assert marks(ITEMS, 0) == [
        {"id": "split", "direction": "agree"},
        {"id": "leans", "direction": "agree"},
    ]
    assert marks(ITEMS, 1) == [{"id": "split", "direction": "disagree"}]


def test_one_group_is_united_and_has_nothing_to_divide_or_mark_it() -> None:
    alone = [item("loved", (48, 1, 1)), item("rejected", (1, 48, 1))]
    assert (unites(alone), divides(alone), marks(alone, 0)) == (["loved"], [], [])
