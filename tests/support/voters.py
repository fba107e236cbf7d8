"""Members with whole ballots, as rows: what ``Interpretation.vote`` would leave, for many."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from discussions.bulk import count_votes
from discussions.models import Interpretation, Member, Question, Stance, Vote, VoteChange

LONG_AGO = timedelta(days=60)


def make_readings(question: Question, number: int) -> list[Interpretation]:
    """Further open readings of the question."""
    return Interpretation.objects.bulk_create(
        Interpretation(question=question, statement=f"Reading {at}", order=100 + at)
        for at in range(number)
    )


def make_voters(names: Sequence[str], joined: datetime | None = None) -> list[Member]:
    """Members who joined then, or long ago."""
    joined = joined or timezone.now() - LONG_AGO
    return Member.objects.bulk_create(Member(username=name, joined=joined) for name in names)


def cast(
    member: Member, stances: Mapping[Interpretation, str], at: datetime | None = None,
    apart: timedelta = timedelta(minutes=1), origin: str = "",
) -> None:  # fmt: skip
    """Votes and the ballots that they came from, one after the other."""
    at = at or timezone.now() - timedelta(days=1)
    moments = [at + number * apart for number in range(len(stances))]
    rows = list(zip(stances.items(), moments, strict=True))
    votes = Vote.objects.bulk_create(
        Vote(member=member, interpretation=reading, stance=stance, at=when)
        for (reading, stance), when in rows
    )
    count_votes(votes)
    VoteChange.objects.bulk_create(
        VoteChange(member=member, interpretation=reading, stance=stance, at=when, origin=origin)
        for (reading, stance), when in rows
    )


def some_ballot(readings: Sequence[Interpretation], seed: int) -> dict[Interpretation, str]:
    """A stance on each, another ballot for each seed; odd and even ones lean to two sides."""
    chance = Random(seed)
    weights = (6, 2, 1) if seed % 2 else (2, 6, 1)
    said = chance.choices([Stance.AGREE, Stance.DISAGREE, Stance.UNSURE], weights, k=len(readings))
    return dict(zip(readings, said, strict=True))
