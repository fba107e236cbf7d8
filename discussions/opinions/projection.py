"""Each voter as a point: the two directions in which ballots differ most.

A missing vote stands at its item's mean, which is 0 once the mean is taken off; so the covariance
is a sum over the votes that exist, and no table of all voters and items is ever made.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from discussions.opinions.place import stretch
from discussions.opinions.votes import Votes

Floats = NDArray[np.floating[Any]]

# Cells of one block of voters x items: 2 MB.
CELLS = 250_000
# A direction with less than this share of the variance is rounding.
NOTHING = 1e-12


def means(votes: Votes) -> Floats:
    """Each item's mean vote, -1 to 1; 0 for an item without votes."""
    totals = votes.totals()
    return (totals[:, 0] - totals[:, 1]) / totals.sum(axis=1).clip(1)


def covariance(votes: Votes, centre: Floats) -> Floats:
    """Items x items, over all voters with a vote, missing votes standing at the item's mean."""
    size = len(votes.items)
    off = votes.stance - centre[votes.item]
    rows = max(CELLS // max(size, 1), 1)
    starts = np.arange(0, len(votes.voters) + rows, rows)
    bounds = np.searchsorted(votes.voter, starts)
    spread = np.zeros((size, size))
    block = np.zeros((rows, size))
    for first, begin, end in zip(starts, bounds, bounds[1:], strict=False):
        block[:] = 0
        block[votes.voter[begin:end] - first, votes.item[begin:end]] = off[begin:end]
        spread += block.T @ block
    voters = int(np.count_nonzero(votes.of_each_voter()))
    return spread / max(voters - 1, 1)


def components(covariance: Floats) -> Floats:
    """Items x 2: the two directions of most variance, of length 1; 0 where nothing varies.

    The sign of each is such that its largest weight is positive.
    """
    values, vectors = np.linalg.eigh(covariance)
    found = np.zeros((len(covariance), 2))
    for axis, at in enumerate(range(len(values) - 1, max(len(values) - 3, -1), -1)):
        if values[at] > NOTHING * max(float(np.trace(covariance)), NOTHING):
            vector = vectors[:, at]
            # Of weights that differ by rounding alone the first decides.
            found[:, axis] = vector * np.sign(vector[np.argmax(np.abs(vector).round(9))])
    return found


def positions(votes: Votes, centre: Floats, directions: Floats) -> Floats:
    """Voters x 2: what each has voted, seen along the directions (0, 0 without votes)."""
    off = votes.stance - centre[votes.item]
    voters = len(votes.voters)
    seen = [
        np.bincount(votes.voter, weights=off * axis[votes.item], minlength=voters)
        for axis in directions.T
    ]
    own = votes.of_each_voter()
    items = int(np.count_nonzero(votes.totals().sum(axis=1)))
    by = np.array([stretch(max(items, 1), n) for n in range(items + 1)])
    return np.stack(seen, axis=1) * by[own][:, None]


def extremities(items: int, centre: Floats, directions: Floats) -> Floats:
    """How far out someone stands who has only accepted this one item."""
    return stretch(items, 1) * np.abs(1 - centre) * np.hypot(directions[:, 0], directions[:, 1])
