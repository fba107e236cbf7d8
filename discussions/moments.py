"""Before and after reading: the ballots of an explanation's leading question that stand on its own
page, once above the text and once below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from discussions.ballots import Ballot, shuffled_for, with_counts
from discussions.models import Member, Moment, Stance, VoteChange


@dataclass(frozen=True)
class MomentBallot(Ballot):
    """One of the two ballots for a reading. ``mine`` is what the member handed in at that moment,
    whatever they said elsewhere; ``came_from`` where they stood before reading, for the ballot that
    stands after it."""

    moment: str = ""
    came_from: str = ""

    @property
    def shown(self) -> Hashable:
        return (super().shown, self.moment, self.came_from)

    @property
    def url(self) -> str:
        return reverse("discussions:vote", args=[self.interpretation.pk, self.moment])

    @property
    def anchor(self) -> str:
        return f"{self.moment}-{self.interpretation.pk}"

    @property
    def case(self) -> str:
        """Nothing: before reading it would argue ahead of the text, and after it the text has."""
        return ""

    @property
    def shown_results(self) -> bool:
        """Not before reading: what others think would sway what is said after it."""
        return bool(self.mine) and self.moment == Moment.AFTER

    @property
    def moved(self) -> tuple[str, str] | None:
        """From where to where the explanation moved the reader, as a sentence goes on with it;
        None where it did not."""
        if not (self.came_from and self.mine) or self.came_from == self.mine:
            return None
        before, after = Stance(self.came_from).label, Stance(self.mine).label
        return str(before).lower(), str(after).lower()


def at_moment(moment: Moment, ballots: Iterable[Ballot]) -> list[MomentBallot]:
    """The same readings, unfilled."""
    return [MomentBallot(ballot.interpretation, moment=moment) for ballot in ballots]


def with_moments(
    ballots: list[Ballot], member: Member
) -> tuple[list[MomentBallot], list[MomentBallot]]:
    """Those before and those after reading, in the member's own order, as they handed them in.
    Where a ballot shows numbers, they are those of this moment. One statement."""
    readings = {ballot.interpretation.pk: ballot.interpretation for ballot in ballots}
    said, counts = _handed_in(member, readings)
    before, after = [], []
    for key, reading in readings.items():
        own = _Own.of(said[key])
        is_own = reading.proposed_by_id == member.pk
        early = MomentBallot(reading, mine=own.before, moment=Moment.BEFORE, is_own=is_own)
        before.append(early)
        counted = with_counts(reading, counts[key]) if own.after else reading
        late = MomentBallot(counted, mine=own.after, moment=Moment.AFTER, is_own=is_own)
        after.append(replace(late, came_from=own.came_from))
    return shuffled_for(before, member), shuffled_for(after, member)


def _handed_in(
    member: Member, readings: Iterable[int]
) -> tuple[dict[int, list[tuple[str, str]]], dict[int, list[int]]]:
    """What the member handed in on each, the oldest first, and what all say of it now."""
    rows = VoteChange.objects.filter(member=member, interpretation__in=list(readings))
    numbers = [f"interpretation__{stance}" for stance in Stance]
    said: dict[int, list[tuple[str, str]]] = defaultdict(list)
    counts: dict[int, list[int]] = {}
    columns = ("pk", "interpretation", "moment", "stance", *numbers)
    # Sorted here: they are few, and the index has them by reading.
    for _pk, key, moment, stance, *now in sorted(rows.exclude(moment="").values_list(*columns)):
        said[key].append((moment, stance))
        counts[key] = now
    return said, counts


@dataclass(frozen=True)
class _Own:
    """What one member said of one reading. ``came_from`` is the last that was said before reading
    and ahead of the first that was said after it: what comes later has read the text."""

    before: str = ""
    after: str = ""
    came_from: str = ""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> _Own:
        before = after = came_from = ""
        has_read = False
        for moment, stance in rows:
            if moment == Moment.AFTER:
                after, has_read = stance, True
            else:
                before = stance
                came_from = came_from if has_read else stance
        return cls(before, after, came_from)
