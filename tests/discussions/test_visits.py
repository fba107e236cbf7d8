"""What is new to a member since they were last at a question, and what is kept of that."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Comment, Member, Visit
from tests.support.content import Content, post, post_many
from tests.support.html import Element, parse

HOUR = timedelta(hours=1)


@pytest.fixture
def away(content: Content, reader: Member) -> Visit:
    """The reader was here two hours ago, and at the visit before that yesterday."""
    now = timezone.now()
    return Visit.objects.create(
        member=reader, question=content.question, seen_at=now - 2 * HOUR, before=now - 24 * HOUR
    )


@pytest.fixture
def fresh(content: Content, author: Member, reader: Member) -> Comment:
    """What another one wrote an hour ago, after an old comment and before one of the reader's."""
    now = timezone.now()
    post(content.question, author, "old", created_at=now - 5 * HOUR)
    comment = post(content.question, author, "fresh", created_at=now - HOUR)
    post(content.question, reader, "mine", created_at=now - HOUR)
    return comment


def page_of(client: Client, content: Content, **headers: str) -> Element:
    return parse(client.get(content.question.get_absolute_url(), headers=headers))


def marked(page: Element) -> list[str]:
    """The ids of the comments that are marked as new."""
    items = [next(mark.ancestors) for mark in page.all("p", class_="new-mark")]
    return [item.all("article")[0]["id"] for item in items]


def test_what_others_wrote_since_is_marked_and_counted(
    content: Content, away: Visit, fresh: Comment, as_reader: Client
) -> None:
    page = page_of(as_reader, content)
    assert marked(page) == [f"c{fresh.pk}"]
    news = page.one("p", class_="news")
    assert news.text.startswith("1 new since ")
    assert news.one("a")["href"] == f"#c{fresh.pk}"
    assert news.one("kbd").text == "n"


def test_it_stays_marked_for_half_an_hour_and_no_longer(
    content: Content, away: Visit, fresh: Comment, as_reader: Client
) -> None:
    for _reload in range(2):
        assert marked(page_of(as_reader, content)) == [f"c{fresh.pk}"]
    Visit.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    assert marked(page_of(as_reader, content)) == []


def test_nothing_is_new_at_the_first_visit(
    content: Content, fresh: Comment, reader: Member, as_reader: Client
) -> None:
    for _reload in range(2):
        page = page_of(as_reader, content)
        assert marked(page) == []
        assert not page.all("p", class_="news")
    assert Visit.objects.get().member == reader


def test_what_stands_elsewhere_can_be_reached(
    content: Content, away: Visit, author: Member, as_reader: Client
) -> None:
    post_many(content.question, [author], 120)
    Comment.objects.update(created_at=timezone.now() - 5 * HOUR)
    comments = content.question.comments.order_by("path")
    last = comments[119]
    Comment.objects.filter(pk=last.pk).update(created_at=timezone.now() - HOUR)
    news = page_of(as_reader, content).one("p", class_="news")
    assert news.text.startswith("New on other pages since ")
    assert news.one("a")["href"] == f"/comments/{last.pk}/#c{last.pk}"
    assert marked(parse(as_reader.get(f"/comments/{last.pk}/"))) == [f"c{last.pk}"]


def test_guests_see_no_marks_and_leave_nothing(
    content: Content, away: Visit, fresh: Comment, as_reader: Client, guest: Client
) -> None:
    page_of(as_reader, content)
    assert marked(page_of(guest, content)) == []
    assert Visit.objects.count() == 1


def writes(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        do()
    starts = ("INSERT", "UPDATE", "DELETE")
    return len([q for q in captured.captured_queries if q["sql"].startswith(starts)])


def test_at_most_one_small_write_and_none_where_nothing_changed(
    content: Content, fresh: Comment, author: Member, as_reader: Client
) -> None:
    def look() -> Element:
        return page_of(as_reader, content)

    assert writes(look) == 1
    assert writes(look) == 0
    post(content.question, author, "one more")
    assert writes(look) == 1
    assert writes(look) == 0
    Visit.objects.update(seen_at=timezone.now() - HOUR)
    assert writes(look) == 1
    assert writes(look) == 0


def test_what_comes_during_a_visit_is_new_and_not_new_at_the_next(
    content: Content, away: Visit, author: Member, as_reader: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page_of(as_reader, content)
    comment = post(content.question, author, "just now")
    assert marked(page_of(as_reader, content)) == [f"c{comment.pk}"]
    monkeypatch.setattr("discussions.visits.SAME_VISIT", timedelta(0))
    assert marked(page_of(as_reader, content)) == []


def test_pages_that_nobody_looks_at_are_no_visit(
    content: Content, away: Visit, fresh: Comment, as_reader: Client
) -> None:
    seen_at = away.seen_at
    page_of(as_reader, content, sec_purpose="prefetch;prerender")
    as_reader.head(content.question.get_absolute_url())
    as_reader.get(f"/comments/{fresh.pk}/")
    as_reader.get(f"/comments/{fresh.pk}/branch/")
    away.refresh_from_db()
    assert away.seen_at == seen_at


def test_the_general_thread_of_an_explanation_is_visited_with_it(
    content: Content, reader: Member, as_reader: Client
) -> None:
    as_reader.get(content.url)
    assert Visit.objects.get().question == content.general


def test_a_question_that_is_followed_stays_so(
    content: Content, away: Visit, fresh: Comment, as_reader: Client
) -> None:
    Visit.objects.update(follows=True)
    page = page_of(as_reader, content)
    assert page.one("div", class_="follow").one("button")["aria-pressed"] == "true"
    away.refresh_from_db()
    assert away.follows
