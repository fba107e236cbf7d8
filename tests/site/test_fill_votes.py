"""Made-up votes: the ballots that led to them, before and after reading, and readers in camps."""

from itertools import combinations
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from discussions.fill import stream
from discussions.fill.leanings import CAMPS, Leanings
from discussions.models import Member, Vote, VoteChange
from discussions.pairs import load_pairs
from tests.support.consistent import movement_ends_at_the_counters, the_last_ballot_is_the_vote
from tests.support.content import Content


def fill(question: str, members: int, votes: int) -> None:
    call_command("fill", question=question, comments=0, members=members, votes=votes, verbosity=0)


def test_each_vote_is_the_last_of_the_ballots_that_led_to_it(content: Content) -> None:
    fill(content.question.slug, members=60, votes=180)
    the_last_ballot_is_the_vote()
    movement_ends_at_the_counters()
    since = {(row.member_id, row.interpretation_id): row.at for row in Vote.objects.all()}
    changing = VoteChange.objects.exclude(previous=F("stance")).order_by("pk")
    assert since == {(row.member_id, row.interpretation_id): row.at for row in changing}
    times = list(VoteChange.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times)


@pytest.mark.parametrize(("votes", "called"), [(19, 0), (20, 1)])
def test_enough_of_them_call_for_the_map(
    content: Content, django_capture_on_commit_callbacks: Any, votes: int, called: int
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        fill(content.question.slug, members=20, votes=votes)
    assert DBTaskResult.objects.count() == called


def test_a_third_of_the_voters_on_a_leading_question_say_it_twice(content: Content) -> None:
    fill(content.question.slug, members=200, votes=600)
    pairs = load_pairs(content.question)
    assert 50 < pairs.readers < 80
    assert 0 < pairs.moved < pairs.readers
    assert all(each.skipped for each in pairs.readings.values())
    fill(content.ending.slug, members=20, votes=20)
    moments = VoteChange.objects.filter(interpretation__question=content.ending)
    assert set(moments.values_list("moment", flat=True)) == {""}


def test_readers_stand_in_camps() -> None:
    """Who is of one mind on one question is so on the next."""
    members = [Member(pk=number) for number in range(300)]
    said = []
    for question in range(4):
        leanings = Leanings(f"q{question}", range(5), members, seed=1)
        chance = stream(1, "votes")
        said += [[leanings.draw(chance, reading, m.pk) for m in members] for reading in range(5)]
    ballots = list(zip(*said, strict=True))
    camps = stream(1, "camps").choices(range(CAMPS), k=len(members))
    alike: dict[bool, list[bool]] = {True: [], False: []}
    for (one, camp), (other, another) in combinations(zip(ballots, camps, strict=True), 2):
        alike[camp == another] += [a == b for a, b in zip(one, other, strict=True)]
    same, different = (sum(each) / len(each) for each in alike.values())
    assert same > 0.55 > 0.5 > different
