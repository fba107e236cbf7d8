"""A question's ballots as one viewer sees them, and its results."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from discussions.models import Interpretation, Member, Question, Stance, Vote
from discussions.scores import bayesian_average, percentages, wilson_interval
from hersite.prepared import prepared

# Under this many votes a percentage would say more than is known.
ENOUGH = 20


@dataclass(frozen=True)
class Tally:
    """The votes on an interpretation and what follows from them."""

    interpretation: Interpretation

    @property
    def agree(self) -> int:
        return self.interpretation.agree

    @property
    def disagree(self) -> int:
        return self.interpretation.disagree

    @property
    def unsure(self) -> int:
        return self.interpretation.unsure

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.unsure

    @property
    def decided(self) -> int:
        return self.agree + self.disagree

    @property
    def counts(self) -> list[tuple[Stance, int]]:
        return [(stance, getattr(self, stance)) for stance in Stance]

    @property
    def shares(self) -> dict[str, int] | None:
        """Percentages of all votes, rounded so that they add up to 100; None under twenty votes."""
        if self.total < ENOUGH:
            return None
        numbers = percentages([self.agree, self.disagree, self.unsure])
        return dict(zip(Stance.values, numbers, strict=True))

    @property
    def score(self) -> float:
        """What results are ranked by, 0 to 1."""
        return bayesian_average(self.agree, self.decided, settings.RESULTS_PRIOR)

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares of agreement, 0 to 1, the truth lies four times in five."""
        return wilson_interval(self.agree, self.decided)

    @property
    def percent_interval(self) -> tuple[int, int]:
        low, high = self.interval
        return round(100 * low), round(100 * high)


@dataclass(frozen=True)
class Ballot(Tally):
    """An interpretation with what the viewer said of it; ``mine`` is empty where they said
    nothing. ``asks``: it is to ask what changed their mind; ``is_own``: they proposed it, and have
    no vote on it."""

    mine: str = ""
    asks: bool = False
    is_own: bool = False

    @property
    def shown(self) -> Hashable:
        """All that the viewer sees of it."""
        reading = self.interpretation
        numbers = (self.agree, self.disagree, self.unsure) if self.mine else None
        words = (reading.statement, reading.reasoning, reading.quote, reading.section_key)
        scene = (reading.scene.title if reading.scene else "", reading.question.spoils)
        return (reading.pk, words, scene, self.mine, numbers, self.asks, self.is_own)

    @property
    def url(self) -> str:
        return reverse("discussions:vote", args=[self.interpretation.pk])

    @property
    def anchor(self) -> str:
        """Its place on a page."""
        return f"reading-{self.interpretation.pk}"

    @property
    def case(self) -> str:
        """What is said for it beside the buttons."""
        return self.interpretation.reasoning

    @property
    def shown_results(self) -> bool:
        """No result before one's own vote."""
        return bool(self.mine)


def load_ballots(question: Question) -> list[Ballot]:
    """The open interpretations in the order of the day: none profits from standing first."""
    if question.general:
        return []
    readings = question.interpretations.open().select_related("scene")
    return _shuffled(map(Ballot, readings), str(timezone.localdate()))


def with_votes(ballots: list[Ballot], member: Member) -> list[Ballot]:
    """The same in the member's own order, with their votes, and with the counts of this moment
    where they have voted: nobody else is shown any."""
    keys = [ballot.interpretation.pk for ballot in ballots]
    found = {key: said for key, *said in _votes(member.pk, keys)}
    own = [_voted(b.interpretation, member, *found.get(b.interpretation.pk, ())) for b in ballots]
    return shuffled_for(own, member)


@prepared
def _votes(member: int, readings: list[int]) -> QuerySet[Any]:
    votes = Vote.objects.filter(member=member, interpretation__in=readings)
    counts = [f"interpretation__{stance}" for stance in Stance]
    return votes.values_list("interpretation", "stance", *counts)


def _voted(reading: Interpretation, member: Member, mine: str = "", *counts: int) -> Ballot:
    is_own = reading.proposed_by_id == member.pk
    return Ballot(with_counts(reading, counts) if mine else reading, mine, is_own=is_own)


def with_counts(reading: Interpretation, counts: Iterable[int]) -> Interpretation:
    """A copy with these: the row itself belongs to everybody's page."""
    reading = copy(reading)
    reading.agree, reading.disagree, reading.unsure = counts
    return reading


AnyBallot = TypeVar("AnyBallot", bound=Ballot)


def shuffled_for(ballots: Iterable[AnyBallot], member: Member) -> list[AnyBallot]:
    """In the order in which this member always sees them."""
    return _shuffled(ballots, f"member {member.pk}")


def _shuffled(ballots: Iterable[AnyBallot], seed: str) -> list[AnyBallot]:
    return sorted(ballots, key=lambda ballot: ballot.interpretation.shuffle_key(seed))


def ballot_order_ends(moment: datetime) -> datetime:
    """The midnight after ``moment``, at which guests' ballots are shuffled anew."""
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def rank(readings: Iterable[Interpretation]) -> list[Tally]:
    """Results, the best supported first."""
    return sorted(map(Tally, readings), key=lambda t: (-t.score, t.interpretation.pk))
