"""The votes on a reading over time, as lines: the share that agrees where there are enough votes
to speak of one, before that how many stand where. Coordinates are in units of a picture 360
wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from django.utils.translation import gettext as _

from discussions.models import Stance
from discussions.movement import Day
from discussions.pictures import apart
from discussions.scores import percentages
from hersite.svg import short

LEFT, RIGHT, TOP, BOTTOM = 40, 270, 8, 96
# Two words at the end of lines keep this distance.
LINE_HEIGHT = 14
# More points than this nobody could tell apart; the file has every day.
MOST = 40

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """``name`` says how it is drawn, ``label`` what stands at its end, at the height ``y``."""

    name: str
    label: str
    path: str
    y: str


@dataclass(frozen=True)
class Movement:
    """``marks`` are the horizontal lines, each with what it stands for."""

    days: list[Day]
    lines: list[Line]
    marks: list[tuple[str, str]]
    # The ground below the only line, where it is a share; otherwise empty.
    area: str = ""

    left, right, bottom, label_x = LEFT, RIGHT, BOTTOM, RIGHT + 7

    @property
    def is_share(self) -> bool:
        return bool(self.area)


def draw_movement(days: Sequence[Day]) -> Movement | None:
    """None where nothing has moved since the first day."""
    enough = [day for day in days if day.share is not None]
    if len(enough) > 1:
        return _draw_share(thin(enough))
    return _draw_counts(thin(days)) if len(days) > 1 else None


def thin(days: Sequence[T]) -> list[T]:
    """As many as can be told apart, evenly chosen, with the first and the last."""
    if len(days) <= MOST:
        return list(days)
    last = len(days) - 1
    return [days[round(step * last / (MOST - 1))] for step in range(MOST)]


def _draw_share(days: list[Day]) -> Movement:
    heights = [day.share or 0.0 for day in days]
    points = _points(days, heights, 1)
    path = _straight(points)
    ground = f"{path}V{BOTTOM}H{short(points[0][0])}Z"
    # As it is rounded everywhere else.
    share, *_others = percentages(days[-1].counts)
    label = _("%(share)s %% agree") % {"share": share}
    percents = [(_height(part / 100, 1), f"{part} %") for part in (0, 50, 100)]
    return Movement(
        days, [Line("agree", label, path, short(points[-1][1]))], _written(percents), ground
    )


def _draw_counts(days: list[Day]) -> Movement:
    most = max(max(day.counts) for day in days)
    ends, paths = {}, {}
    for stance, numbers in zip(
        Stance, zip(*(day.counts for day in days), strict=True), strict=True
    ):
        points = _points(days, numbers, most)
        ends[stance], paths[stance] = points[-1][1], _steps(points)
    heights = apart(ends, LINE_HEIGHT, TOP, BOTTOM)
    lines = [
        Line(
            stance.value,
            f"{stance.label} {getattr(days[-1], stance)}",
            path,
            short(heights[stance]),
        )
        for stance, path in paths.items()
    ]
    return Movement(
        days, lines, _written([(_height(0, most), "0"), (_height(most, most), str(most))])
    )


def _written(marks: Iterable[tuple[float, str]]) -> list[tuple[str, str]]:
    return [(short(height), text) for height, text in marks]


def _points(days: Sequence[Day], values: Iterable[float], most: float) -> list[tuple[float, float]]:
    first, span = days[0].day, (days[-1].day - days[0].day).days
    return [
        (LEFT + (RIGHT - LEFT) * _since(first, day.day) / span, _height(value, most))
        for day, value in zip(days, values, strict=True)
    ]


def _since(first: date, day: date) -> int:
    return (day - first).days


def _height(value: float, most: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / most


def _straight(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """A count stays what it is until the day on which it changes."""
    (x, y), *_others = points
    steps = "".join(f"H{short(x)}V{short(y)}" for _before, (x, y) in pairwise(points))
    return f"M{short(x)} {short(y)}{steps}"
