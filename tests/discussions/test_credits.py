"""POST /interpretations/<id>/moved/: a comment is credited, and what everybody sees of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discussions.models import Comment, Interpretation, Member, VoteChange
from discussions.moderation.suspensions import lift, suspend
from tests.support.content import Content, post, reload
from tests.support.credits import line, name, sway, url
from tests.support.html import Element, parse


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


@pytest.fixture
def swayed(reading: Interpretation, comment: Comment, reader: Member) -> Interpretation:
    """The reader disagreed with it, and agrees now."""
    sway(reading, reader)
    return reading


def test_it_is_named_and_counted(
    swayed: Interpretation, comment: Comment, reader: Member, as_reader: Client, guest: Client
) -> None:
    reader.rename("Vera Swayed")
    assert name(as_reader, swayed, comment) == 303
    assert reload(comment).moved_count == 1
    change = VoteChange.objects.get(credited=comment)
    assert (change.member, change.previous, change.stance) == (reader, "disagree", "agree")
    assert "moved 1 reader from disagree to agree" in line(guest, comment)
    shown = guest.get(comment.question.get_absolute_url()).text
    assert not any(told in shown for told in ("Swayed", reader.get_absolute_url()))
    assert "This comment moved you" in parse(as_reader.get(url(swayed))).one("h1").text


def test_the_last_change_of_sides_is_credited(
    reading: Interpretation, comment: Comment, reader: Member, as_reader: Client
) -> None:
    sway(reading, reader, "agree", "disagree", "unsure", "unsure")
    assert name(as_reader, reading, comment) == 303
    change = VoteChange.objects.get(credited=comment)
    assert (change.previous, change.stance) == ("disagree", "unsure")


def test_one_for_a_reading_and_twice_is_once(
    content: Content, swayed: Interpretation, comment: Comment, author: Member, as_reader: Client
) -> None:
    other = post(content.question, author)
    assert [name(as_reader, swayed, each) for each in (comment, comment, other)] == [303, 303, 409]
    assert [reload(each).moved_count for each in (comment, other)] == [1, 0]


def test_a_reader_whom_it_moved_on_two_readings_counts_once(
    content: Content, swayed: Interpretation, comment: Comment, reader: Member, as_reader: Client,
    guest: Client,
) -> None:  # fmt: skip
    sway(content.readings[1], reader, "agree", "unsure")
    for reading in (swayed, content.readings[1]):
        assert name(as_reader, reading, comment) == 303
    assert reload(comment).moved_count == 1
    assert "more reader" not in line(guest, comment)
    assert "moved 1 reader" in parse(guest.get(comment.author.get_absolute_url())).text
    call_command("recount")


def test_what_can_not_be_named(
    content: Content, swayed: Interpretation, author: Member, reader: Member, as_reader: Client
) -> None:
    hidden = post(content.question, author)
    hidden.hide()
    own = post(content.question, reader)
    elsewhere = post(content.ending, author)
    tried = [own, hidden, elsewhere, 10**17]
    assert [name(as_reader, swayed, each) for each in tried] == [422] * 4
    assert not VoteChange.objects.exclude(credited=None).exists()


@pytest.mark.parametrize("said", ["", "x", "٣", "-1", "9" * 40, "1\x00"])
def test_bad_input(swayed: Interpretation, as_reader: Client, said: str) -> None:
    assert name(as_reader, swayed, said) == 422


def test_too_often(
    swayed: Interpretation, comment: Comment, as_reader: Client, settings: Any
) -> None:
    settings.LIMITS = {"useful": (1, 60)}
    assert [name(as_reader, swayed, each) for each in (comment, "none")] == [303, 429]


def test_it_is_taken_back_and_another_one_named(
    content: Content, swayed: Interpretation, comment: Comment, author: Member, as_reader: Client,
    guest: Client,
) -> None:  # fmt: skip
    other = post(content.question, author)
    name(as_reader, swayed, comment)
    assert "moved" in line(guest, comment)
    page = parse(as_reader.get(url(swayed)))
    assert page.one("button", name="comment")["value"] == "none"
    assert [name(as_reader, swayed, each) for each in ("none", "none", other)] == [303] * 3
    assert [reload(each).moved_count for each in (comment, other)] == [0, 1]
    assert "moved" not in line(guest, comment)


def test_the_most_first_and_the_others_as_a_number(
    reading: Interpretation, comment: Comment, reader: Member, newcomer: Member, editor: Member,
    guest: Client, client_of: Any,
) -> None:  # fmt: skip
    sway(reading, reader, "agree", "unsure")
    sway(reading, newcomer)
    sway(reading, editor)
    for member in (reader, newcomer, editor):
        assert name(client_of(member), reading, comment) == 303
    told = line(guest, comment)
    assert "moved 2 readers from disagree to agree" in told
    assert "and 1 more reader" in told


def test_a_hidden_comment_tells_nothing_until_it_is_shown_again(
    swayed: Interpretation, comment: Comment, author: Member, as_reader: Client, as_author: Client,
    guest: Client,
) -> None:  # fmt: skip
    name(as_reader, swayed, comment)
    profile = author.get_absolute_url()
    assert "moved 1 reader" in parse(guest.get(profile)).text
    assert "moved 1 reader" in parse(as_author.get(reverse("discussions:my_comments"))).text
    comment.hide()
    assert "moved" not in line(as_author, comment)
    assert "moved" not in parse(guest.get(profile)).text
    assert "The comment is gone." in parse(as_reader.get(url(swayed))).text
    comment.show()
    assert "moved 1 reader" in line(guest, comment)
    assert "moved 1 reader" in parse(guest.get(profile)).text


def test_who_is_suspended_moves_nothing_meanwhile(
    swayed: Interpretation, comment: Comment, reader: Member, moderator: Member, as_reader: Client,
    guest: Client,
) -> None:  # fmt: skip
    name(as_reader, swayed, comment)
    ends = timezone.now() + timedelta(days=3)
    suspend(reader, moderator, rule="spam", message="Enough.", ends_at=ends)
    assert reload(comment).moved_count == 0
    assert "moved" not in line(guest, comment)
    lift(reader)
    assert reload(comment).moved_count == 1


def tab_stops(element: Element) -> int:
    return len(element.all("a")) + len(element.all("button")) + len(element.all("summary"))


def test_the_line_takes_no_tab_stop(
    swayed: Interpretation, comment: Comment, as_reader: Client, guest: Client
) -> None:
    def article() -> Element:
        page = parse(guest.get(comment.question.get_absolute_url()))
        return page.one("article", id=f"c{comment.pk}")

    before = tab_stops(article())
    name(as_reader, swayed, comment)
    assert tab_stops(article()) == before
