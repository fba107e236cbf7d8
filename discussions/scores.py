"""The numbers behind rankings: how good something probably is, given few votes."""

from collections.abc import Sequence
from math import sqrt

# Of 80 %: one time in ten the truth lies above the interval, one time in ten below.
Z = 1.2815515655446004
PRIOR_VOTES = 5


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """The 80 % score interval of a share, 0 to 1 each (E. B. Wilson, 1927); (0, 1) without
    trials."""
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    denominator = 1 + Z**2 / trials
    centre = share + Z**2 / (2 * trials)
    margin = Z * sqrt(share * (1 - share) / trials + Z**2 / (4 * trials**2))
    return max(0.0, (centre - margin) / denominator), min(1.0, (centre + margin) / denominator)


def bayesian_average(successes: int, trials: int, prior: float) -> float:
    """A share, 0 to 1, as if five earlier votes had stood at ``prior``: (a + 5c) / (n + 5)."""
    return (successes + PRIOR_VOTES * prior) / (trials + PRIOR_VOTES)


def percentages(numbers: Sequence[int]) -> list[int]:
    """Of their sum, which isn't 0; rounded so that they add up to 100."""
    total = sum(numbers)
    found = [100 * number // total for number in numbers]
    # To the largest remainders, of equal ones to the first.
    by_remainder = sorted(range(len(numbers)), key=lambda at: -(100 * numbers[at] % total))
    for at in by_remainder[: 100 - sum(found)]:
        found[at] += 1
    return found
