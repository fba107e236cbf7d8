"""What the site has to reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tools.bench.measuring import Measured

SITE = "the site"
BARE = "a bare view, the same statements"
STOCK = "the same behind Django's own middleware"
# Milliseconds of processor time for a request.
CPU = {
    "guest, from memory": 0.05,
    "guest, behind nginx": 0.02,
    "guest, made anew": 10.0,
    "member": 4.0,
    "post": 4.0,
    "vote": 3.0,
}
# Times a view that runs the same statements and nothing else.
OVER_BARE = 1.3
# Times the same page with the short thread.
GROWTH = 1.1
# The 99th percentile of guests' pages while comments are posted, times the median.
TAIL = 2.0
START = 1.5  # seconds
MEMORY = 120.0  # megabytes (10⁶ bytes) of a process


@dataclass(frozen=True)
class Figure:
    what: str
    measured: float
    most: float
    unit: str

    @property
    def met(self) -> bool:
        return self.measured <= self.most


def of_requests(rows: Sequence[Measured]) -> Iterator[Figure]:
    """Processor time at each size, and against the bare views."""
    sites = [row for row in rows if row.subject == SITE]
    for row in sites:
        if most := CPU.get(row.what):
            yield Figure(_name(row), row.reading.cpu, most, "ms")
    for subject in (BARE, STOCK):
        others = {(row.what, row.comments): row for row in rows if row.subject == subject}
        for row in sites:
            if other := others.get((row.what, row.comments)):
                ratio = row.reading.cpu / other.reading.cpu
                yield Figure(f"{_name(row)}, against {subject}", ratio, OVER_BARE, "×")


def of_growth(rows: Sequence[Measured]) -> Iterator[Figure]:
    """Every request with the longest thread against the same with the shortest."""
    sizes = sorted({row.comments for row in rows})
    if len(sizes) < 2:
        return
    small, large = (
        {row.what: row.reading.cpu for row in rows if (row.comments, row.subject) == (size, SITE)}
        for size in (sizes[0], sizes[-1])
    )
    for what in small:
        if what in large:
            title = f"{what}: {sizes[-1]:,} comments against {sizes[0]:,}"
            yield Figure(title, large[what] / small[what], GROWTH, "×")


def of_tail(rows: Iterable[Measured], while_posting: str) -> Iterator[Figure]:
    for row in rows:
        if row.what == while_posting:
            ratio = row.reading.p99 / row.reading.p50
            yield Figure(f"{_name(row)}: p99 against p50", ratio, TAIL, "×")


def of_errors(rows: Iterable[Measured]) -> Iterator[Figure]:
    """Every request was answered as it should be."""
    rows = list(rows)
    wrong = sum(row.reading.errors for row in rows)
    yield Figure(f"wrong answers to {sum(row.requests for row in rows):,} requests", wrong, 0, "")


def _name(row: Measured) -> str:
    return f"{row.what}, {row.comments:,} comments"
