"""What a night's look at the votes finds, and what it leaves alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from discussions.integrity import report
from discussions.integrity.bursts import chance_of
from discussions.models import Interpretation, MapWatch, Member, VoteChange, VoteRelease, VoteReport
from discussions.moderation.suspensions import suspend
from tests.support.content import Content
from tests.support.voters import cast, make_readings, make_voters, some_ballot


@pytest.fixture
def readings(content: Content) -> list[Interpretation]:
    return make_readings(content.question, 60)


def found(name: str) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = report.make().findings[name]
    return findings


def young(name: str, days: int = 10) -> Member:
    return make_voters([name], timezone.now() - timedelta(days=days))[0]


def test_young_accounts_that_vote_alike(readings: list[Interpretation], moderator: Member) -> None:
    ballot = some_ballot(readings, 1)
    one, other, third = young("one", 20), young("other", 3), young("third", 2)
    cast(one, ballot, origin="x")
    # One of fifty is two in a hundred; two of fifty are more.
    fifty = dict(list(ballot.items())[:50])
    first, second = readings[:2]
    turned = {"agree": "disagree", "disagree": "unsure", "unsure": "agree"}
    cast(other, fifty | {first: turned[fifty[first]]}, origin="x")
    strays = {reading: turned[fifty[reading]] for reading in (first, second)}
    cast(third, fifty | strays | {first: turned[turned[fifty[first]]]})
    cast(young("old", 31), ballot)
    cast(young("few"), dict(list(ballot.items())[:14]))
    (finding,) = found("alike")
    assert finding["members"] == [one.pk, other.pk]
    assert (finding["number"], finding["same_place"]) == (2, 2)
    assert (finding["since"], finding["until"]) == (
        one.joined.isoformat(), other.joined.isoformat(),
    )  # fmt: skip
    VoteRelease.objects.create(member=other, by=moderator)
    assert found("alike") == []


def test_a_burst(content: Content, readings: list[Interpretation]) -> None:
    calm, stormy = readings[:2]
    now = timezone.now().replace(minute=10, second=0, microsecond=0)
    members = make_voters([f"v{at}" for at in range(40)])
    for at, member in enumerate(members):
        # One an hour, and so on both; then eight in an hour on one of them.
        cast(member, {calm: "agree"}, now - timedelta(hours=at + 2))
        hours = 1 if at < 12 else at + 2
        cast(member, {stormy: "agree"}, now - timedelta(hours=hours), origin="x" if at < 3 else "")
    (finding,) = found("bursts")
    assert (finding["reading"], finding["ballots"]) == (stormy.pk, 12)
    assert finding["members"] == [member.pk for member in members[:12]]
    assert finding["same_place"] == 3
    assert 0.9 < finding["usual"] < 1.1
    assert finding["since"] == (now - timedelta(hours=1, minutes=10)).isoformat()
    VoteChange.objects.update(at=timezone.now() - timedelta(days=8))
    assert found("bursts") == []


@pytest.mark.parametrize(
    ("number", "mean", "chance"),
    # By hand: 1 - e^-1 (1 + 1 + 1/2); and the first terms of tails that are all but these.
    [(3, 1.0, 0.0803014), (12, 1.0, 8.3163e-10), (100, 20.0, 2.6e-36), (5, 20.0, 1.0)],
)
def test_how_likely_so_many_are(number: int, mean: float, chance: float) -> None:
    assert chance_of(number, mean) == pytest.approx(chance, rel=0.05)


def test_one_sided(readings: list[Interpretation]) -> None:
    (yes, nearly, few) = make_voters(["yes", "nearly", "few"])
    cast(yes, dict.fromkeys(readings[:15], "disagree"))
    cast(nearly, dict.fromkeys(readings[:15], "agree") | {readings[20]: "unsure"})
    cast(few, dict.fromkeys(readings[:14], "agree"))
    (finding,) = found("one_sided")
    assert (finding["members"], finding["stance"], finding["votes"]) == ([yes.pk], "disagree", 15)
    assert finding["since"] == VoteChange.objects.filter(member=yes)[0].at.isoformat()


def test_quicker_than_anybody_reads(readings: list[Interpretation]) -> None:
    (machine, guest, person) = make_voters(["machine", "guest", "person"])
    ballot = some_ballot(readings[:11], 1)
    cast(machine, ballot, apart=timedelta(milliseconds=999))
    # What was pressed before signing in is stored in one go.
    cast(guest, dict(list(ballot.items())[:10]), apart=timedelta(milliseconds=2))
    cast(person, ballot, apart=timedelta(seconds=1))
    (finding,) = found("quick")
    assert (finding["members"], finding["ballots"]) == ([machine.pk], 10)


def test_the_sample_and_who_is_suspended_are_nobodys_business(
    readings: list[Interpretation], moderator: Member
) -> None:
    sample, bad = young("sample"), young("bad")
    now = timezone.now()
    for member in (sample, bad):
        cast(member, dict.fromkeys(readings[:20], "agree"), now, apart=timedelta(milliseconds=1))
    Member.objects.filter(pk=sample.pk).update(is_sample=True)
    suspend(bad, moderator, rule="spam", message="", ends_at=now + timedelta(days=1))
    found_lists = report.make().findings
    assert {name: found_lists[name] for name in ("alike", "bursts", "quick", "one_sided")} == {
        "alike": [], "bursts": [], "quick": [], "one_sided": [],
    }  # fmt: skip


def test_accounts_that_count_as_one(content: Content, readings: list[Interpretation]) -> None:
    MapWatch.objects.get_or_create(explanation=content.explanation)
    members = make_voters(["a", "b"])
    for member in members:
        cast(member, some_ballot(readings, 3))
    (finding,) = found("as_one")
    assert finding["members"] == [member.pk for member in members]
    assert finding["explanation"] == content.explanation.pk


def test_once_a_night_and_thirty_are_kept(content: Content) -> None:
    for _ in range(2):
        call_command("housekeeping", verbosity=0)
    assert VoteReport.objects.count() == 1
    VoteReport.objects.update(made_at=timezone.now() - timedelta(days=1))
    assert report.is_due()
    for _ in range(31):
        newest = report.make()
    assert VoteReport.objects.count() == 30
    assert VoteReport.objects.first() == newest


def test_old_jobs_go(content: Content) -> None:
    week = timezone.now() - timedelta(days=7, hours=1)
    for finished in (week, timezone.now()):
        DBTaskResult.objects.create(
            args_kwargs={"args": [], "kwargs": {}}, task_path="discussions.jobs.make_maps",
            backend_name="default", status="SUCCESSFUL", finished_at=finished,
        )  # fmt: skip
    call_command("housekeeping", verbosity=0)
    assert not DBTaskResult.objects.filter(finished_at__lte=week).exists()
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == 1


def test_of_very_many_a_hundred_are_listed(
    content: Content, readings: list[Interpretation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "MOST", 2)
    for seed in range(3):
        members = [young(f"m{seed}-{at}") for at in range(3)]
        for member in members:
            cast(member, some_ballot(readings, seed))
    groups = found("alike")
    assert [(len(group["members"]), group["number"]) for group in groups] == [(2, 3), (2, 3)]
