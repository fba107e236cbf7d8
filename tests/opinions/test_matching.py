"""What keeps a map recognisable from one run to the next."""

from typing import Any

from discussions.opinions import matching


def earlier(k: int = 2, waiting: int = 0, wins: int = 0) -> dict[str, Any]:
    return {"state": "map", "k": k, "k_waiting": waiting, "k_wins": wins}


def test_the_first_map_takes_the_best_number_of_groups() -> None:
    assert matching.settled(3, {1, 2, 3}, None) == (3, 0, 0)
    assert matching.settled(3, {1, 2, 3}, {"state": "few", "k": 0}) == (3, 0, 0)


def test_another_number_has_to_win_three_runs_in_a_row() -> None:
    before = earlier(2)
    shown = []
    for best in (3, 3, 4, 3, 3, 2, 3, 3, 3):
        k, waiting, wins = matching.settled(best, {1, 2, 3, 4}, before)
        before = earlier(k, waiting, wins)
        shown.append(k)
    assert shown == [2, 2, 2, 2, 2, 2, 2, 2, 3]
    assert before == earlier(3)


def test_a_number_that_is_no_longer_possible_goes_at_once() -> None:
    assert matching.settled(2, {1, 2}, earlier(4)) == (2, 0, 0)


def with_groups(**leanings: list[tuple[int, int]]) -> dict[str, Any]:
    """An earlier map: for each name the (agree, disagree) of items 0, 1 …"""
    items = [
        {
            "id": item,
            "groups": [
                {"group": group, "agree": votes[item][0], "disagree": votes[item][1], "n": 10}
                for group, votes in enumerate(leanings.values())
            ],
        }
        for item in range(len(next(iter(leanings.values()))))
    ]
    groups = [{"group": group, "name": name} for group, name in enumerate(leanings)]
    return {**earlier(len(groups)), "items": items, "groups": groups}


FOR, AGAINST, TORN = {0: 0.8, 1: -0.8}, {0: -0.8, 1: 0.8}, {0: 0.0, 1: 0.0}
BEFORE = with_groups(A=[(9, 1), (1, 9)], B=[(1, 9), (9, 1)])


def test_without_an_earlier_map_names_go_by_order() -> None:
    assert matching.names([FOR, AGAINST], None) == ["A", "B"]


def test_a_group_keeps_the_name_of_the_one_most_like_it() -> None:
    assert matching.names([AGAINST, FOR], BEFORE) == ["B", "A"]
    assert matching.names([{0: -0.8, 7: 1.0}, FOR], BEFORE) == ["B", "A"]


def test_a_new_group_takes_a_free_name_and_a_lost_one_leaves_a_gap() -> None:
    assert matching.names([TORN, AGAINST, FOR], BEFORE) == ["C", "B", "A"]
    three = with_groups(A=[(9, 1), (1, 9)], B=[(5, 5), (5, 5)], C=[(1, 9), (9, 1)])
    assert matching.names([FOR, AGAINST], three) == ["A", "C"]


def test_axes_point_as_they_did() -> None:
    before = {"items": [{"id": 0, "components": [0.6, 0.1]}, {"id": 1, "components": [0.8, -0.9]}]}
    directions = [{0: -0.5, 1: -0.8, 5: 0.9}, {1: -0.7, 5: 0.2}]
    assert matching.signs(directions, before) == [-1, 1]
