"""What the page says of its figures: shares in words and as bars, and the three lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from discussions.ballots import ENOUGH
from discussions.downloads import LEAST
from discussions.models import Interpretation
from discussions.opinions.groups import Count
from hersite.pages.opinions.load import Opinions
from hersite.pages.opinions.picture import mark
from hersite.svg import short

# So many entries of a list are shown; the table has the rest.
LISTED, MARKED = 6, 3
# A bar is 100 units long, and its line of the picture so many high.
LINE = 12


class Share(Count):
    """The votes of some readers on a reading, as the page tells them."""

    def words(self, stance: str = "agree") -> str:
        """How many take that side: a percentage where there are enough votes for one."""
        number = getattr(self, stance)
        if self.n >= ENOUGH:
            return _("%(share)s %%") % {"share": round(100 * number / self.n)}
        return _("%(number)s of %(all)s") % {"number": few(number), "all": few(self.n)}

    @property
    def cells(self) -> str:
        """The three counts of a table, what is too few left out."""
        counts = (self.agree, self.disagree, self.unsure)
        return "/".join(str(number) if number >= LEAST else "–" for number in counts)


def few(number: int) -> str:
    """A count of a camp as it may be told."""
    return str(number) if number >= LEAST else f"<{LEAST}"


@dataclass(frozen=True)
class Bars:
    """Paths of a small picture with a line for each share: who agrees from the left, who disagrees
    from the right. Where a percentage would say too much, a dash is a vote."""

    agree: str
    disagree: str
    agree_few: str
    disagree_few: str
    height: int

    @classmethod
    def of(cls, shares: Sequence[Share], least: int = LEAST) -> Bars:
        def draw(stance: str, *, enough: bool) -> str:
            return _stripes(shares, stance, enough, least)

        return cls(
            draw("agree", enough=True),
            draw("disagree", enough=True),
            draw("agree", enough=False),
            draw("disagree", enough=False),
            LINE * len(shares),
        )


def _stripes(shares: Sequence[Share], stance: str, enough: bool, least: int) -> str:
    drawn = []
    for line, share in enumerate(shares):
        number = getattr(share, stance)
        if (share.n >= ENOUGH) is enough and number >= least:
            length = 100 * number / (share.n if enough else ENOUGH)
            start, sign = ("0", "") if stance == "agree" else ("100", "-")
            drawn.append(f"M{start} {short(LINE * (line + 0.5))}h{sign}{short(length)}")
    return "".join(drawn)


@dataclass(frozen=True)
class Line:
    """A reading and what the camps say to it, in the order of their letters."""

    reading: Interpretation
    shares: list[tuple[str, Share]]
    consensus: float | None = None

    @property
    def url(self) -> str:
        """Its ballot."""
        return f"{self.reading.question.get_absolute_url()}#reading-{self.reading.pk}"

    @property
    def bars(self) -> Bars:
        return Bars.of([share for _name, share in self.shares])

    @property
    def words(self) -> list[tuple[str, str]]:
        return [(name, share.words()) for name, share in self.shares]


@dataclass(frozen=True)
class Mark:
    """A reading that is typical of a camp, and the side that the camp takes."""

    line: Line
    name: str
    direction: str

    @property
    def own(self) -> str:
        return self._sides[0].words(self.direction)

    @property
    def others(self) -> str:
        return self._sides[1].words(self.direction)

    @property
    def bars(self) -> Bars:
        return Bars.of(self._sides)

    @property
    def _sides(self) -> list[Share]:
        own = dict(self.line.shares)[self.name]
        rest = (share for name, share in self.line.shares if name != self.name)
        return [own, sum(rest, Share())]


@dataclass(frozen=True)
class Camp:
    """Readers who vote alike; ``marks`` are the most telling first."""

    name: str
    size: int
    marks: list[Mark]

    @property
    def key(self) -> str:
        """What tells its looks: letters stay with a camp from map to map."""
        return self.name.lower()

    @property
    def sign(self) -> str:
        """A mark of it, in a square of 20."""
        return mark(self.name, 10, 10, 7)


@dataclass(frozen=True)
class Lists:
    """All that a map says in words and numbers."""

    camps: list[Camp]
    lines: list[Line]
    unites: list[Line]
    divides: list[Line]

    @property
    def has_marks(self) -> bool:
        return any(camp.marks for camp in self.camps)


def lists_of(opinions: Opinions) -> Lists:
    result = opinions.result
    names = {group["group"]: group["name"] for group in result["groups"]}
    lines = {r.pk: Line(r, _shares(item, names), item["consensus"]) for r, item in opinions.items}
    marks = {entry["group"]: entry["items"] for entry in result["marks"]}
    camps = [
        Camp(group["name"], group["size"], _marks(marks.get(number, ()), lines, group["name"]))
        for number, group in ((group["group"], group) for group in result["groups"])
    ]
    return Lists(
        camps,
        list(lines.values()),
        _known(result["unites"], lines)[:LISTED],
        _known(result["divides"], lines)[:LISTED],
    )


def _shares(item: Mapping[str, Any], names: Mapping[int, str]) -> list[tuple[str, Share]]:
    return [
        (names[line["group"]], Share(line["agree"], line["disagree"], line["unsure"]))
        for line in item["groups"]
    ]


def _known(ids: Iterable[int], lines: Mapping[int, Line]) -> list[Line]:
    """Those that are still open: a reading may have been merged since the map was made."""
    return [lines[key] for key in ids if key in lines]


def _marks(
    entries: Iterable[Mapping[str, Any]], lines: Mapping[int, Line], name: str
) -> list[Mark]:
    known = [entry for entry in entries if entry["id"] in lines]
    return [Mark(lines[entry["id"]], name, entry["direction"]) for entry in known[:MARKED]]
