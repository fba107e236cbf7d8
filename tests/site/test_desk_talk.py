"""The admin's first page: what readers say now, by the hours of the site's clock."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Member, Question
from hersite.desk.bars import draw_bars
from hersite.desk.talk import load_talk
from tests.support.content import Content, post
from tests.support.html import Element, parse

# Half past three in the afternoon in Kathmandu, whose clock is 5 hours and 45 minutes ahead.
NOW = datetime(2026, 11, 23, 9, 45, tzinfo=UTC)


def block(client: Client) -> Element:
    return parse(client.get("/admin/")).one("section", aria_labelledby="desk-talk")


def post_at(question: Question, author: Member, at: datetime, **fields: Any) -> Comment:
    comment = post(question, author, f"At {at}.", **fields)
    Comment.objects.filter(pk=comment.pk).update(created_at=at)
    return comment


def test_hours_of_the_sites_clock(content: Content, author: Member, settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Kathmandu"
    hour = timedelta(hours=1)
    # The hour that runs began there at 15:00, which is 09:15 in UTC.
    for minutes in (0, 29, 31, 59, 61):
        post_at(content.question, author, NOW - timedelta(minutes=minutes))
    begin = NOW.replace(minute=15) - 23 * hour
    post_at(content.question, author, begin)
    post_at(content.question, author, begin - timedelta(minutes=1))
    with timezone.override("Asia/Kathmandu"):
        (line,) = load_talk(NOW).lines
        assert line.lately.hours == [1, *[0] * 21, 3, 2]
        assert (line.lately.total, line.lately.last_hour) == (6, 4)
        assert [f"{start:%H:%M}-{end:%H:%M} {n}" for start, end, n in line.hours] == [
            "16:00-17:00 1", "14:00-15:00 3", "15:00-16:00 2",
        ]  # fmt: skip
        assert line.peak == line.hours[1]


def test_held_and_hidden_ones_are_no_bars(content: Content, author: Member) -> None:
    post_at(content.question, author, NOW, held_for="new")
    gone = post_at(content.premise, author, NOW)
    Comment.objects.filter(pk=gone.pk).update(state="hidden")
    (line,) = load_talk(NOW).lines
    assert (line.question, line.lately.total, line.lately.held) == (content.question, 0, 1)
    assert line.peak is None


def test_the_liveliest_first_with_all_its_numbers(
    as_moderator: Client, content: Content, author: Member, reader: Member
) -> None:
    assert "Nobody has written for 24 hours." in block(as_moderator).text
    for question in (content.premise, content.ending, content.ending):
        post(question, author)
    post(content.ending, author, held_for="new")
    content.ending.interpretations.all()[0].vote(reader, "agree")
    # Once more the same changes nothing.
    content.ending.interpretations.all()[0].vote(reader, "agree")
    first, second = block(as_moderator).one("ol").all("li")
    # What it is called where its ending must not be told.
    assert first.text.startswith("What happened in the last night?")
    assert "2 in 24 hours · 2 in the last hour · most: 2 from" in first.text
    assert "· 1 held back · 1 vote" in first.text
    assert first.one("a", href="/questions/the-last-night/?sort=new")
    assert [cell.text for cell in first.one("tbody").all("td")] == ["2"]
    assert second.text.startswith("Why does he count ships?")


@pytest.mark.once
def test_bars_have_one_scale_and_the_least_is_seen() -> None:
    bars = draw_bars([0, 1, 100, 50], most=200)
    assert bars.path == "M6 30v-2h5v2zM12 30v-15h5v15z"
    assert bars.last == "M18 30v-7.5h5v7.5z"
    assert draw_bars([0, 0], most=0).path == ""
