"""What is said of a group, against figures worked out by hand."""

import pytest

from discussions.opinions.groups import Count, consensus, item_statistics, side, statistics


@pytest.mark.parametrize(
    ("inside", "outside", "pa", "pat", "ra", "rat"),
    [
        ((10, 20), (3, 25), 0.5, 0.218218, 3.375, 2.705100),
        ((80, 100), (90, 300), 0.794118, 6.069727, 2.635423, 8.782107),
        # Nobody else has voted: there is nothing to compare with.
        ((3, 3), (0, 0), 0.8, 2.0, 1.6, 0.0),
    ],
)
def test_known_figures(
    inside: tuple[int, int],
    outside: tuple[int, int],
    pa: float,
    pat: float,
    ra: float,
    rat: float,
) -> None:
    found = side(*inside, *outside)
    assert found.share == pytest.approx(pa, abs=1e-6)
    assert found.share_test == pytest.approx(pat, abs=1e-6)
    assert found.ratio == pytest.approx(ra, abs=1e-6)
    assert found.ratio_test == pytest.approx(rat, abs=1e-6)


def test_a_side_is_representative_where_both_tests_pass() -> None:
    assert side(80, 100, 90, 300).representative
    # More than elsewhere, but not more than half; more than half, but not more than elsewhere.
    assert not side(10, 20, 3, 25).representative
    assert not side(80, 100, 240, 300).representative


def test_a_line_speaks_of_the_side_that_marks_the_group_more() -> None:
    accepts, rejects = Count(80, 10, 10), Count(90, 180, 30)
    one, other = statistics(0, accepts, rejects), statistics(1, rejects, accepts)
    assert (one["direction"], other["direction"]) == ("agree", "disagree")
    assert one["repness"] == one["ra"] == pytest.approx(2.635423, abs=1e-6)
    assert other["pa"] == pytest.approx(181 / 302)
    assert other["repness"] == pytest.approx((181 / 302) / (11 / 102))
    assert other["representative"]


def test_unsure_votes_count_among_all_votes() -> None:
    line = statistics(0, Count(3, 1, 6), Count(1, 1, 0))
    assert line["n"] == 10
    assert line["pa"] == pytest.approx(4 / 12)


def test_each_group_stands_against_all_others_together() -> None:
    lines = item_statistics([Count(10, 10, 0), Count(3, 20, 0), Count(0, 2, 0)])
    assert lines[0]["ra"] == pytest.approx(3.375)
    assert [line["group"] for line in lines] == [0, 1, 2]


def test_consensus_is_the_root_of_the_product_of_shares() -> None:
    assert consensus([Count(7, 1, 0)]) == pytest.approx(0.8)
    assert consensus([Count(7, 1, 0), Count(1, 6, 1)]) == pytest.approx((0.8 * 0.2) ** 0.5)
    assert consensus([Count(), Count(), Count()]) == pytest.approx(0.5)
