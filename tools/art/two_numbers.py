"""Draws static/art/two-numbers.svg: 8,316 others as dots, 641 of them lit.

The film runs 126 minutes, and 126 x 66 is 8,316: a row of the grid is a minute wide.
The unlit dots are one pattern and the lit ones one path, so the picture stays small.
"""

import math
import random
from pathlib import Path

COLUMNS, ROWS, LIT = 126, 66, 641
CELL = 10  # user units; 126 columns are 1,260 wide
MARGIN = 30
SEED = 641
# Where the lights gather, in cells, with spread along and across and a share of the whole:
# one large city, its suburbs and a far coast, so that the eye finds places rather than noise.
TOWNS = (
    (79, 35, 9.0, 6.5, 0.36),
    (60, 43, 7.0, 4.0, 0.17),
    (97, 24, 6.0, 5.0, 0.13),
    (31, 22, 5.5, 4.0, 0.12),
    (109, 48, 4.5, 3.5, 0.06),
    (16, 49, 4.0, 3.0, 0.05),
)
TARGET = Path(__file__).resolve().parents[2] / "static" / "art" / "two-numbers.svg"


def lit_cells(seed: int = SEED) -> list[tuple[int, int]]:
    """Exactly LIT different (row, column) pairs in reading order, the same for the same seed."""
    chance = random.Random(seed)
    cells: set[tuple[int, int]] = set()
    while len(cells) < LIT:
        column, row = _somewhere(chance)
        if 0 <= column < COLUMNS and 0 <= row < ROWS:
            cells.add((row, column))
    return sorted(cells)


def _somewhere(chance: random.Random) -> tuple[int, int]:
    draw = chance.random()
    for x, y, along, across, share in TOWNS:
        draw -= share
        if draw < 0:
            return math.floor(chance.gauss(x, along)), math.floor(chance.gauss(y, across))
    return chance.randrange(COLUMNS), chance.randrange(ROWS)


def outline(cells: list[tuple[int, int]]) -> str:
    """One path in units of a cell: each lit dot is a round-capped stroke of no length."""
    steps: list[str] = []
    row = column = 0
    for next_row, next_column in cells:
        across = next_column - column
        steps.append(f"{'m' if steps else 'M'}{across} {next_row - row}h0".replace(" -", "-"))
        row, column = next_row, next_column
    return "".join(steps)


def drawing() -> str:
    """The finished SVG text."""
    wide, high = COLUMNS * CELL, ROWS * CELL
    full_wide, full_high = wide + 2 * MARGIN, high + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full_wide}" height="{full_high}"'
        f' viewBox="{-MARGIN} {-MARGIN} {full_wide} {full_high}"><defs>'
        '<linearGradient id="a" x2="0" y2="1"><stop stop-color="#1c1420"/>'
        '<stop offset="1" stop-color="#38201f"/></linearGradient>'
        '<radialGradient id="b" cx=".63" cy=".53" r=".42">'
        '<stop stop-color="#e0683f6b"/>'
        '<stop offset="1" stop-color="#d8432b00"/></radialGradient>'
        '<radialGradient id="c" gradientUnits="userSpaceOnUse" cx="78" cy="35" r="60">'
        '<stop stop-color="#ffedc6"/><stop offset=".55" stop-color="#f9bf85"/>'
        '<stop offset="1" stop-color="#ec8a66"/></radialGradient>'
        f'<pattern id="d" width="{CELL}" height="{CELL}" patternUnits="userSpaceOnUse">'
        '<circle cx="5" cy="5" r="1.7" fill="#8a6a729e"/></pattern></defs>'
        f'<path fill="url(#a)" d="M{-MARGIN} {-MARGIN}h{full_wide}v{full_high}H{-MARGIN}z"/>'
        f'<path fill="url(#b)" d="M{-MARGIN} {-MARGIN}h{full_wide}v{full_high}H{-MARGIN}z"/>'
        f'<rect id="unlit" width="{wide}" height="{high}" fill="url(#d)"/>'
        f'<path id="lit" transform="translate({CELL / 2:g} {CELL / 2:g})scale({CELL})"'
        ' stroke="url(#c)" stroke-width=".58" stroke-linecap="round"'
        f' d="{outline(lit_cells())}"/></svg>\n'
    )


if __name__ == "__main__":
    TARGET.write_text(drawing(), encoding="utf-8")
