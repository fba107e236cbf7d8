"""Two moderators, and one with what is their own: nothing is decided twice or by the wrong one."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Appeal, Member, Review
from discussions.moderation.appeals import appeal
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.queue import TAKEN_FOR
from tests.support.cast import make_staff
from tests.support.content import Content, post, reload
from tests.support.html import parse
from tests.support.moderation import (
    DECISIONS,
    QUEUE,
    hold,
    items,
    number_of,
    press,
    problem,
)


@pytest.fixture
def colleague(db: None) -> Member:
    return make_staff("colleague", "Moderators")


def test_two_moderators_have_different_ones_on_the_screen(
    content: Content, author: Member, as_moderator: Client, colleague: Member, client_of: Any
) -> None:
    other = client_of(colleague)
    comments = [hold(content, author, f"Words {number}.") for number in range(21)]
    assert len(items(as_moderator.get(QUEUE))) == 20
    theirs = items(other.get(QUEUE))
    assert theirs[0].one("div", class_="comment-body").text == comments[20].body
    assert "moderator has it on the screen." in theirs[1].text
    Review.objects.update(taken_at=timezone.now() - TAKEN_FOR)
    assert "on the screen" not in parse(other.get(QUEUE)).text


def test_the_slower_of_two_is_told_and_overwrites_nothing(
    content: Content, author: Member, as_moderator: Client, colleague: Member, client_of: Any
) -> None:
    comment = hold(content, author)
    press(client_of(colleague), "hide", comment, rule="unkind")
    late = press(as_moderator, "approve", comment)
    assert late.status_code == 409
    assert "colleague, 0 minutes ago: hidden (unkind)." in problem(late)
    assert reload(comment).state == "hidden"


def test_what_its_author_deleted_meanwhile_is_told(
    content: Content, author: Member, as_moderator: Client
) -> None:
    comment = hold(content, author)
    review = number_of(comment)
    comment.delete_by_author()
    late = as_moderator.post(DECISIONS, {"action": "approve", "review": review})
    assert (late.status_code, reload(comment).state) == (409, "deleted")
    assert "has deleted this comment" in problem(late)


def test_staff_are_not_suspended(content: Content, editor: Member, as_moderator: Client) -> None:
    comment = hold(content, editor)
    refused = press(as_moderator, "suspend", comment)
    assert (refused.status_code, reload(comment).state) == (409, "held")
    assert "is staff" in problem(refused)


def test_an_appeal_is_for_a_colleague(
    content: Content, author: Member, moderator: Member, as_moderator: Client, colleague: Member,
    client_of: Any,
) -> None:  # fmt: skip
    comment = post(content.question, author, "Fine words.")
    decision = decide(comment, Judgement("hide", "unkind", "Too sharp."), moderator)
    assert appeal(decision, author, "It was a joke.")
    other = client_of(colleague)
    own = items(as_moderator.get(QUEUE))[0]
    assert "For a colleague" in own.text
    assert not own.all("button")
    assert press(as_moderator, "overturn", comment).status_code == 409
    theirs = items(other.get(QUEUE))[0]
    assert "on the screen" not in theirs.text
    for words in ("An appeal", "It was a joke.", "Too sharp.", "by moderator"):
        assert words in theirs.text, words
    press(other, "overturn", comment)
    assert (reload(comment).state, Appeal.objects.get().outcome) == ("visible", "overturned")


def test_where_there_is_one_moderator_they_answer_it_themselves(
    content: Content, author: Member, moderator: Member, as_moderator: Client
) -> None:
    comment = post(content.question, author, "Fine words.")
    decision = decide(comment, Judgement("hide", "unkind"), moderator)
    assert appeal(decision, author, "It was a joke.")
    assert items(as_moderator.get(QUEUE))[0].one("button", value="uphold")
    press(as_moderator, "uphold", comment)
    assert (reload(comment).state, Appeal.objects.get().outcome) == ("hidden", "upheld")
