"""What stands in place of a map as long as there are too few votes for one: how each reading
stands, and which readings are accepted together."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from discussions.ballots import ENOUGH, Tally
from discussions.downloads import LEAST
from discussions.models import Interpretation, Stance
from hersite.pages.opinions.figures import Bars, Line, Share, few
from hersite.pages.opinions.load import Opinions


@dataclass(frozen=True)
class Counted(Line):
    """A reading with all its votes."""

    @property
    def tally(self) -> Tally:
        # A copy: the row's own counters are not those of the map.
        reading, share = copy(self.reading), self.shares[0][1]
        reading.agree, reading.disagree, reading.unsure = share.agree, share.disagree, share.unsure
        return Tally(reading)

    @property
    def bars(self) -> Bars:
        return Bars.of([self.shares[0][1]], least=1)


@dataclass(frozen=True)
class Row:
    """Those who accept a reading: how many of them accept each of the others."""

    number: int
    line: Counted
    cells: list[str]


def counted(opinions: Opinions) -> list[Counted]:
    return [Counted(reading, [("", _share(item))]) for reading, item in opinions.items]


def _share(item: Mapping[str, Any]) -> Share:
    return Share(*(item[stance] for stance in Stance))


def together(opinions: Opinions, lines: list[Counted]) -> list[Row]:
    """The agreement table, of the readings that are in it."""
    pairs = {(pair["of"], pair["also"]): pair for pair in opinions.result["agreement"]}
    among = [line for line in lines if any(line.reading.pk in pair for pair in pairs)]
    return [
        Row(number, line, [_cell(pairs, line.reading, other.reading) for other in among])
        for number, line in enumerate(among, start=1)
    ]


def _cell(pairs: Mapping[Any, Any], of: Interpretation, also: Interpretation) -> str:
    """Empty where it would say too much of too few, or nothing at all."""
    pair = pairs.get((of.pk, also.pk))
    if pair is None or pair["n"] < LEAST:
        return ""
    if pair["n"] < ENOUGH:
        return f"{few(pair['both'])}/{pair['n']}"
    return Share(agree=pair["both"], disagree=pair["n"] - pair["both"]).words()
