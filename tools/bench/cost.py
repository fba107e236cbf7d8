"""What a million page views take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.bench.figures import SITE
from tools.bench.measuring import Measured, Reading
from tools.bench.table import Cells

MILLION = 1_000_000
# What comes with a million views on a lively site, in requests. A page is made anew after each
# write, and now and then because nobody had asked for it before.
MIX = {
    "guest, from memory": 880_000,
    "guest, not modified": 100_000,
    "member": 20_000,
    "guest, made anew": 10_000,
    "vote": 5_000,
    "post": 2_000,
}
MONTH = 30 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Cost:
    """Processor seconds, and bytes of pages sent."""

    seconds: float
    sent: float


def mixed(readings: dict[str, Reading]) -> Cost:
    """KeyError where one of MIX wasn't measured."""
    return Cost(
        sum(number * readings[what].cpu / 1000 for what, number in MIX.items()),
        sum(number * readings[what].size for what, number in MIX.items()),
    )


def million(rows: Sequence[Measured]) -> Iterator[Cells]:
    """Of each kind alone, and of the mix, with the shortest thread."""
    yield ("a million of", "processor", "of one core's month", "sent")
    smallest = min((row.comments for row in rows), default=0)
    readings = {
        row.what: row.reading
        for row in rows
        if (row.subject, row.comments) == (SITE, smallest) and row.what in MIX
    }
    for what, reading in readings.items():
        yield _cells(what, Cost(MILLION * reading.cpu / 1000, MILLION * reading.size))
    if readings.keys() == MIX.keys():
        yield _cells("page views, mixed as below", mixed(readings))


def _cells(what: str, cost: Cost) -> Cells:
    part = f"{100 * cost.seconds / MONTH:.3f} %"
    return (what, f"{cost.seconds:,.0f} s", part, f"{cost.sent / 1e9:,.1f} GB")
