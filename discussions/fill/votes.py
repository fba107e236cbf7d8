from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain, product
from typing import NamedTuple

from django.db import transaction

from discussions.bulk import count_votes
from discussions.fill import MOMENT, stream
from discussions.fill.leanings import Leanings
from discussions.fill.storage import Table
from discussions.models import Interpretation, Member, Moment, Question, Vote, VoteChange

# Of a hundred voters on a leading question so many read the explanation on the way, so many of
# these say where they stand only after it, and so many of their votes may change with it.
READING, SKIPPING, WAVERING = 40, 18, 30
# From what they say before it to what they say after it.
READ_FOR = timedelta(minutes=12)


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


class Ballot(NamedTuple):
    """What was handed in, by the names of its columns."""

    interpretation_id: int
    member_id: int
    previous: str
    stance: str
    moment: str
    at: datetime


@transaction.atomic
def cast_votes(question: Question, members: list[Member], size: int, seed: int) -> None:
    """So many votes on the question's readings by members who haven't voted on them, with the
    ballots that led to them."""
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
    made_up = _MadeUp(question, readings, members, seed)
    histories = list(made_up.histories(left, size))
    Table(Vote, Row._fields).add(votes := [_vote(ballots) for ballots in histories])
    handed_in = sorted(chain.from_iterable(histories), key=lambda ballot: ballot.at)
    Table(VoteChange, Ballot._fields).add(handed_in)
    count_votes(votes)


class _MadeUp:
    """How made-up members vote."""

    def __init__(
        self, question: Question, readings: list[int], members: list[Member], seed: int
    ) -> None:
        self.chance = stream(seed, "votes")
        self.leanings = Leanings(question.slug, readings, members, seed)
        self.moments = _moments_of(members, seed) if question.leading else {}

    def histories(self, left: list[tuple[int, int]], size: int) -> Iterator[list[Ballot]]:
        for number, (reading, member) in enumerate(self.chance.sample(left, size)):
            at = MOMENT - timedelta(minutes=size - number)
            yield list(self._history(reading, member, at))

    def _history(self, reading: int, member: int, at: datetime) -> Iterator[Ballot]:
        """The ballots that lead to a vote, the last of them then."""
        *earlier, moment = self.moments.get(member, ("",))
        previous, stance = "", self.leanings.draw(self.chance, reading, member)
        for said in earlier:
            yield Ballot(reading, member, "", stance, said, at - READ_FOR)
            previous = stance
            if self.chance.random() * 100 < WAVERING:
                stance = self.leanings.draw(self.chance, reading, member)
        yield Ballot(reading, member, previous, stance, moment, at)


def _moments_of(members: Iterable[Member], seed: int) -> dict[int, tuple[Moment, ...]]:
    """In which moments those vote who read the explanation."""
    chance = stream(seed, "moments")
    moments: dict[int, tuple[Moment, ...]] = {}
    for member in members:
        reads, skips = chance.random() * 100 < READING, chance.random() * 100 < SKIPPING
        if reads:
            moments[member.pk] = (Moment.AFTER,) if skips else (Moment.BEFORE, Moment.AFTER)
    return moments


def _vote(ballots: list[Ballot]) -> Row:
    """What stands in the end, since the ballot that made it so."""
    *_earlier, last = ballots
    since = next(ballot.at for ballot in ballots if ballot.stance == last.stance)
    return Row(last.interpretation_id, last.member_id, last.stance, since)
