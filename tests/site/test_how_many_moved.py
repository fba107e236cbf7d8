"""The sentence on an explanation's page that says how many of its readers changed their mind."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions import held
from discussions.counted import somebody_waits
from discussions.models import Closure, Interpretation, Member
from tests.support.cast import make_member
from tests.support.content import Content, post
from tests.support.html import parse


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


def member_long_here(name: str) -> Member:
    return make_member(name, joined=timezone.now() - timedelta(days=2))


def sentence(client: Client, content: Content) -> str:
    page = parse(client.get(content.url))
    found = [p.text for p in page.all("p") if "before and after" in p.text]
    return found[0] if found else ""


def wait(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    """The clock goes on, and nothing else happens."""
    later = timezone.now() + time
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr("hersite.freshness.time", later.timestamp)


def pair(reading: Interpretation, member: Member, before: str, after: str) -> None:
    reading.vote(member, before, "before")
    reading.vote(member, after, "after")


def test_it_says_how_many_changed_their_mind(content: Content, guest: Client) -> None:
    first, second, _third = content.readings
    assert not sentence(guest, content)
    members = [member_long_here(f"member{number}") for number in range(25)]
    second.vote(members[0], "agree", "after")
    assert not sentence(guest, content)
    pair(first, members[0], "agree", "agree")
    assert sentence(guest, content).startswith("1 reader has said")
    for member in members[1:]:
        pair(first, member, "agree", "unsure")
    pair(second, members[1], "agree", "disagree")
    told = sentence(guest, content)
    assert "Of 25 readers who said where they stand before and after, 24 changed" in told
    assert "%" not in told
    link = f"{content.question.get_absolute_url()}results/#before-and-after"
    assert link in [a["href"] for a in parse(guest.get(content.url)).all("a")]


def test_it_says_so_where_nobody_did(
    content: Content, reading: Interpretation, guest: Client
) -> None:
    for name in ("one", "two"):
        pair(reading, member_long_here(name), "agree", "agree")
    assert "nobody changed their mind" in sentence(guest, content)


def test_who_has_just_signed_up_counts_a_day_later(
    content: Content, reading: Interpretation, guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nearly = timezone.now() - timedelta(hours=23, minutes=59)
    pair(reading, make_member("newcomer", joined=nearly), "agree", "unsure")
    assert not sentence(guest, content)
    wait(monkeypatch, timedelta(minutes=2))
    assert "1 changed their mind" in sentence(guest, content)


def test_the_sentence_stays_where_the_question_is_closed(
    content: Content, reading: Interpretation, guest: Client
) -> None:
    pair(reading, member_long_here("one"), "agree", "unsure")
    Closure.objects.create(question=content.question, reason="Done")
    assert "1 changed their mind" in sentence(guest, content)


def test_of_very_many_it_is_counted_once_a_minute(
    content: Content, reading: Interpretation, guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MANY", 1)
    pair(reading, member_long_here("one"), "agree", "unsure")
    assert sentence(guest, content).startswith("1 reader")
    pair(reading, member_long_here("two"), "agree", "unsure")
    assert sentence(guest, content).startswith("1 reader")
    wait(monkeypatch, held.HELD)
    assert sentence(guest, content).startswith("Of 2 readers")


def test_who_comes_to_count_by_a_comment_is_counted_within_a_minute(
    content: Content, reading: Interpretation, guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the comment stands on another question: on the page of the results."""
    newcomer = make_member("newcomer")
    pair(reading, newcomer, "agree", "unsure")
    results = f"{content.question.get_absolute_url()}results/"
    skipping = guest.get(results).content
    post(content.ending, newcomer, "So I was there.")
    wait(monkeypatch, held.HELD)
    assert "1 changed their mind" in sentence(guest, content)
    assert guest.get(results).content != skipping
    # From now on the page ends with the next vote, and not by the clock.
    assert not somebody_waits(content.question)
