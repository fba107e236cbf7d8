"""Many votes and marks at once, for loads that would take minutes one by one. Rows and counters
move in one transaction, as with the verbs of the models, which are for everything else."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from discussions.jobs import call_for_maps
from discussions.models import Comment, Interpretation, MapWatch, Useful, Vote, VoteChange
from discussions.models.useful import rank_of
from hersite.freshness import ALL, bump

BATCH = 5_000


class Cast(Protocol):
    """A vote, or what stands for one."""

    @property
    def interpretation_id(self) -> int: ...
    @property
    def stance(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@transaction.atomic
def add_votes(votes: list[Vote], ballots: list[VoteChange]) -> None:
    """And the ballots that led to them, in the order in which they were handed in. IntegrityError
    where a member has voted on the interpretation before."""
    Vote.objects.bulk_create(votes, BATCH)
    VoteChange.objects.bulk_create(ballots, BATCH)
    count_votes(votes)


def count_votes(votes: Sequence[Cast]) -> None:
    """Move the counters with new votes, in the transaction that stores them."""
    if not votes:
        return
    first = min(vote.at for vote in votes)
    counted = Counter((vote.interpretation_id, vote.stance) for vote in votes)
    for (interpretation, stance), number in sorted(counted.items()):
        Interpretation.objects.filter(pk=interpretation).update(
            **{stance: F(stance) + number}, frozen_at=Coalesce("frozen_at", first)
        )
    _watch_maps(Counter(vote.interpretation_id for vote in votes))
    bump(ALL)


def _watch_maps(votes: Counter[int]) -> None:
    """New votes call for new opinion maps, as single ones do."""
    explanations = Interpretation.objects.filter(pk__in=votes).values_list(
        "pk", "question__explanation"
    )
    new: Counter[int] = Counter()
    for reading, explanation in explanations:
        new[explanation] += votes[reading]
    for explanation, number in sorted(new.items()):
        MapWatch.objects.get_or_create(pk=explanation)
        MapWatch.objects.filter(pk=explanation).update(ballots=F("ballots") + number)
    if MapWatch.objects.filter(pk__in=new, ballots__gte=F("enough")).call():
        transaction.on_commit(call_for_maps, robust=True)


@transaction.atomic
def add_first_marks(marks: list[Useful]) -> None:
    """Useful marks on comments that have none yet."""
    Useful.objects.bulk_create(marks, BATCH)
    counted = Counter(mark.comment_id for mark in marks)
    for comment, number in counted.items():
        Comment.objects.filter(pk=comment).update(useful_count=number, rank=rank_of(number))
    bump(ALL)
