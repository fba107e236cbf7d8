"""/moderation/votes/: what the night found, and accounts released from counting as one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from discussions.integrity import report
from discussions.models import Decision, MapWatch, Member, VoteRelease
from hersite.freshness import SITE, read_versions
from tests.support.content import Content
from tests.support.voters import cast, make_readings, make_voters, some_ballot

PAGE = reverse("discussions:vote_report")


@pytest.fixture
def copies(content: Content) -> list[Member]:
    """Two accounts that vote as one, and a third that says the same to everything, quickly."""
    readings = make_readings(content.question, 16)
    members = make_voters(["first", "second", "yes"])
    for member in members[:2]:
        cast(member, some_ballot(readings, 4), origin="x")
    cast(members[2], dict.fromkeys(readings, "agree"), apart=timedelta(milliseconds=5))
    MapWatch.objects.get_or_create(explanation=content.explanation)
    return members


def release(browser: Client, member: Member, **fields: str) -> int:
    address = reverse("discussions:vote_release", args=[member.pk])
    return browser.post(address, fields).status_code


def test_before_the_first_night(as_moderator: Client) -> None:
    assert "The first look is taken tonight." in as_moderator.get(PAGE).text


def test_it_says_what_was_found(copies: list[Member], as_moderator: Client) -> None:
    report.make()
    page = as_moderator.get(PAGE).text
    assert "2 accounts on" in page
    assert "2 of them voted from one place." in page
    assert "16 votes, all Agree" in page
    assert "15 ballots, since" in page
    for member in copies:
        assert f'href="{member.get_absolute_url()}"' in page
    # The first stands for the others: there is nothing to release it from.
    assert reverse("discussions:vote_release", args=[copies[1].pk]) in page
    assert reverse("discussions:vote_release", args=[copies[0].pk]) not in page


def test_released_and_counted_as_one_again(
    copies: list[Member], as_moderator: Client, moderator: Member, guest: Client
) -> None:
    report.make()
    before = read_versions((SITE,))
    assert release(as_moderator, copies[1]) == release(as_moderator, copies[1]) == 303
    row = VoteRelease.objects.get()
    assert (row.member, row.by) == (copies[1], moderator)
    decision = Decision.objects.get()
    assert (decision.action, decision.member, decision.moderator) == (
        "release", copies[1], moderator,
    )  # fmt: skip
    assert read_versions((SITE,)) != before
    assert "Count as one again" in as_moderator.get(PAGE).text
    log = guest.get(reverse("discussions:log")).text
    assert "votes released: a reader of their own" in log
    assert "second" not in log

    assert release(as_moderator, copies[1], release="none") == 303
    assert release(as_moderator, copies[1], release="none") == 303
    assert not VoteRelease.objects.exists()
    decision.refresh_from_db()
    assert decision.undone_at is not None
    assert "Count as one again" not in as_moderator.get(PAGE).text


def test_ones_own_account_is_for_a_colleague(moderator: Member, as_moderator: Client) -> None:
    assert release(as_moderator, moderator) == 409
    assert not VoteRelease.objects.exists()


def test_nobody_else(copies: list[Member], as_reader: Client, as_editor: Client) -> None:
    for browser in (as_reader, as_editor):
        assert browser.get(PAGE).status_code == 404
        assert release(browser, copies[1]) == 404
    assert not VoteRelease.objects.exists()


def test_who_left_is_not_named(copies: list[Member], as_moderator: Client) -> None:
    report.make()
    copies[2].erase(keep_texts=True)
    page = as_moderator.get(PAGE).text
    assert page.count("gone.") == 0
    assert release(as_moderator, copies[2]) == 404
