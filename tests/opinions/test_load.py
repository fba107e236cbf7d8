from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from discussions.models import Interpretation, Member, VoteRelease
from discussions.moderation.suspensions import suspend
from discussions.opinions import load
from discussions.opinions.load import load_counted
from tests.support.content import Content
from tests.support.voters import cast, make_readings, make_voters


@pytest.fixture
def readings(content: Content) -> list[Interpretation]:
    # None but these.
    Interpretation.objects.update(state="declined")
    return make_readings(content.question, 3)


def test_all_stances_in_their_places(
    content: Content, readings: list[Interpretation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "CHUNK", 2)
    one, other = make_voters(["one", "other"])
    cast(other, {readings[2]: "unsure", readings[0]: "disagree"})
    cast(one, {readings[0]: "agree", readings[2]: "agree"})
    VoteRelease.objects.create(member=other, by=one)
    counted = load_counted(content.explanation.pk)
    votes = counted.votes
    assert (votes.voters, votes.items) == ([one.pk, other.pk], [row.pk for row in readings])
    assert votes.voter.tolist() == [0, 0, 1, 1]
    assert votes.item.tolist() == [0, 2, 0, 2]
    assert votes.stance.tolist() == [1, 1, -1, 0]
    assert counted.released.tolist() == [False, True]
    joined = counted.joined[0] / 1_000_000
    assert joined == pytest.approx(one.joined.timestamp(), abs=1e-6)


def test_who_does_not_count_and_what_is_not_open(
    content: Content, readings: list[Interpretation], moderator: Member
) -> None:
    (counts, bad) = make_voters(["counts", "bad"])
    (young,) = make_voters(["young"], timezone.now() - timedelta(hours=2))
    for member in (counts, bad, young):
        cast(member, dict.fromkeys(readings, "agree"))
    suspend(bad, moderator, rule="spam", message="", ends_at=timezone.now() + timedelta(days=1))
    Interpretation.objects.filter(pk=readings[1].pk).update(state="declined")
    votes = load_counted(content.explanation.pk).votes
    assert votes.voters == [counts.pk]
    assert votes.items == [readings[0].pk, readings[2].pk]
    assert len(votes) == 2


def test_an_explanation_without_anything(content: Content) -> None:
    counted = load_counted(content.note.explanation.pk)
    assert (len(counted.votes), counted.votes.voters) == (0, [])
    assert counted.joined.dtype == np.int64
