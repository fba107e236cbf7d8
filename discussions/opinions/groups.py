"""What a group says to an item, against everyone else in the map.

The figures and the limit are those of Small et al., “Polis: Scaling Deliberation by Mapping High
Dimensional Opinion Spaces” (2021) and of the Polis mathematics as published: every count is raised
so that a handful of votes proves little.
"""

from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any, Self

# Of the normal distribution: one time in ten chance alone reaches further.
LIMIT = 1.2816


@dataclass(frozen=True)
class Count:
    """Votes of some voters on one item."""

    agree: int = 0
    disagree: int = 0
    unsure: int = 0

    @property
    def n(self) -> int:
        return self.agree + self.disagree + self.unsure

    def __add__(self, other: "Count") -> Self:
        return type(self)(
            self.agree + other.agree, self.disagree + other.disagree, self.unsure + other.unsure
        )


@dataclass(frozen=True)
class Side:
    """How a group takes one side of an item: its share, the ratio to the others, tests of both."""

    share: float
    share_test: float
    ratio: float
    ratio_test: float

    @property
    def representative(self) -> bool:
        return self.share_test > LIMIT and self.ratio_test > LIMIT


def share(successes: int, trials: int) -> float:
    """A probability, 0 to 1, as if one more success and one failure had been seen."""
    return (successes + 1) / (trials + 2)


def one_proportion(successes: int, trials: int) -> float:
    """z of “more than half”, both counts raised by one."""
    return 2 * sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)


def two_proportions(inside: int, trials: int, outside: int, others: int) -> float:
    """z of “more than among the others”, all counts raised by one; 0 where all say the same."""
    inside, trials, outside, others = inside + 1, trials + 1, outside + 1, others + 1
    both = (inside + outside) / (trials + others)
    if both == 1:
        return 0.0
    return (inside / trials - outside / others) / sqrt(
        both * (1 - both) * (1 / trials + 1 / others)
    )


def side(inside: int, trials: int, outside: int, others: int) -> Side:
    """Of ``trials`` in the group ``inside`` take this side, of the ``others`` ``outside``."""
    own = share(inside, trials)
    return Side(
        own,
        one_proportion(inside, trials),
        own / share(outside, others),
        two_proportions(inside, trials, outside, others),
    )


def statistics(group: int, own: Count, rest: Count) -> dict[str, Any]:
    """A group's line of an item: the counts, and the figures of the side that marks it more.

    That is the side with the larger two-proportion z; pa, pat, ra and rat are of that side, and
    repness is its ratio.
    """
    agree = side(own.agree, own.n, rest.agree, rest.n)
    disagree = side(own.disagree, own.n, rest.disagree, rest.n)
    accepts = agree.ratio_test > disagree.ratio_test
    taken = agree if accepts else disagree
    return {
        "group": group,
        **asdict(own),
        "n": own.n,
        "direction": "agree" if accepts else "disagree",
        "pa": taken.share,
        "pat": taken.share_test,
        "ra": taken.ratio,
        "rat": taken.ratio_test,
        "repness": taken.ratio,
        "representative": taken.representative,
    }


def item_statistics(counts: list[Count]) -> list[dict[str, Any]]:
    """The lines of all groups for one item."""
    everyone = sum(counts, Count())
    return [
        statistics(
            group,
            own,
            Count(
                everyone.agree - own.agree,
                everyone.disagree - own.disagree,
                everyone.unsure - own.unsure,
            ),
        )
        for group, own in enumerate(counts)
    ]


def consensus(counts: list[Count]) -> float:
    """How far all groups accept an item, 0 to 1: the k-th root of the product of their shares.

    A group that rejects it pulls the figure down however small it is, and the root keeps figures
    of maps with two groups and with five comparable.
    """
    product = 1.0
    for own in counts:
        product *= share(own.agree, own.n)
    return float(product ** (1 / len(counts)))
