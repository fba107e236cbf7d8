"""Coordinates of the pictures that the server draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]


def short(value: float) -> str:
    """A coordinate to a tenth, in as few characters as can be."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def polygon(corners: Iterable[Point]) -> str:
    """The ``d`` of a closed path."""
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in corners) + "Z"


@dataclass(frozen=True)
class Frame:
    """Where points of a plane stand in a picture; up is up, and both directions have one scale, so
    that what is far apart in the plane is far apart in the picture."""

    width: float
    height: float
    margin: float
    scale: float
    left: float
    top: float

    @classmethod
    def around(
        cls, points: Iterable[Point], width: float, margin: float, heights: tuple[float, float]
    ) -> Frame:
        """All of them inside, with that margin; as high as they need, between two ``heights``."""
        xs, ys = zip(*points, strict=True)
        wide, high = max(xs) - min(xs) or 1e-9, max(ys) - min(ys) or 1e-9
        inside, most = width - 2 * margin, heights[1] - 2 * margin
        scale = min(inside / wide, most / high)
        height = max(high * scale + 2 * margin, heights[0])
        left = min(xs) - (width / scale - wide) / 2
        top = max(ys) + (height / scale - high) / 2
        return cls(width, height, margin, scale, left, top)

    def place(self, x: float, y: float) -> Point:
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def inside(self, x: float, y: float) -> Point:
        """The same for what may lie further out: it stands at the edge then."""
        px, py = self.place(x, y)
        return _between(px, self.width, self.margin), _between(py, self.height, self.margin)


def _between(value: float, size: float, margin: float) -> float:
    return min(max(value, margin), size - margin)
