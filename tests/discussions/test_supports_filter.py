"""?supports=<id> on a question's page: only the comments that speak for one of its readings."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Member
from tests.support.content import Content, post
from tests.support.html import Element, parse


@pytest.fixture
def spoken(content: Content, author: Member, reader: Member) -> list[Comment]:
    """Three comments for the first reading, one of them an answer to one for the second."""
    first, second, _third = content.readings
    now = timezone.now()
    days = iter(range(9, 0, -1))

    def say(body: str, **fields: object) -> Comment:
        at = now - timedelta(days=next(days))
        return post(content.question, author, body, created_at=at, **fields)

    other = say("for the second", supports=second)
    comments = [
        say("one", supports=first),
        say("two", supports=first, parent=other),
        say("three", supports=first),
    ]
    say("for none")
    comments[1].mark_useful(reader)
    return comments


def filtered(client: Client, content: Content, more: str = "") -> Element:
    reading = content.readings[0]
    url = content.question.get_absolute_url()
    return parse(client.get(f"{url}?supports={reading.pk}{more}"))


def words(page: Element) -> list[str]:
    return [body.text for body in page.all("div", class_="comment-body")]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("best", ["two", "one", "three"]),
        ("new", ["three", "two", "one"]),
        ("old", ["one", "two", "three"]),
    ],
)
def test_only_what_speaks_for_it_in_each_order(
    content: Content, spoken: list[Comment], guest: Client, sort: str, expected: list[str]
) -> None:
    page = filtered(guest, content, f"&sort={sort}")
    assert words(page) == expected
    assert page.one("ol", class_="thread").all("ol") == [page.one("ol", class_="thread")]
    assert "in reply to The Author" in page.one("article", id=f"c{spoken[1].pk}").text
    reading = content.readings[0]
    orders = page.one("nav", class_="sorts").all("a")
    assert all(f"supports={reading.pk}" in link["href"] for link in orders)


@pytest.mark.parametrize("sort", ["best", "new", "old"])
def test_it_goes_on_page_by_page(
    content: Content, spoken: list[Comment], guest: Client, sort: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("discussions.flat_thread.PAGE", 1)
    seen: list[str] = []
    more = f"&sort={sort}"
    for _page in range(3):
        page = filtered(guest, content, more)
        seen += words(page)
        further = [a["href"] for a in page.all("a") if "after=" in a["href"]]
        more = f"&sort={sort}&after={further[0].split('after=')[1]}" if further else ""
    assert sorted(seen) == ["one", "three", "two"]
    assert not more


def test_a_cursor_of_something_else_is_not_found(
    content: Content, spoken: list[Comment], guest: Client
) -> None:
    other = Comment.objects.get(body="for the second")
    reading = content.readings[0]
    url = content.question.get_absolute_url()
    response = guest.get(f"{url}?supports={reading.pk}&after=0.0_{other.path}")
    assert response.status_code == 404


def test_what_is_taken_away_is_gone_from_it(
    content: Content, spoken: list[Comment], guest: Client
) -> None:
    spoken[0].hide()
    assert words(filtered(guest, content)) == ["two", "three"]


@pytest.mark.parametrize("said", ["0", "x", "99999", "٣", "9" * 40])
def test_an_unknown_reading_is_not_there(
    content: Content, spoken: list[Comment], guest: Client, said: str
) -> None:
    url = content.question.get_absolute_url()
    assert guest.get(f"{url}?supports={said}").status_code == 404
    assert words(parse(guest.get(f"{url}?supports="))) == words(parse(guest.get(url)))


def test_neither_is_one_of_another_question(
    content: Content, spoken: list[Comment], guest: Client
) -> None:
    other = content.premise.interpretations.first()
    assert other is not None
    url = content.question.get_absolute_url()
    assert guest.get(f"{url}?supports={other.pk}").status_code == 404


def test_a_comment_leads_to_others_for_its_reading_and_so_does_a_list(
    content: Content, spoken: list[Comment], guest: Client
) -> None:
    url = content.question.get_absolute_url()
    page = parse(guest.get(url))
    first, second, _third = content.readings
    comment = page.one("article", id=f"c{spoken[0].pk}")
    assert comment.one("p", class_="supports").one("q").text == first.statement
    # Under "More": a comment has four tab stops.
    assert not comment.one("p", class_="supports").all("a")
    link = comment.one("details", class_="more").one("a", href=f"{url}?supports={first.pk}#thread")
    assert link["rel"] == "nofollow"
    listed = page.one("details", class_="spoken-for").all("a")
    # The third has no comment.
    assert [a["href"] for a in listed] == [
        f"{url}?supports={reading.pk}#thread" for reading in (first, second)
    ]


def test_nothing_is_listed_where_nobody_speaks_for_a_reading(
    content: Content, comment: Comment, guest: Client
) -> None:
    page = parse(guest.get(content.question.get_absolute_url()))
    assert not page.all("details", class_="spoken-for")
