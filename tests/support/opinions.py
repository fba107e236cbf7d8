"""Maps of made-up readers."""

from math import cos, pi
from random import Random

from discussions.models import Interpretation, OpinionMap, Question
from discussions.opinions.make import make_map
from discussions.opinions.votes import Votes
from explainer.models import Explanation
from tests.support.content import make_question

WORDS = "He puts the lamp out himself, for there is nobody left at sea to be counted home by it"


def make_readings(
    explanation: Explanation, number: int, words: str = "", questions: int = 1
) -> list[Interpretation]:
    """So many more readings, spread over questions of their own."""
    asked = [
        make_question(explanation, f"more-{each}", f"More, {each}?", readings=0)
        for each in range(questions)
    ]
    return [
        Interpretation.objects.create(
            question=asked[each % questions], statement=f"{words or 'Reading'} {each}", order=each
        )
        for each in range(number)
    ]


def readings_of(explanation: Explanation) -> list[Interpretation]:
    questions = Question.objects.filter(explanation=explanation)
    return list(Interpretation.objects.filter(question__in=questions).order_by("pk"))


def accepts(at: int, readings: int, camp: int, camps: int) -> bool:
    """Whether a camp is for the reading at that place: the first ones all are for. The camps stand
    around a circle, and each of the other readings is for one half of it."""
    return at < readings // 6 or cos(2 * pi * (camp / camps - 0.618 * at)) > 0


def ballots(
    readings: list[Interpretation], camps: int, each: int, noise: float = 0.1, seed: int = 1
) -> Votes:
    """Votes of so many camps; that part of them at random, and that part missing."""
    random, rows = Random(seed), []
    for voter in range(camps * each):
        for at, reading in enumerate(readings):
            side = 1 if accepts(at, len(readings), voter % camps, camps) else -1
            said = random.choice((1, -1, 0)) if random.random() < noise else side
            if random.random() >= noise:
                rows.append((voter, reading.pk, said))
    voters, items, stances = zip(*rows, strict=True)
    return Votes.of(voters, items, stances)


def store_map(
    explanation: Explanation, camps: int = 3, each: int = 40, noise: float = 0.1
) -> OpinionMap:
    """A map of all readings that there are."""
    votes = ballots(readings_of(explanation), camps, each, noise)
    result = make_map(votes).as_json()
    return OpinionMap.objects.create(explanation=explanation, votes=len(votes), result=result)
