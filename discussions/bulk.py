"""Many votes and marks at once, for loads that would take minutes one by one. Rows and counters
move in one transaction, as with the verbs of the models, which are for everything else."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from discussions.models import Comment, Interpretation, Useful, Vote
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
def add_votes(votes: list[Vote]) -> None:
    """IntegrityError where a member has voted on the interpretation before."""
    Vote.objects.bulk_create(votes, BATCH)
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
    bump(ALL)


@transaction.atomic
def add_first_marks(marks: list[Useful]) -> None:
    """Useful marks on comments that have none yet."""
    Useful.objects.bulk_create(marks, BATCH)
    counted = Counter(mark.comment_id for mark in marks)
    for comment, number in counted.items():
        Comment.objects.filter(pk=comment).update(useful_count=number, rank=rank_of(number))
    bump(ALL)
