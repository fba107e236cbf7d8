"""The numbers behind rankings, against values worked out by hand from the formulas' sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.scores import bayesian_average, percentages, wilson_interval

PRIOR = 0.6


@pytest.mark.parametrize(
    ("agree", "disagree", "low", "average"),
    [
        (10, 1, 0.739495, 0.812500),
        (40, 20, 0.585151, 0.661538),
        (430, 44, 0.888657, 0.903967),
    ],
)
def test_known_values(agree: int, disagree: int, low: float, average: float) -> None:
    votes = agree + disagree
    assert wilson_interval(agree, votes)[0] == pytest.approx(low, abs=1e-6)
    assert bayesian_average(agree, votes, PRIOR) == pytest.approx(average, abs=1e-6)


def test_without_votes_everything_is_possible_and_the_prior_holds() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert bayesian_average(0, 0, PRIOR) == PRIOR


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_share_lies_in_its_interval(agree: int, disagree: int) -> None:
    votes = agree + disagree
    low, high = wilson_interval(agree, votes)
    assert 0 <= low <= high <= 1
    if votes:
        assert low - 1e-9 <= agree / votes <= high + 1e-9


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_more_agreement_never_ranks_lower(agree: int, votes: int) -> None:
    votes = max(agree + 1, votes)
    assert bayesian_average(agree + 1, votes, PRIOR) > bayesian_average(agree, votes, PRIOR)
    assert wilson_interval(agree + 1, votes)[0] >= wilson_interval(agree, votes)[0]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5).filter(any))
def test_percentages_add_up(numbers: list[int]) -> None:
    found = percentages(numbers)
    assert sum(found) == 100
    exact = [100 * number / sum(numbers) for number in numbers]
    assert all(abs(one - other) < 1 for one, other in zip(found, exact, strict=True))


def test_percentages_go_up_where_most_is_left_over() -> None:
    assert percentages([1, 1, 1]) == [34, 33, 33]
    assert percentages([2, 19, 1]) == [9, 86, 5]
