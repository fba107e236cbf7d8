"""From where to where readers went, as bands between two columns: the picture of a from-to table
(a Sankey diagram of one step). Coordinates are in units of a picture 360 wide."""

from __future__ import annotations

from dataclasses import dataclass

from discussions.models import Stance
from discussions.pairs import Pairs
from discussions.pictures import apart
from discussions.scores import percentages
from hersite.svg import short

# Between these the bands run; beside them stand the words.
LEFT, RIGHT = 86, 274
BLOCK = 7
HEIGHT, GAP = 190, 9
# Where a band is lower than this, its number would not fit into it.
LEGIBLE = 11
# A stance and its percentage take so much.
WORDS = 28


@dataclass(frozen=True)
class Side:
    """One stance in one of the columns: a block as high as its number."""

    stance: Stance
    number: int
    percent: int
    top: float
    height: float
    # Where its name stands; the percentage stands below.
    word: float

    @property
    def y(self) -> str:
        return short(self.top)

    @property
    def high(self) -> str:
        return short(self.height)

    @property
    def word_y(self) -> str:
        return short(self.word)


@dataclass(frozen=True)
class Band:
    before: str
    after: str
    number: int
    path: str
    # Where its number stands; empty where there is no room for it.
    y: str

    @property
    def stayed(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class Flow:
    before: list[Side]
    after: list[Side]
    bands: list[Band]

    left, right, block = LEFT, RIGHT, BLOCK
    number_x = LEFT + BLOCK + 5


def draw_flow(pairs: Pairs) -> Flow:
    """Of at least one pair."""
    before = {s: sum(pairs.number(s, other) for other in Stance) for s in Stance}
    after = {s: sum(pairs.number(other, s) for other in Stance) for s in Stance}
    starts, ends = _stack(before), _stack(after)
    # How much of each block's edge is taken by bands already.
    left = {side.stance: side.top for side in starts}
    right = {side.stance: side.top for side in ends}
    scale = _scale(pairs.total)
    bands = []
    for one in Stance:
        for other in Stance:
            number = pairs.number(one, other)
            if number:
                high = number * scale
                bands.append(_band(one, other, number, (left[one], right[other], high)))
                left[one] += high
                right[other] += high
    return Flow(starts, ends, bands)


def _scale(total: int) -> float:
    return (HEIGHT - GAP * (len(Stance) - 1)) / total


def _stack(numbers: dict[Stance, int]) -> list[Side]:
    total = sum(numbers.values())
    tops, top = {}, 0.0
    for stance, number in numbers.items():
        tops[stance] = top
        top += number * _scale(total) + GAP
    middles = {stance: tops[stance] + numbers[stance] * _scale(total) / 2 for stance in Stance}
    words = apart(middles, WORDS, WORDS / 2 - 2, HEIGHT - WORDS / 2 + 2)
    percents = percentages(list(numbers.values()))
    return [
        Side(
            stance,
            number,
            percent,
            tops[stance],
            number * _scale(total),
            words[stance],
        )
        for (stance, number), percent in zip(numbers.items(), percents, strict=True)
    ]


def _band(one: str, other: str, number: int, edges: tuple[float, float, float]) -> Band:
    left, right, high = edges
    start, end = LEFT + BLOCK, RIGHT
    bend = (start + end) / 2
    path = (
        f"M{start} {short(left)}C{short(bend)} {short(left)} {short(bend)} {short(right)} "
        f"{end} {short(right)}v{short(high)}C{short(bend)} {short(right + high)} {short(bend)} "
        f"{short(left + high)} {start} {short(left + high)}Z"
    )
    return Band(one, other, number, path, short(left + high / 2) if high >= LEGIBLE else "")
