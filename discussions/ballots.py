"""A question's ballots as one viewer sees them, and its results."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from discussions.models import Interpretation, Member, Question, Stance, Vote
from discussions.scores import bayesian_average, wilson_interval

# Under this many votes a percentage would say more than is known.
ENOUGH = 20

Viewer = Member | AnonymousUser


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

    @property
    def stance_label(self) -> str:
        return str(Stance(self.mine).label) if self.mine else ""

    @property
    def dots(self) -> list[str] | None:
        """One stance for each vote, where they are few enough to be drawn one by one."""
        if self.total >= ENOUGH:
            return None
        return [stance.value for stance, count in self.counts for _vote in range(count)]


def load_ballots(question: Question, viewer: Viewer) -> list[Ballot]:
    """The open interpretations in the viewer's order: of their own for a member, of the day for
    guests. So no interpretation profits from standing first."""
    if question.general:
        return []
    readings = question.interpretations.open()
    seed = str(timezone.localdate())
    if viewer.is_authenticated:
        seed = f"member {viewer.pk}"
        votes = Vote.objects.filter(member=viewer, interpretation=OuterRef("pk"))
        readings = readings.annotate(stance=Subquery(votes.values("stance")))
    ballots = [Ballot(reading, getattr(reading, "stance", None) or "") for reading in readings]
    return sorted(ballots, key=lambda ballot: ballot.interpretation.shuffle_key(seed))


def ballot_order_ends(moment: datetime) -> datetime:
    """The midnight after ``moment``, at which guests' ballots are shuffled anew."""
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def rank(readings: Iterable[Interpretation]) -> list[Tally]:
    """Results, the best supported first."""
    return sorted(map(Tally, readings), key=lambda t: (-t.score, t.interpretation.pk))
