"""Votes while moderators merge and decline readings, and while members are suspended or leave. What
two of them do at once shows on PostgreSQL alone (``tools/with_servers.sh``); on SQLite they take
turns."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.doors import open_reading
from discussions.models import Interpretation, Member, NotOpen, Vote, VoteChange
from discussions.moderation import suspensions
from discussions.moderation.readings import Verdict, decide
from discussions.views import votes as view
from tests.discussions.test_races import at_once
from tests.support.cast import make_member
from tests.support.content import Content

pytestmark = pytest.mark.django_db(transaction=True)


def stored(reading: Interpretation) -> Interpretation:
    return Interpretation.objects.get(pk=reading.pk)


def suspend(member: Member, by: Member) -> None:
    suspensions.suspend(
        member, by, rule="spam", message="Wait.", ends_at=timezone.now() + timedelta(days=1)
    )


@pytest.mark.parametrize("becomes", ["merged", "declined"])
def test_a_vote_on_a_reading_that_was_open_a_moment_ago(
    becomes: str, content: Content, reader: Member
) -> None:
    first, second, _third = content.readings
    shown = stored(first)
    stored(first).merge_into(stored(second)) if becomes == "merged" else stored(first).decline()
    with pytest.raises(NotOpen):
        shown.vote(reader, "agree")
    assert not Vote.objects.exists()
    assert not VoteChange.objects.exists()


def test_the_reader_is_told(
    content: Content, as_reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _third = content.readings
    real = open_reading

    def open_then_merged(pk: int) -> Interpretation:
        found = real(pk)
        stored(first).merge_into(stored(second))
        return found

    monkeypatch.setattr(view, "open_reading", open_then_merged)
    answer = as_reader.post(f"/interpretations/{first.pk}/vote/", {"stance": "agree"})
    assert answer.status_code == 409
    assert not Vote.objects.exists()


# Rows that others wait for; what only grows is none of them.
LOCKED = "(discussions_(inter|vote)|hersite_pageversion)"


def locked_first(work: Callable[[], Any]) -> bool:
    """Whether readings are asked for in the order of their keys before a vote, a reading or a page
    is written to."""
    with CaptureQueriesContext(connection) as asked:
        work()
    for query in asked:
        sql = query["sql"].replace('"', "")
        if re.match(r"SELECT discussions_interpretation\.id .* ORDER BY", sql):
            return True
        if re.match(rf"(UPDATE|INSERT INTO|DELETE FROM) {LOCKED}", sql):
            return False
    return False


@pytest.mark.parametrize("what", ["suspended", "erased"])
def test_who_touches_all_votes_of_a_member_locks_their_readings_first(
    what: str, content: Content, reader: Member, moderator: Member
) -> None:
    for reading in content.readings[:2]:
        reading.vote(reader, "agree")
    work = {
        "suspended": lambda: suspend(reader, moderator),
        "erased": lambda: reader.erase(keep_texts=True),
    }[what]
    assert locked_first(work)


def test_leaving_while_others_vote(content: Content) -> None:
    readings = content.readings
    leaving = [make_member(f"leaving{number}") for number in range(4)]
    voting = [make_member(f"voting{number}") for number in range(4)]
    # Each in another order, as they happened to come to them.
    for number, member in enumerate(leaving):
        for reading in (readings * 2)[number % 3 :][:3]:
            reading.vote(member, "agree")

    def act(member: Member) -> str:
        if member in leaving:
            Member.objects.get(pk=member.pk).erase(keep_texts=True)
        else:
            for stance in ("agree", "disagree", "unsure") * 3:
                for reading in reversed(readings):
                    stored(reading).vote(member, stance)
        return "done"

    assert at_once(act, leaving + voting) == ["done"] * 8
    assert Vote.objects.count() == 4 * 3
    call_command("recount", verbosity=0)


def test_suspended_while_the_reading_is_merged(content: Content, moderator: Member) -> None:
    first, second, _third = content.readings
    members = [make_member(f"voter{number}") for number in range(8)]
    for member in members:
        first.vote(member, "agree")

    def act(who: Member | None) -> str:
        if who is None:
            stored(first).merge_into(stored(second))
        else:
            suspend(who, moderator)
        return "done"

    assert at_once(act, [None, *members]) == ["done"] * 9
    assert (stored(first).agree, stored(second).agree) == (0, 0)
    call_command("recount", verbosity=0)
    for member in members:
        suspensions.lift(Member.objects.get(pk=member.pk), moderator)
    assert stored(second).agree == 8


def test_deciding_on_a_reading_locks_no_question(content: Content, moderator: Member) -> None:
    """Whoever posts a comment that supports it has locked theirs, and waits for the reading."""
    with CaptureQueriesContext(connection) as asked:
        decide(content.readings[0], Verdict("decline", "open", "Beside the point."), moderator)
    said = [query["sql"].replace('"', "") for query in asked]
    locking = [sql for sql in said if re.search(r"ORDER BY (1|discussions_interpretation)", sql)]
    assert locking
    assert not [sql for sql in locking if "discussions_question" in sql]
