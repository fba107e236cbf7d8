"""The map as a picture: a mark for readers who vote alike, a shape around each camp."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from typing import Any

from discussions.opinions.place import Place
from hersite.svg import Frame, Point, polygon, short

WIDTH, HEIGHTS, MARGIN = 400, (220, 400), 46
# Half the width of the largest and of the smallest mark, and what a shape keeps from its marks.
LARGEST, SMALLEST, ROOM = 9.5, 2.6, 15.0
# No mark is drawn for fewer readers.
LEAST = 3
CORNERS = 12


@dataclass(frozen=True)
class DrawnCamp:
    """One camp: the shape around it and its marks as paths, and where its letter stands."""

    name: str
    shape: str
    marks: str
    x: str
    y: str

    @property
    def key(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Picture:
    camps: list[DrawnCamp]
    frame: Frame

    @property
    def width(self) -> str:
        return short(self.frame.width)

    @property
    def height(self) -> str:
        return short(self.frame.height)

    def own(self, place: Place) -> dict[str, str]:
        """Where a reader's own mark stands, and the baseline of the word beneath it."""
        x, y = self.frame.inside(place.x, place.y)
        return {"x": short(x), "y": short(y), "under": short(y + 27)}


def draw(result: Mapping[str, Any]) -> Picture:
    marks = [cluster for cluster in result["clusters"] if cluster["size"] >= LEAST]
    known = [(c["x"], c["y"]) for c in marks] + [tuple(g["centre"]) for g in result["groups"]]
    frame = Frame.around(known, WIDTH, MARGIN, HEIGHTS)
    largest = max((cluster["size"] for cluster in marks), default=1)
    middle = (frame.width / 2, frame.height / 2)
    camps = []
    for group in result["groups"]:
        own = [cluster for cluster in marks if cluster["group"] == group["group"]]
        shape = _around([frame.place(*corner) for corner in group["hull"]])
        letter = _letter(shape or [frame.place(*group["centre"])], middle)
        drawn = "".join(
            mark(group["name"], *frame.place(c["x"], c["y"]), _radius(c["size"] / largest))
            for c in own
        )
        x, y = map(short, letter)
        camps.append(DrawnCamp(group["name"], polygon(shape) if shape else "", drawn, x, y))
    return Picture(camps, frame)


def _radius(part: float) -> float:
    """Of a mark with so large a part of the readers of the largest: twice as many take twice the
    room."""
    return max(LARGEST * sqrt(part), SMALLEST)


def mark(name: str, x: float, y: float, r: float) -> str:
    """A path around that point: each camp's marks have a form of their own."""
    return _FORMS[name](x, y, r)


def _circle(x: float, y: float, r: float) -> str:
    # An arc needs two ends: they are too near to be seen.
    return f"M{short(x)} {short(y - r)}a{short(r)} {short(r)} 0 1 0 .1 0z"


def _square(x: float, y: float, r: float) -> str:
    side = short(1.8 * r)
    return f"M{short(x - 0.9 * r)} {short(y - 0.9 * r)}h{side}v{side}h-{side}z"


def _triangle(x: float, y: float, r: float) -> str:
    half, high = short(1.2 * r), short(2.1 * r)
    return f"M{short(x)} {short(y - 1.2 * r)}l{half} {high}h-{short(2.4 * r)}z"


def _diamond(x: float, y: float, r: float) -> str:
    half = short(1.25 * r)
    return f"M{short(x)} {short(y - 1.25 * r)}l{half} {half}l-{half} {half}l-{half}-{half}z"


def _cross(x: float, y: float, r: float) -> str:
    thick, arm = short(0.8 * r), short(0.75 * r)
    start = f"M{short(x - 0.4 * r)} {short(y - 1.15 * r)}"
    right = f"h{thick}v{arm}h{arm}v{thick}h-{arm}v{arm}"
    return f"{start}{right}h-{thick}v-{arm}h-{arm}v-{thick}h{arm}z"


_FORMS = dict(zip("ABCDE", (_circle, _square, _triangle, _diamond, _cross), strict=True))


def _letter(shape: Sequence[Point], middle: Point) -> Point:
    """Outside the shape, on the side that faces away from the middle of the picture."""
    x, y = (sum(axis) / len(shape) for axis in zip(*shape, strict=True))
    away = (x - middle[0], y - middle[1])
    length = hypot(*away)
    dx, dy = (away[0] / length, away[1] / length) if length > 1 else (0.0, -1.0)
    reach = max((px - x) * dx + (py - y) * dy for px, py in shape)
    # The letter hangs from its baseline: a third of its height below the middle.
    return x + dx * (reach + 14), y + dy * (reach + 14) + 8


def _around(corners: Sequence[Point]) -> list[Point]:
    """A shape with round corners that keeps its distance from these; also from one, or two."""
    return _hull(sorted(set(_circled(corners)))) if corners else []


def _circled(corners: Sequence[Point]) -> Iterator[Point]:
    for x, y in corners:
        for corner in range(CORNERS):
            angle = 2 * pi * corner / CORNERS
            yield x + ROOM * cos(angle), y + ROOM * sin(angle)


def _hull(points: list[Point]) -> list[Point]:
    """The smallest convex shape around sorted points (Andrew, 1979)."""
    return _half(points) + _half(points[::-1])


def _half(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for x, y in points:
        while len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2:]
            if (bx - ax) * (y - ay) > (by - ay) * (x - ax):
                break
            kept.pop()
        kept.append((x, y))
    return kept[:-1]
