"""The strongest comment for each reading, side by side at the top of a thread."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Interpretation, Member, Mute
from tests.support.cast import make_member
from tests.support.content import Content, post, post_many, reload
from tests.support.html import parse


@pytest.fixture
def fans() -> list[Member]:
    return [make_member(f"fan{number}") for number in range(4)]


def say(content: Content, author: Member, reading: Interpretation, **fields: object) -> Comment:
    body = str(fields.pop("body", f"For {reading}"))
    at = timezone.now() - timedelta(days=3)
    return post(content.question, author, body, supports=reading, created_at=at, **fields)


def mark(comment: Comment, fans: list[Member]) -> None:
    for fan in fans:
        comment.mark_useful(fan)


def strongest(client: Client, content: Content, query: str = "") -> list[str]:
    page = parse(client.get(f"{content.question.get_absolute_url()}{query}"))
    return [item.one(class_="strongest-words").text for item in page.all(class_="strongest-item")]


@pytest.fixture
def two(content: Content, author: Member, fans: list[Member]) -> list[Comment]:
    """One for each of two readings, with three marks each."""
    comments = [say(content, author, reading) for reading in content.readings[:2]]
    for comment in comments:
        mark(comment, fans[:3])
    return comments


def test_they_stand_side_by_side(content: Content, two: list[Comment], guest: Client) -> None:
    assert strongest(guest, content) == [comment.body for comment in two]
    page = parse(guest.get(content.question.get_absolute_url()))
    links = [item.one("a")["href"] for item in page.all(class_="strongest-item")]
    assert links == [comment.get_absolute_url() for comment in two]


def test_the_one_with_more_marks_stands_for_its_reading(
    content: Content, two: list[Comment], author: Member, fans: list[Member], guest: Client
) -> None:
    better = say(content, author, content.readings[0], body="The better one")
    mark(better, fans)
    assert strongest(guest, content) == [better.body, two[1].body]


def test_not_before_two_readings_have_one(
    content: Content, two: list[Comment], fans: list[Member], guest: Client
) -> None:
    two[0].withdraw_useful(fans[0])
    assert strongest(guest, content) == []


def test_what_is_taken_away_or_rightly_reported_does_not_count(
    content: Content, two: list[Comment], fans: list[Member], guest: Client
) -> None:
    reload(two[0]).count_upheld(1)
    assert strongest(guest, content) == []
    reload(two[0]).count_upheld(-1)
    assert strongest(guest, content)
    reload(two[1]).hide()
    assert strongest(guest, content) == []


def test_a_reading_that_is_no_longer_open_has_none(
    content: Content, two: list[Comment], guest: Client
) -> None:
    reading = content.readings[0]
    reading.state = Interpretation.State.DECLINED
    reading.save()
    assert strongest(guest, content) == []


def test_only_at_the_beginning_of_the_best(
    content: Content, two: list[Comment], author: Member, guest: Client
) -> None:
    post_many(content.question, [author], 60)
    page = parse(guest.get(content.question.get_absolute_url()))
    further = next(a["href"] for a in page.all("a") if "after=" in a["href"])
    for query in ("?sort=new", "?sort=old", f"?{further.split('?')[1]}"):
        assert strongest(guest, content, query) == []
    assert strongest(guest, content, "?sort=best")


def test_nothing_is_given_away(
    content: Content, two: list[Comment], author: Member, fans: list[Member], guest: Client
) -> None:
    first, second, _third = content.readings
    covered = say(content, author, first, body="The lamp fails.", spoils="ending")
    partly = say(content, author, second, body="He <b>knows</b> ||that it fails|| *well*")
    for comment in (covered, partly):
        mark(comment, fans)
    assert strongest(guest, content) == ["[spoiler]", "He <b>knows</b> [spoiler] well"]


def test_not_for_who_muted_its_author(
    content: Content, two: list[Comment], author: Member, reader: Member, as_reader: Client
) -> None:
    assert len(strongest(as_reader, content)) == 2
    Mute.objects.create(member=reader, muted=author)
    assert strongest(as_reader, content) == []
