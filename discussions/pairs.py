"""Who stood where before the explanation and after it: what the ballots with a moment say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from django.db.models import Exists, OuterRef

from discussions.counted import who_count
from discussions.models import Moment, Question, VoteChange

# From where to where.
Step = tuple[str, str]


@dataclass(frozen=True)
class Pairs:
    """Of one reading. ``table`` says how many went from where to where; ``skipped`` how many said
    where they stand after the explanation only."""

    table: dict[Step, int] = field(default_factory=dict)
    skipped: int = 0

    @property
    def total(self) -> int:
        return sum(self.table.values())

    @property
    def moved(self) -> int:
        return sum(number for (before, after), number in self.table.items() if before != after)

    def number(self, before: str, after: str) -> int:
        return self.table.get((before, after), 0)


@dataclass(frozen=True)
class PairsOfQuestion:
    """By the readings' keys. ``readers`` have a pair on at least one of them, and ``moved`` of
    these went over to another stance on at least one."""

    readings: dict[int, Pairs]
    readers: int = 0
    moved: int = 0


def load_pairs(question: Question) -> PairsOfQuestion:
    """Of the open readings, by those who count (see ``discussions.counted``). One statement; for
    100,000 ballots it takes a third of a second, most of it to fetch them.

    Pages ask ``discussions.held.pairs_as_known``.
    """
    # Asked for each ballot: of all members of the site few have handed one in here.
    counts = Exists(who_count().filter(pk=OuterRef("member")))
    ballots = VoteChange.objects.exclude(moment="").filter(
        counts, interpretation__in=question.interpretations.open()
    )
    rows = ballots.order_by("interpretation", "member", "id").values_list(
        "interpretation", "member", "moment", "stance"
    )
    tables: dict[int, Counter[Step]] = defaultdict(Counter)
    skipped: Counter[int] = Counter()
    readers: set[int] = set()
    moved: set[int] = set()
    for (reading, member), own in groupby(rows.iterator(), itemgetter(0, 1)):
        before, after = _first_and_last(own)
        if before and after:
            tables[reading][before, after] += 1
            readers.add(member)
            if before != after:
                moved.add(member)
        elif after:
            skipped[reading] += 1
    readings = {key: Pairs(dict(tables[key]), skipped[key]) for key in {*tables, *skipped}}
    return PairsOfQuestion(readings, len(readers), len(moved))


def _first_and_last(ballots: Iterable[tuple[int, int, str, str]]) -> Step:
    """What one member said of one reading: the last word before the explanation, ahead of the
    first one after it, and the last one after it. Empty for what was never said or taken back."""
    before = after = ""
    read = False
    for _reading, _member, moment, stance in ballots:
        if moment == Moment.AFTER:
            read, after = True, stance
        elif not read:
            before = stance
    return before, after
