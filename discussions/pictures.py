"""What the pictures of votes have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def apart(
    heights: Mapping[Key, float], distance: float, top: float, bottom: float
) -> dict[Key, float]:
    """Where words stand that belong to these heights: moved down where they would cover one
    another, and up again where the last would stand below the picture."""
    placed: dict[Key, float] = {}
    lowest = top - distance
    for key in sorted(heights, key=lambda key: heights[key]):
        placed[key] = lowest = max(heights[key], lowest + distance)
    for place, key in enumerate(reversed(placed)):
        placed[key] = min(placed[key], bottom - place * distance)
    return placed
