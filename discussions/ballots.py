"""A question's ballots as one viewer sees them, and its results."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from discussions.models import Interpretation, Member, Question, Stance, Vote
from discussions.scores import bayesian_average, wilson_interval

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
        exact = {stance.value: 100 * count / self.total for stance, count in self.counts}
        shares = {name: int(share) for name, share in exact.items()}
        by_remainder = sorted(exact, key=lambda name: shares[name] - exact[name])
        for name in by_remainder[: 100 - sum(shares.values())]:
            shares[name] += 1
        return shares

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
    nothing."""

    mine: str = ""

    @property
    def shown(self) -> Hashable:
        """All that the viewer sees of it."""
        reading = self.interpretation
        numbers = (self.agree, self.disagree, self.unsure) if self.mine else None
        return (reading.pk, reading.statement, reading.reasoning, self.mine, numbers)

    @property
    def url(self) -> str:
        return reverse("discussions:vote", args=[self.interpretation.pk])

    @property
    def shown_results(self) -> bool:
        """No result before one's own vote."""
        return bool(self.mine)


def load_ballots(question: Question) -> list[Ballot]:
    """The open interpretations in the order of the day: none profits from standing first."""
    if question.general:
        return []
    return _shuffled(map(Ballot, question.interpretations.open()), str(timezone.localdate()))


def with_votes(ballots: list[Ballot], member: Member) -> list[Ballot]:
    """The same in the member's own order, with their votes, and with the counts of this moment
    where they have voted: nobody else is shown any."""
    keys = [ballot.interpretation.pk for ballot in ballots]
    votes = Vote.objects.filter(member=member, interpretation__in=keys)
    counts = [f"interpretation__{stance}" for stance in Stance]
    found = {key: said for key, *said in votes.values_list("interpretation", "stance", *counts)}
    own = [_voted(b.interpretation, *found.get(b.interpretation.pk, ())) for b in ballots]
    return _shuffled(own, f"member {member.pk}")


def _voted(reading: Interpretation, mine: str = "", *counts: int) -> Ballot:
    if mine:
        # A copy: the row itself belongs to everybody's page.
        reading = copy(reading)
        reading.agree, reading.disagree, reading.unsure = counts
    return Ballot(reading, mine)


def _shuffled(ballots: Iterable[Ballot], seed: str) -> list[Ballot]:
    return sorted(ballots, key=lambda ballot: ballot.interpretation.shuffle_key(seed))


def ballot_order_ends(moment: datetime) -> datetime:
    """The midnight after ``moment``, at which guests' ballots are shuffled anew."""
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def rank(readings: Iterable[Interpretation]) -> list[Tally]:
    """Results, the best supported first."""
    return sorted(map(Tally, readings), key=lambda t: (-t.score, t.interpretation.pk))
