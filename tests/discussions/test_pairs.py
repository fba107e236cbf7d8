"""Who stood where before and after the explanation: what makes a pair, and whose count."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Comment, Interpretation, Member, VoteChange
from discussions.pairs import Pairs, PairsOfQuestion, load_pairs
from tests.support.cast import make_member
from tests.support.content import Content, post


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


def old(name: str) -> Member:
    """A member who counts."""
    member = make_member(name)
    Member.objects.filter(pk=member.pk).update(joined=timezone.now() - timedelta(days=2))
    return member


def say(reading: Interpretation, member: Member, ballots: Iterable[str]) -> None:
    """Each ballot is a stance and its moment; nothing for a stance takes the vote back."""
    for ballot in ballots:
        stance, _colon, moment = ballot.partition(":")
        if stance:
            reading.vote(member, stance, moment)
        else:
            reading.withdraw(member, moment)


def pairs(content: Content, ballots: str) -> Pairs:
    """What one member's ballots on the first reading amount to."""
    reading = content.readings[0]
    say(reading, old("one"), ballots.split())
    return load_pairs(content.question).readings.get(reading.pk, Pairs())


@pytest.mark.parametrize(
    ("ballots", "step"),
    [
        ("agree:before agree:after", ("agree", "agree")),
        ("agree:before disagree:after", ("agree", "disagree")),
        # The last word before it, and the last one after it.
        ("agree:before unsure:before agree:after disagree:after", ("unsure", "disagree")),
        # What is said before it once it was read comes too late.
        ("agree:before disagree:after unsure:before", ("agree", "disagree")),
        ("agree:before disagree:after unsure:before unsure:after", ("agree", "unsure")),
        # Votes on the question's own page are of no moment.
        ("unsure agree:before disagree disagree:after agree", ("agree", "disagree")),
        # Taken back on the question's page, the words said at the moments stand.
        ("agree:before disagree:after :", ("agree", "disagree")),
        ("agree:before :before unsure:before disagree:after", ("unsure", "disagree")),
    ],
)
def test_a_pair(content: Content, ballots: str, step: tuple[str, str]) -> None:
    assert pairs(content, ballots) == Pairs({step: 1}, skipped=0)


@pytest.mark.parametrize(
    ("ballots", "skipped"),
    [
        ("agree:before", 0),
        ("agree", 0),
        ("agree:before agree:after :after", 0),
        ("agree:after :after", 0),
        ("agree:after", 1),
        ("agree:after disagree:before", 1),
        ("agree:before :before disagree:after", 1),
    ],
)
def test_no_pair(content: Content, ballots: str, skipped: int) -> None:
    assert pairs(content, ballots) == Pairs({}, skipped)


def test_readers_are_counted_once_however_many_readings(content: Content) -> None:
    one, two, three = content.readings
    steady, mover, late = old("steady"), old("mover"), old("late")
    for each in (one, two):
        say(each, steady, ["agree:before", "agree:after"])
        say(each, mover, ["agree:before", "unsure:after"])
    say(three, mover, ["agree:before", "agree:after"])
    say(one, late, ["agree:after"])
    found = load_pairs(content.question)
    assert (found.readers, found.moved) == (2, 1)
    assert found.readings[one.pk] == Pairs({("agree", "agree"): 1, ("agree", "unsure"): 1}, 1)
    assert (found.readings[one.pk].total, found.readings[one.pk].moved) == (2, 1)
    assert found.readings[three.pk] == Pairs({("agree", "agree"): 1})


def test_only_those_who_count(content: Content, reading: Interpretation) -> None:
    young, wordy, gone = make_member("young"), make_member("wordy"), old("gone")
    for member in (young, wordy, gone):
        say(reading, member, ["agree:before", "disagree:after"])
    gone.suspended_until = timezone.now() + timedelta(days=1)
    gone.save()
    assert load_pairs(content.question) == PairsOfQuestion({})
    comment = post(content.question, wordy)
    assert load_pairs(content.question).readers == 1
    Comment.objects.filter(pk=comment.pk).update(state="hidden")
    assert load_pairs(content.question).readers == 0


def test_only_open_readings(content: Content, reading: Interpretation) -> None:
    say(reading, old("one"), ["agree:before", "agree:after"])
    reading.state = Interpretation.State.DECLINED
    reading.save()
    assert load_pairs(content.question) == PairsOfQuestion({})


def test_readings_merged(content: Content) -> None:
    """One history: before on the one, after on the other."""
    one, two, _three = content.readings
    member = old("one")
    say(one, member, ["agree:before"])
    say(two, member, ["disagree:after"])
    one.merge_into(two)
    assert load_pairs(content.question).readings == {two.pk: Pairs({("agree", "disagree"): 1})}
    steps = VoteChange.objects.order_by("pk").values_list("previous", "stance")
    assert list(steps) == [("", "agree"), ("agree", "disagree")]


def test_one_statement(content: Content, reading: Interpretation) -> None:
    for number in range(5):
        say(reading, old(f"m{number}"), ["agree:before", "agree:after"])
    with CaptureQueriesContext(connection) as captured:
        load_pairs(content.question)
    assert len(captured) == 1
