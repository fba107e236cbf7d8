"""How a member says which comment moved them, and what others see of it."""

from typing import Any

from django.test import Client

from discussions.models import Comment, Interpretation, Member
from tests.support.html import parse


def url(reading: Interpretation) -> str:
    return f"/interpretations/{reading.pk}/moved/"


def vote(client: Client, reading: Interpretation, stance: str) -> None:
    client.post(f"/interpretations/{reading.pk}/vote/", {"stance": stance})


def asks(client: Client, reading: Interpretation) -> bool:
    """Whether the reading's ballot asks what moved the member."""
    page = parse(client.get(reading.question.get_absolute_url()))
    found = [link["href"] for link in page.all("a") if link["href"] == url(reading)]
    assert len(found) <= 1
    return bool(found)


def name(client: Client, reading: Interpretation, comment: Any) -> int:
    """The status that a comment gets, or what is sent in the place of its number."""
    response = client.post(url(reading), {"comment": getattr(comment, "pk", comment)})
    return response.status_code


def line(client: Client, comment: Comment) -> str:
    """What the comment says of it in its thread."""
    page = parse(client.get(comment.question.get_absolute_url()))
    article = page.one("article", id=f"c{comment.pk}")
    return " ".join(p.text for p in article.all("p", class_="supports"))


def sway(reading: Interpretation, member: Member, *stances: str) -> None:
    """From one side to another."""
    for stance in stances or ("disagree", "agree"):
        reading.vote(member, stance)
