"""Suspensions: an end and a message always, votes out of the counters and back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from discussions.models import Decision, Interpretation, Member, Suspension
from discussions.moderation import suspensions
from discussions.moderation.suspensions import StaffMember, end_due, lift, suspend
from tests.support.content import Content


def until(days: float) -> dict[str, object]:
    return {"rule": "unkind", "message": "Be kind.", "ends_at": timezone.now() + timedelta(days)}


def counts(content: Content) -> list[tuple[int, int, int]]:
    rows = Interpretation.objects.filter(question=content.question).order_by("pk")
    return list(rows.values_list("agree", "disagree", "unsure"))


@pytest.fixture
def voted(content: Content, reader: Member, author: Member) -> Content:
    for reading, stance in zip(content.readings, ("agree", "disagree", "unsure"), strict=True):
        reading.vote(reader, stance)
        reading.vote(author, "agree")
    return content


def fresh(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_votes_leave_and_come_back(voted: Content, reader: Member, moderator: Member) -> None:
    with_them = counts(voted)
    suspend(reader, moderator, **until(3))  # type: ignore[arg-type]
    assert counts(voted) == [(1, 0, 0)] * 3
    assert reader.votes.count() == 3
    call_command("recount", verbosity=0)
    lift(fresh(reader), moderator)
    assert counts(voted) == with_them
    assert Decision.objects.get(action="lift").moderator == moderator
    call_command("recount", verbosity=0)


def test_what_they_vote_meanwhile_is_not_counted(
    voted: Content, reader: Member, moderator: Member
) -> None:
    # The member whom a request has loaded a moment before.
    stale = fresh(reader)
    suspend(reader, moderator, **until(3))  # type: ignore[arg-type]
    voted.readings[0].vote(stale, "unsure")
    voted.readings[1].withdraw(stale)
    call_command("recount", verbosity=0)
    lift(reader)
    assert counts(voted) == [(1, 0, 1), (1, 0, 0), (1, 0, 1)]
    call_command("recount", verbosity=0)


def test_another_one_replaces_it(voted: Content, reader: Member, moderator: Member) -> None:
    suspend(reader, moderator, **until(1))  # type: ignore[arg-type]
    suspend(fresh(reader), moderator, **until(30))  # type: ignore[arg-type]
    assert Suspension.objects.filter(ended_at=None).count() == 1
    assert Suspension.objects.count() == 2
    call_command("recount", verbosity=0)
    lift(reader)
    call_command("recount", verbosity=0)
    lift(reader)
    assert not Suspension.objects.filter(ended_at=None).exists()
    call_command("recount", verbosity=0)


def test_it_ends_by_itself(voted: Content, reader: Member, moderator: Member) -> None:
    made = suspend(reader, moderator, **until(1))  # type: ignore[arg-type]
    assert end_due() == 0
    past = timezone.now() - timedelta(seconds=1)
    Suspension.objects.filter(pk=made.pk).update(at=past - timedelta(days=1), ends_at=past)
    Member.objects.filter(pk=reader.pk).update(suspended_until=past)
    assert not fresh(reader).is_suspended
    assert end_due() == 1
    assert fresh(reader).suspended_until is None
    # Nobody's decision.
    assert not Decision.objects.exists()
    call_command("recount", verbosity=0)


def test_staff_are_not_suspended(editor: Member, moderator: Member) -> None:
    with pytest.raises(StaffMember):
        suspend(editor, moderator, **until(1))  # type: ignore[arg-type]


def test_none_is_without_an_end(reader: Member, moderator: Member) -> None:
    with pytest.raises(IntegrityError):
        suspend(reader, moderator, **until(-1))  # type: ignore[arg-type]


def test_a_merge_meanwhile(voted: Content, reader: Member, moderator: Member) -> None:
    suspend(reader, moderator, **until(3))  # type: ignore[arg-type]
    first, second, _third = voted.readings
    first.merge_into(second)
    call_command("recount", verbosity=0)
    lift(reader)
    call_command("recount", verbosity=0)


def test_nobody_suspended_is_nobody_lifted(reader: Member, moderator: Member) -> None:
    lift(reader, moderator)
    assert not Decision.objects.exists()
    assert suspensions.standing(reader) is None
