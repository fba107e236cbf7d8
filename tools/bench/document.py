"""The measured part of docs/performance.md, between two lines that mark it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tools.bench import ROOT
from tools.bench.cost import million
from tools.bench.figures import Figure
from tools.bench.measuring import Measured
from tools.bench.table import as_markdown, beside, figures, pages

FILE = ROOT / "docs" / "performance.md"
BEGINS = "<!-- measured: written by tools/bench.sh --document -->"
ENDS = "<!-- end of what was measured -->"


def write(machine: Mapping[str, object], rows: Sequence[Measured], found: Sequence[Figure]) -> None:
    """ValueError where the document lacks a mark."""
    text = FILE.read_text(encoding="utf-8")
    before, begins, rest = text.partition(BEGINS)
    _old, ends, after = rest.partition(ENDS)
    if not (begins and ends):
        raise ValueError(f"{FILE.name} lacks a line {BEGINS if not begins else ENDS}")
    new = [before + begins, measured(machine, rows, found), ends + after]
    FILE.write_text("\n\n".join(new), encoding="utf-8")


def measured(
    machine: Mapping[str, object], rows: Sequence[Measured], found: Sequence[Figure]
) -> str:
    today = f"{datetime.now(UTC):%-d %B %Y}"
    on = "{processor}, {cores} cores, Linux {system}, Python {python}".format_map(machine)
    parts = [
        f"Measured on {today}: {on}. The machine's load before: {machine['busy']:.1f}.",
        "### Requests",
        as_markdown(pages(rows)),
        "### Beside them",
        as_markdown(beside(rows)),
        "### Figures",
        as_markdown(figures(found)),
        "### A million page views",
        as_markdown(million(rows)),
    ]
    return "\n\n".join(parts)
