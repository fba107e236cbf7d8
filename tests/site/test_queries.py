"""Query budgets: each page asks the same few questions, however much there is to show. A statement
is named by what it is for."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.cast import make_member
from tests.support.content import Content, make_edition, make_question, post_many


def grow(content: Content, number: int) -> None:
    """So many comments on the open question and in the general thread, by several members, some of
    them marked, with a vote each; and explanations and questions beside them."""
    members = [make_member(f"m{number}-{each}") for each in range(5)]
    for question in (content.question, content.general):
        comments = post_many(question, members, number)
        for comment in comments[: number // 2]:
            comment.mark_useful(next(m for m in members if m != comment.author))
    for reading in content.readings:
        for member in members:
            reading.vote(member, "agree")
    for each in range(number // 5):
        slug = f"more-{number}-{each}"
        edition = make_edition(content.film, slug, lead=True)
        make_question(edition.explanation, slug, "More?")


def permalink(content: Content) -> str:
    return f"/comments/{content.question.comments.latest('id').pk}/"


WHO = ("the session", "the member")
BANNER = ("whether there is a sample discussion",)
THREAD = ("the roots of the page", "their branches", "the last branch")
MARKS = ("which comments the member found useful",)
BALLOTS = ("the edition that asks", "the readings", "the readings to choose from in the form")
VOTES = ("how the member voted",)

Address = Callable[[Content], str]
# Of each page: its address, what it asks for a guest, and what it asks more for a member.
BUDGETS: dict[str, tuple[Address, tuple[str, ...], tuple[str, ...]]] = {
    "home": (
        lambda content: "/",
        (
            "the newest explanation", "its sections", "the explanations after it",
            "their sections", "the notes", "their sections", "the liveliest questions", *BANNER,
        ),
        WHO,
    ),
    "about": (lambda content: "/about/", BANNER, WHO),
    "explanation": (
        lambda content: content.url,
        (
            "the live edition", "its sections", "the film's credits", "the questions",
            "what to see also", "the live editions of that", "their sections", *THREAD,
            *BANNER,
        ),
        (*WHO, "the member's rating", *MARKS),
    ),
    "questions": (lambda content: "/questions/", ("the questions", "their editions", *BANNER), WHO),
    "question": (
        lambda content: content.question.get_absolute_url(),
        ("the question", *THREAD, *BALLOTS, *BANNER),
        (*WHO, *MARKS, *VOTES),
    ),
    "question by time": (
        lambda content: f"{content.question.get_absolute_url()}?sort=new",
        ("the question", *THREAD, *BALLOTS, *BANNER),
        (*WHO, *MARKS, *VOTES),
    ),
    "results": (
        lambda content: f"{content.question.get_absolute_url()}results/",
        ("the question", "the readings", *BANNER),
        WHO,
    ),
    "comment": (
        permalink,
        (
            "the comment", "what stands before it", "its branch", "the roots after it", *BALLOTS,
            *BANNER,
        ),
        (*WHO, *MARKS, *VOTES),
    ),
    "replies": (
        lambda content: f"{permalink(content)}replies/",
        ("the comment", "the readings to choose from in the form", *BANNER),
        WHO,
    ),
    "profile": (
        lambda content: content.question.comments.latest("id").author.get_absolute_url(),
        ("the member whose profile it is", "their comments", *BANNER),
        WHO,
    ),
    "feed of a question": (
        lambda content: f"/feeds{content.question.get_absolute_url()}",
        ("the question", "its comments"),
        (),
    ),
    "feed of explanations": (lambda content: "/feeds/explanations/", ("the editions",), ()),
    "sitemap": (
        lambda content: "/sitemap.xml",
        ("how many editions", "the editions", "how many questions", "the questions"),
        (),
    ),
}  # fmt: skip


def asked(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"][:300] for query in captured.captured_queries]


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_asks_no_more_however_much_there_is(
    content: Content, guest: Client, as_reader: Client, page: str
) -> None:
    address, for_guests, for_members = BUDGETS[page]
    for number in (5, 120):
        grow(content, number)
        url = address(content)
        assert_asks(for_guests, asked(guest, url))
        assert_asks(for_guests + for_members, asked(as_reader, url))


def assert_asks(budget: tuple[str, ...], statements: list[str]) -> None:
    listed = "\n".join(["", *budget, "but it asked", *statements])
    assert len(statements) == len(budget), listed
