from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from discussions import jobs
from discussions.models import Interpretation, MapWatch, Member, OpinionMap, VoteRelease
from discussions.moderation.suspensions import suspend
from discussions.opinions import job
from discussions.opinions.job import make_due
from hersite.freshness import opinions, read_versions
from tests.support.content import Content
from tests.support.voters import cast, make_readings, make_voters, some_ballot


@pytest.fixture
def readings(content: Content) -> list[Interpretation]:
    return make_readings(content.question, 16)


def vote_of(members: list[Member], readings: list[Interpretation]) -> None:
    for at, member in enumerate(members):
        cast(member, some_ballot(readings, at))


def call(content: Content, ballots: int) -> MapWatch:
    return MapWatch.objects.update_or_create(
        explanation=content.explanation,
        defaults={"ballots": ballots, "called_at": timezone.now()},
    )[0]


def test_the_first_map(content: Content, readings: list[Interpretation]) -> None:
    vote_of(make_voters([f"v{at}" for at in range(30)]), readings)
    watch = call(content, 480)
    (row,) = make_due()
    assert (row.votes, row.result["state"], row.result["voters"]) == (480, "map", 30)
    watch.refresh_from_db()
    assert (watch.ballots, watch.enough, watch.called_at, watch.working_since) == (
        0,
        20,
        None,
        None,
    )
    ((_scope, version, _removals),) = read_versions((opinions(content.explanation.slug),))
    assert version == 1
    # Nobody has called since.
    assert make_due() == []


def test_two_in_a_hundred_of_many(content: Content, readings: list[Interpretation]) -> None:
    vote_of(make_voters([f"v{at}" for at in range(100)]), readings)
    (first,) = make_due(content.explanation.slug)
    assert job.enough(first) == 32
    assert MapWatch.objects.get().enough == 32
    later = make_voters(["late", "later"])
    cast(later[0], some_ballot(readings, 5), timezone.now())
    call(content, 16)
    assert make_due() == []
    watch = MapWatch.objects.get()
    assert (watch.ballots, watch.called_at) == (16, None)
    cast(later[1], some_ballot(readings, 6), timezone.now())
    call(content, 32)
    assert [row.votes for row in make_due()] == [1632]


def test_ballots_of_members_who_do_not_count_wait_without_calling(
    content: Content, readings: list[Interpretation]
) -> None:
    vote_of(make_voters(["old"]), readings)
    young = make_voters(["a", "b"], timezone.now() - timedelta(hours=1))
    vote_of(young, readings)
    call(content, 48)
    assert make_due() == []
    assert MapWatch.objects.get().ballots == 16
    # A day later they count, and nobody has to hand in another ballot.
    Member.objects.filter(pk__in=[member.pk for member in young]).update(
        joined=timezone.now() - timedelta(hours=25)
    )
    MapWatch.objects.update(looked_at=timezone.now() - timedelta(hours=2))
    jobs.call_again()
    assert [row.votes for row in make_due()] == [48]


def test_votes_that_no_longer_count_call_for_a_map_too(
    content: Content, readings: list[Interpretation], moderator: Member
) -> None:
    members = make_voters([f"v{at}" for at in range(20)])
    vote_of(members, readings)
    (last,) = make_due(content.explanation.slug)
    assert job.new_votes(content.explanation.pk, last) == 0
    until = timezone.now() + timedelta(days=1)
    suspend(members[0], moderator, rule="spam", message="", ends_at=until)
    assert job.new_votes(content.explanation.pk, last) == 16


def test_changes_and_withdrawals_are_new_and_the_same_again_is_not(
    content: Content, readings: list[Interpretation]
) -> None:
    (member,) = make_voters(["member"])
    for reading in readings[:3]:
        reading.vote(member, "agree")
    (last,) = make_due(content.explanation.slug)
    readings[0].vote(member, "agree", "after")
    assert job.new_votes(content.explanation.pk, last) == 0
    readings[0].vote(member, "disagree")
    readings[1].withdraw(member)
    readings[4].vote(member, "unsure")
    assert job.new_votes(content.explanation.pk, last) == 3


def test_ballots_that_arrive_meanwhile_are_for_the_next_map(
    content: Content, readings: list[Interpretation], monkeypatch: pytest.MonkeyPatch
) -> None:
    vote_of(make_voters([f"v{at}" for at in range(20)]), readings)
    call(content, 25)
    real = job.make

    def slow(*args):
        for _ in range(7):
            MapWatch.count_ballot(content.explanation.pk)
        return real(*args)

    monkeypatch.setattr(job, "make", slow)
    assert len(make_due()) == 1
    assert MapWatch.objects.get().ballots == 7


def test_one_at_a_time_until_its_process_must_have_ended(
    content: Content, readings: list[Interpretation]
) -> None:
    vote_of(make_voters(["a", "b"]), readings)
    watch = call(content, 32)
    assert watch.begin()
    assert make_due() == make_due(content.explanation.slug) == []
    MapWatch.objects.update(working_since=timezone.now() - timedelta(hours=1, seconds=1))
    assert len(make_due()) == 1
    # The one that was given up on doesn't end the claim of another.
    assert MapWatch.objects.get().begin()
    watch.end()
    assert MapWatch.objects.get().working_since is not None


def test_a_failure_is_logged_and_called_again_after_an_hour(
    content: Content, readings: list[Interpretation], monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    vote_of(make_voters(["a", "b"]), readings)
    call(content, 32)
    monkeypatch.setattr(job, "load_counted", lambda _explanation: 1 / 0)
    with caplog.at_level(logging.ERROR):
        assert make_due() == []
    assert f"map of {content.explanation.slug} could not be made" in caplog.text
    watch = MapWatch.objects.get()
    assert (watch.ballots, watch.working_since) == (32, None)
    assert not MapWatch.count_ballot(content.explanation.pk)
    MapWatch.objects.update(called_at=timezone.now() - timedelta(hours=1, seconds=1))
    assert MapWatch.count_ballot(content.explanation.pk)
    with pytest.raises(ZeroDivisionError):
        make_due(content.explanation.slug)


def test_the_last_twenty_stay(content: Content, readings: list[Interpretation]) -> None:
    made = [make_due(content.explanation.slug)[0].pk for _ in range(22)]
    assert list(OpinionMap.objects.values_list("pk", flat=True)) == made[:1:-1]


@pytest.mark.django_db(transaction=True)
def test_a_vote_queues_the_job_and_the_worker_does_it(
    content: Content, readings: list[Interpretation]
) -> None:
    members = make_voters([f"v{at}" for at in range(20)])
    for member in members[:19]:
        readings[0].vote(member, "agree")
    assert not DBTaskResult.objects.exists()
    readings[0].vote(members[19], "disagree")
    assert not OpinionMap.objects.exists()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    assert OpinionMap.objects.get().votes == 20
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_five_in_a_hundred_copies_change_not_a_byte(
    content: Content, readings: list[Interpretation], moderator: Member
) -> None:
    long_ago = timezone.now() - timedelta(days=60)
    members = [make_voters([f"v{at}"], long_ago + timedelta(days=at / 10))[0] for at in range(100)]
    vote_of(members, readings)

    # As if there had never been a map before, each time.
    def map_now() -> str:
        OpinionMap.objects.all().delete()
        (row,) = make_due(content.explanation.slug)
        return json.dumps(row.result)

    before = map_now()
    copied = members[40]
    copies = make_voters([f"copy{at}" for at in range(5)], copied.joined + timedelta(hours=47))
    for copy in copies:
        cast(copy, some_ballot(readings, 40))
    assert map_now() == before
    VoteRelease.objects.create(member=copies[0], by=moderator)
    released = map_now()
    assert released != before
    assert json.loads(released)["voters"] == json.loads(before)["voters"] + 1
