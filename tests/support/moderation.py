"""Comments that wait, and what a moderator does at the queue."""

from typing import Any

from django.test import Client

from discussions.models import Comment, Flag, Member, Review
from tests.support.cast import make_member
from tests.support.content import Content, post
from tests.support.html import Element, parse

QUEUE = "/moderation/"
DECISIONS = "/moderation/decisions/"


def hold(content: Content, author: Member, body: str = "First words.", **fields: Any) -> Comment:
    return post(content.question, author, body, held_for="new", **fields)


def report(comment: Comment, *reasons: str) -> None:
    for number, reason in enumerate(reasons):
        member = make_member(f"r{comment.pk}-{number}")
        Flag.objects.create(member=member, comment=comment, reason=reason, note=f"Note {number}")
    comment.open_review("reports", spoiler="spoiler" in reasons)


def items(response: Any) -> list[Element]:
    return parse(response).one("ol", id="queue").all("article", class_="item")


def number_of(comment: Comment) -> int:
    return int(Review.objects.get(comment=comment, closed_at=None).pk)


def press(client: Client, action: str, *comments: Comment, **fields: Any) -> Any:
    reviews = [Review.objects.filter(comment=comment).latest("pk").pk for comment in comments]
    return client.post(DECISIONS, {"action": action, "review": reviews, **fields})


def problem(response: Any) -> str:
    return parse(response).one(id="problems").text
