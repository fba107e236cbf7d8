from __future__ import annotations

from collections.abc import Iterable
from random import Random

from discussions.fill import stream
from discussions.models import Member, Stance

# Made-up readers see films in one of so many ways, the same on every question.
CAMPS = 3
# How often those of a camp agree, disagree and are unsure, in hundredths: for what they hold, and
# against it.
_FOR, _AGAINST = (80, 12, 8), (12, 76, 12)


class Leanings:
    """What made-up members tend to say of some readings. More members, or votes on another
    question, change nobody's camp."""

    def __init__(self, slug: str, readings: Iterable[int], members: list[Member], seed: int):
        drawn = stream(seed, "camps").choices(range(CAMPS), k=len(members))
        self._camps = {member.pk: camp for member, camp in zip(members, drawn, strict=True)}
        chance = stream(seed, f"leanings on {slug}")
        self._weights = {
            (reading, camp): chance.choice((_FOR, _AGAINST))
            for reading in readings
            for camp in range(CAMPS)
        }

    def draw(self, chance: Random, reading: int, member: int) -> str:
        weights = self._weights[reading, self._camps[member]]
        return chance.choices(Stance.values, weights)[0]
