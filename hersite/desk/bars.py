from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hersite.svg import short

STEP, BAR, HEIGHT = 6, 5, 30
# A single comment is still seen beside an hour with hundreds.
LEAST = 2


@dataclass(frozen=True)
class Bars:
    """A bar for each number: the ``d`` of all but the last one, and that of the last."""

    path: str
    last: str
    width: int
    height = HEIGHT


def draw_bars(numbers: Sequence[int], most: int) -> Bars:
    """``most`` is what the full height stands for."""
    bars = [_bar(place, number, most) for place, number in enumerate(numbers)]
    return Bars("".join(bars[:-1]), bars[-1], STEP * len(numbers))


def _bar(place: int, number: int, most: int) -> str:
    if not number:
        return ""
    high = max(HEIGHT * number / most, LEAST)
    return f"M{STEP * place} {HEIGHT}v-{short(high)}h{BAR}v{short(high)}z"
