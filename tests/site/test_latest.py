"""/questions/<slug>/latest/: what an open page asks to know whether comments have come."""

import json
from typing import Any

from django.test import Client

from discussions.models import Comment, Question
from explainer.models import Withdrawal
from tests.support.cast import make_member
from tests.support.content import Content
from tests.support.wsgi import Front


def address(question: Question) -> str:
    return f"{question.get_absolute_url()}latest/"


def latest(client: Client, content: Content) -> dict[str, Any]:
    response = client.get(address(content.question))
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def test_it_counts_what_everybody_sees(content: Content, guest: Client) -> None:
    assert latest(guest, content) == {"count": 0, "newest": None}
    author = make_member("olive")
    one = Comment.post(question=content.question, author=author, body="One.")
    two = Comment.post(question=content.question, author=author, body="Two.")
    assert latest(guest, content) == {"count": 2, "newest": two.pk}
    two.delete_by_author()
    assert latest(guest, content) == {"count": 1, "newest": one.pk}


def test_what_is_held_shows_in_nothing(content: Content, guest: Client) -> None:
    author = make_member("olive")
    Comment.post(question=content.question, author=author, body="Held.", state=Comment.State.HELD)
    as_author = Client()
    as_author.force_login(author)
    assert latest(guest, content) == latest(as_author, content) == {"count": 0, "newest": None}


def test_the_answer_is_small_and_the_same_for_members(
    content: Content, guest: Client, as_reader: Client
) -> None:
    Comment.post(question=content.question, author=make_member("olive"), body="One.")
    of_guest = guest.get(address(content.question))
    of_member = as_reader.get(address(content.question))
    assert of_guest.content == of_member.content
    assert len(of_guest.content) < 60
    assert of_guest["Content-Type"] == "application/json"
    assert of_guest["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert of_guest["ETag"]
    assert of_member["Cache-Control"] == "private, no-cache"
    assert not of_guest.cookies


def test_it_comes_from_memory_until_somebody_writes(content: Content, db: None) -> None:
    front, url = Front(), address(content.question)
    first = front.get(url)
    assert front.get(f"{url}?again=1").body == first.body
    assert len(front.made) == 1
    Comment.post(question=content.question, author=make_member("olive"), body="One.")
    assert json.loads(front.get(url).body)["count"] == 1


def test_a_question_that_nobody_can_see(content: Content, guest: Client) -> None:
    assert guest.get("/questions/no-such/latest/").status_code == 404
    Withdrawal.objects.create(explanation=content.explanation, reason="Wrong.")
    assert guest.get(address(content.question)).status_code == 404


def test_it_is_only_read(content: Content, guest: Client) -> None:
    assert guest.head(address(content.question)).status_code == 200
    assert guest.post(address(content.question)).status_code == 405
