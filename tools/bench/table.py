"""What was measured, in tables: text for a terminal, Markdown for docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tools.bench.figures import CPU, SITE, Figure
from tools.bench.measuring import Measured

Cells = Sequence[str]

PAGES = (
    *("request", "comments", "CPU ms", "at most"),
    *("a second", "p50 ms", "p99 ms", "bytes", "queries"),
)
BESIDE = ("beside it", "request", "comments", "CPU ms", "the site takes")
FIGURES = ("figure", "measured", "at most", "")


def pages(rows: Iterable[Measured]) -> Iterator[Cells]:
    yield PAGES
    for row in rows:
        if row.subject == SITE:
            reading, most = row.reading, CPU.get(row.what)
            yield (
                row.what,
                f"{row.comments:,}",
                number(reading.cpu),
                f"{most:g}" if most else "",
                f"{reading.per_second:,.0f}",
                number(reading.p50),
                number(reading.p99),
                f"{reading.size:,.0f}",
                "" if row.statements is None else str(row.statements),
            )


def beside(rows: Sequence[Measured]) -> Iterator[Cells]:
    """What the site is held against, and how many times as much the site takes."""
    yield BESIDE
    sites = {(row.what, row.comments): row.reading for row in rows if row.subject == SITE}
    for row in rows:
        if row.subject != SITE:
            times = sites[row.what, row.comments].cpu / row.reading.cpu
            cells = (row.subject, row.what, f"{row.comments:,}")
            yield (*cells, number(row.reading.cpu), f"{times:.2f} ×")


def figures(found: Iterable[Figure]) -> Iterator[Cells]:
    yield FIGURES
    for figure in found:
        yield (
            figure.what,
            f"{number(figure.measured)} {figure.unit}".strip(),
            f"{figure.most:g} {figure.unit}".strip(),
            "" if figure.met else "MISSED",
        )


def number(value: float) -> str:
    """With as many digits as mean something."""
    return f"{value:.4f}" if value < 0.1 else f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def as_text(table: Iterable[Cells]) -> str:
    """In columns, names to the left and numbers to the right."""
    rows = list(table)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_markdown(table: Iterable[Cells]) -> str:
    rows = list(table)
    rule = ["---"] + ["---:"] * (len(rows[0]) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]])
