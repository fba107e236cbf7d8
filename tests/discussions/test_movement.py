"""How the votes on a reading moved from day to day: the last day equals the counters."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Interpretation, Member, VoteChange
from discussions.moderation.suspensions import lift, suspend
from discussions.movement import Day, load_movement
from discussions.movement_picture import MOST, draw_movement, thin
from tests.support.cast import make_member
from tests.support.content import Content

FIRST = datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC)


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


def on(day: int, change: VoteChange | None) -> None:
    """As if it had been handed in so many days after the first, at the end of the day."""
    assert change is not None
    VoteChange.objects.filter(pk=change.pk).update(at=FIRST.replace(day=1 + day))


def days(content: Content) -> list[Day]:
    return load_movement(content.question)[content.readings[0].pk]


def test_votes_changes_and_withdrawals(content: Content, reading: Interpretation) -> None:
    one, two = make_member("one"), make_member("two")
    on(0, reading.vote(one, "agree"))
    on(0, reading.vote(two, "agree"))
    on(2, reading.vote(two, "agree"))
    on(3, reading.vote(two, "disagree"))
    on(5, reading.withdraw(one))
    assert days(content) == [
        Day(date(2026, 3, 1), 2, 0, 0),
        Day(date(2026, 3, 4), 1, 1, 0),
        Day(date(2026, 3, 6), 0, 1, 0),
    ]


def test_suspended_members_are_in_none_of_it(
    content: Content, reading: Interpretation, reader: Member, moderator: Member
) -> None:
    on(0, reading.vote(make_member("one"), "unsure"))
    on(1, reading.vote(reader, "agree"))
    suspend(reader, moderator, rule="spam", message="", ends_at=timezone.now() + timedelta(days=3))
    assert days(content) == [Day(date(2026, 3, 1), 0, 0, 1)]
    lift(reader)
    assert days(content)[-1] == Day(date(2026, 3, 2), 1, 0, 1)


def test_a_merged_reading_counts_nobody_twice(content: Content, reader: Member) -> None:
    one, two, _three = content.readings
    one.vote(reader, "agree")
    two.vote(reader, "disagree")
    # The newest vote is the one on the other, and the last ballot says the older one again.
    one.vote(reader, "agree")
    one.merge_into(two)
    two.refresh_from_db()
    assert load_movement(content.question)[two.pk][-1].counts == (0, 1, 0)
    assert (two.agree, two.disagree) == (0, 1)


def test_of_a_question_without_votes(content: Content) -> None:
    assert load_movement(content.question) == {}


def test_one_statement(content: Content, reading: Interpretation) -> None:
    for number in range(3):
        on(number, reading.vote(make_member(f"m{number}"), "agree"))
    with CaptureQueriesContext(connection) as captured:
        load_movement(content.question)
    assert len(captured) == 1


def day(number: int, agree: int, disagree: int = 0) -> Day:
    return Day(date(2026, 3, number), agree, disagree, 0)


def test_a_share_from_twenty_votes_on() -> None:
    days = [day(1, 4), day(2, 15, 5), day(4, 15, 10), day(5, 15, 15)]
    picture = draw_movement(days)
    assert picture is not None
    assert picture.days == days[1:]
    # 75, 60 and 50 of a hundred, 88 units high, over three days that are 230 wide.
    assert [line.path for line in picture.lines] == ["M40 30L193.3 43.2L270 52"]
    assert picture.lines[0].label == "50 % agree"
    assert picture.area == "M40 30L193.3 43.2L270 52V96H40Z"


def test_the_share_is_rounded_as_everywhere_else() -> None:
    last = Day(date(2026, 3, 2), 7, 7, 7)
    picture = draw_movement([day(1, 20), last])
    assert picture is not None
    assert picture.lines[0].label == "34 % agree"


def test_counts_before_that() -> None:
    picture = draw_movement([day(1, 4), day(2, 4, 2), day(3, 15, 5)])
    assert picture is not None
    assert not picture.is_share
    assert [line.label for line in picture.lines] == ["Agree 15", "Disagree 5", "Unsure 0"]
    assert picture.lines[1].path == "M40 96H155V84.3H270V66.7"
    # Nobody's word stands over another's.
    heights = sorted(float(line.y) for line in picture.lines)
    assert all(high - low >= 14 for low, high in pairwise(heights))


def test_nothing_to_draw_of_one_day() -> None:
    assert draw_movement([day(1, 30)]) is None


@pytest.mark.parametrize("size", [1, MOST, MOST + 1, 1_000])
def test_as_many_days_as_can_be_told_apart(size: int) -> None:
    numbers = list(range(size))
    left = thin(numbers)
    assert (left[0], left[-1]) == (0, size - 1)
    assert len(left) == len(set(left)) == min(size, MOST)
