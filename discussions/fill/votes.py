from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import NamedTuple

from django.db import transaction

from discussions.bulk import count_votes
from discussions.fill import MOMENT, stream
from discussions.fill.storage import Table
from discussions.models import Interpretation, Member, Question, Stance, Vote


class TooManyVotes(ValueError):
    """Everybody has one vote on each reading; ``left`` says how many are not cast yet."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class Row(NamedTuple):
    """A vote, by the names of its columns."""

    interpretation_id: int
    member_id: int
    stance: str
    at: datetime


@transaction.atomic
def cast_votes(question: Question, members: list[Member], size: int, seed: int) -> None:
    """So many votes on the question's readings by members who haven't voted on them."""
    if not size:
        return
    open_ones = question.interpretations.filter(state=Interpretation.State.OPEN)
    readings = list(open_ones.values_list("pk", flat=True))
    cast = set(
        Vote.objects.filter(interpretation__in=readings).values_list("interpretation", "member")
    )
    pairs = product(readings, [member.pk for member in members])
    left = [pair for pair in pairs if pair not in cast]
    if size > len(left):
        raise TooManyVotes(len(left))
    votes = list(_votes(readings, left, size, seed))
    Table(Vote, Row._fields).add(votes)
    count_votes(votes)


def _votes(readings: list[int], left: list[tuple[int, int]], size: int, seed: int) -> Iterator[Row]:
    chance = stream(seed, "votes")
    # Readers lean one way on one reading and another way on the next.
    leanings = {reading: [chance.uniform(1, 6) for _stance in Stance] for reading in readings}
    stances = Stance.values
    for number, (reading, member) in enumerate(chance.sample(left, size)):
        stance = chance.choices(stances, leanings[reading])[0]
        yield Row(reading, member, stance, MOMENT - timedelta(minutes=size - number))
