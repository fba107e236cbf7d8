from datetime import timedelta
from itertools import product

from django.db import transaction

from discussions.bulk import add_votes
from discussions.fill import MOMENT, stream
from discussions.models import Interpretation, Member, Question, Stance, Vote


class TooManyVotes(ValueError):
    """Everybody has one vote on each reading; ``left`` says how many are not cast yet."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


@transaction.atomic
def cast_votes(question: Question, members: list[Member], size: int, seed: int) -> None:
    """So many votes on the question's readings by members who haven't voted on them."""
    readings = question.interpretations.filter(state=Interpretation.State.OPEN)
    cast = set(
        Vote.objects.filter(interpretation__in=readings).values_list("interpretation", "member")
    )
    left = [pair for pair in product(readings, members) if (pair[0].pk, pair[1].pk) not in cast]
    if size > len(left):
        raise TooManyVotes(len(left))
    chance = stream(seed, "votes")
    # Readers lean one way on one reading and another way on the next.
    leanings = {reading.pk: [chance.uniform(1, 6) for _stance in Stance] for reading in readings}
    votes = []
    for number, (reading, member) in enumerate(chance.sample(left, size)):
        stance = chance.choices(list(Stance), leanings[reading.pk])[0]
        at = MOMENT - timedelta(minutes=size - number)
        votes.append(Vote(interpretation=reading, member=member, stance=stance, at=at))
    add_votes(votes)
