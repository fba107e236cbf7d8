"""Query budgets: each page asks the same few questions, however much there is to show.

A statement is named by what it is for, in the order in which the page asks.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.models import Comment, Member
from tests.support.cast import make_member
from tests.support.content import Content, make_edition, make_question, post_many

# What a member's page asks before its own: the session, then the member.
MEMBER = 2
# The banner: whether there is a sample discussion.
BANNER = 1


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


def statements(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


Address = Callable[[Content], str]


def permalink(content: Content) -> str:
    return f"/comments/{Comment.objects.filter(question=content.question).latest('id').pk}/"


BUDGETS: list[tuple[str, Address, int, int]] = [
    # The newest explanation with film and picture, its sections; the other explanations, their
    # sections; the notes; the liveliest questions.
    ("home", lambda c: "/", 6, 6),
    ("about", lambda c: "/about/", 0, 0),
    # The live edition with film and picture, sections with pictures, credits, questions, see-also
    # links, the editions they lead to and their sections, the page of the general thread (roots,
    # whole branches, the last branch), when it was updated.
    ("explanation", lambda c: c.url, 12, 16),
    ("questions", lambda c: "/questions/", 2, 2),
    # The question, the roots, whole branches, the last branch, the edition, the readings, the
    # readings again for the form.
    ("question", lambda c: c.question.get_absolute_url(), 7, 10),
    ("question, by time", lambda c: f"{c.question.get_absolute_url()}?sort=new", 7, 10),
    ("results", lambda c: f"{c.question.get_absolute_url()}results/", 2, 2),
    # The comment, what stands before it, its branch, and then as for the question.
    ("comment", permalink, 9, 12),
    # The comment, the readings for the form.
    ("replies", lambda c: f"{permalink(c)}replies/", 2, 2),
    # The member, their comments.
    ("profile", lambda c: Comment.objects.latest("id").author.get_absolute_url(), 2, 2),
    ("feed of a question", lambda c: f"/feeds{c.question.get_absolute_url()}", 2, 2),
    ("feed of explanations", lambda c: "/feeds/explanations/", 1, 1),
    ("sitemap", lambda c: "/sitemap.xml", 4, 4),
]


@pytest.mark.parametrize(("address", "guest_budget", "member_budget"), [b[1:] for b in BUDGETS],
                         ids=[b[0] for b in BUDGETS])  # fmt: skip
def test_budget(
    content: Content, reader: Member, guest: Client, as_reader: Client, address: Address,
    guest_budget: int, member_budget: int,
) -> None:  # fmt: skip
    counts = []
    for number in (5, 120):
        grow(content, number)
        url = address(content)
        for client in (guest, as_reader):
            asked = statements(client, url)
            print(number, len(asked), *[f"\n   {s[:150]}" for s in asked])
            counts.append(len(asked))
    print(counts)
    assert 0
