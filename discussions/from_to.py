"""What the results page says of those who said where they stand before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from discussions.ballots import ENOUGH
from discussions.flow_picture import Flow, draw_flow
from discussions.models import Interpretation, Stance
from discussions.pairs import Pairs, PairsOfQuestion


@dataclass(frozen=True)
class Row:
    """Those who stood at one stance before, by where they stand after."""

    before: Stance
    cells: list[tuple[Stance, int]]

    @property
    def total(self) -> int:
        return sum(number for _after, number in self.cells)


@dataclass(frozen=True)
class FromTo:
    interpretation: Interpretation
    pairs: Pairs

    @property
    def rows(self) -> list[Row]:
        number = self.pairs.number
        return [Row(one, [(other, number(one, other)) for other in Stance]) for one in Stance]

    @property
    def flow(self) -> Flow | None:
        """None under twenty pairs: bands would say more than is known."""
        return draw_flow(self.pairs) if self.pairs.total >= ENOUGH else None


def tell_from_to(readings: Iterable[Interpretation], pairs: PairsOfQuestion) -> list[FromTo]:
    """Of the readings that anybody has a pair on."""
    found = [FromTo(reading, pairs.readings.get(reading.pk, Pairs())) for reading in readings]
    return [each for each in found if each.pairs.total]
