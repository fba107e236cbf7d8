"""?sort=moved on a question's page: what moved readers, the most first, then all else; from five
credits on."""

import pytest
from django.test import Client

from discussions.credits import credit, take_back
from discussions.models import Comment, Member
from tests.support.cast import make_member
from tests.support.content import Content, post
from tests.support.html import Element, parse


@pytest.fixture
def moving(content: Content, author: Member) -> list[Comment]:
    """Three comments that moved two, two and one; the second answers one that moved nobody."""
    root = post(content.question, author, "nobody")
    comments = [
        post(content.question, author, "one"),
        post(content.question, author, "two", parent=root),
        post(content.question, author, "two more"),
    ]
    for number, comment in enumerate([comments[0], *comments[1:] * 2]):
        sway(content, comment, make_member(f"swayed{number}"))
    return comments


def sway(content: Content, comment: Comment, member: Member) -> None:
    for stance in ("disagree", "agree"):
        content.readings[0].vote(member, stance)
    credit(member, content.readings[0], comment.pk)


def sorted_by(client: Client, content: Content, more: str = "") -> Element:
    return parse(client.get(f"{content.question.get_absolute_url()}?sort=moved{more}"))


def words(page: Element) -> list[str]:
    return [body.text for body in page.all("div", class_="comment-body")]


def orders(page: Element) -> list[str]:
    return [link.text for link in page.one("nav", class_="sorts").all("a")]


def test_the_most_first_one_beneath_the_other(
    content: Content, moving: list[Comment], guest: Client
) -> None:
    page = sorted_by(guest, content)
    assert words(page) == ["two", "two more", "one", "nobody"]
    assert len(page.all("ol")) == len(page.all("ol", class_="thread")) == 1
    assert page.one("a", aria_current="true").text == "Moved readers"
    # A comment's own page offers it as well.
    assert "Moved readers" in orders(parse(guest.get(f"/comments/{moving[0].pk}/")))


def test_it_goes_on_page_by_page(
    content: Content, moving: list[Comment], guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discussions.flat_thread.PAGE", 1)
    seen, more = [], ""
    for _page in range(4):
        page = sorted_by(guest, content, more)
        seen += words(page)
        further = [a["href"] for a in page.all("a") if "after=" in a["href"]]
        more = f"&after={further[0].split('after=')[1].split('#')[0]}" if further else ""
    assert seen == ["two", "two more", "one", "nobody"]
    assert not more


def test_below_five_it_is_the_usual_thread(
    content: Content, moving: list[Comment], guest: Client
) -> None:
    assert "Moved readers" in orders(parse(guest.get(content.question.get_absolute_url())))
    take_back(Member.objects.get(username="swayed0"), content.readings[0])
    usual = parse(guest.get(content.question.get_absolute_url()))
    for more in ("", f"&after=1_{moving[0].path}"):
        page = sorted_by(guest, content, more)
        assert words(page) == words(usual)
        assert orders(page) == orders(usual) == ["Best", "New", "Old"]


def test_what_is_taken_away_is_gone_from_it_and_from_the_five(
    content: Content, moving: list[Comment], guest: Client
) -> None:
    sway(content, moving[0], make_member("one-more"))
    moving[0].hide()
    assert "Moved readers" not in orders(sorted_by(guest, content))
    moving[0].show()
    assert words(sorted_by(guest, content)) == ["one", "two", "two more", "nobody"]


@pytest.mark.parametrize("cursor", ["x", "0.5_{path}", "{path}", "2_{elsewhere}", "2_9999999999"])
def test_a_cursor_that_no_page_gave_is_not_found(
    content: Content, moving: list[Comment], guest: Client, cursor: str
) -> None:
    elsewhere = post(content.ending, moving[0].author)
    after = cursor.format(path=moving[0].path, elsewhere=elsewhere.path)
    address = f"{content.question.get_absolute_url()}?sort=moved&after={after}"
    assert guest.get(address).status_code == 404


def test_what_speaks_for_a_reading_has_its_own_orders(
    content: Content, moving: list[Comment], guest: Client
) -> None:
    post(content.question, moving[0].author, "for it", supports=content.readings[0])
    page = sorted_by(guest, content, f"&supports={content.readings[0].pk}")
    assert words(page) == ["for it"]
    assert "Moved readers" not in orders(page)


def test_a_number_beyond_all_numbers_is_no_error(
    content: Content, moving: list[Comment], guest: Client
) -> None:
    page = sorted_by(guest, content, f"&after={'9' * 60}_{moving[0].path}")
    assert words(page) == ["two", "two more", "one", "nobody"]
