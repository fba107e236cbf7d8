"""The public log: what was done, without names and without words."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Decision, Member
from discussions.moderation.appeals import appeal
from discussions.moderation.decisions import Judgement, decide, undo
from explainer.models import Withdrawal
from hersite import memory
from tests.support.content import Content, post
from tests.support.html import parse

LOG = "/moderation/log/"


def lines(response: Any) -> list[str]:
    return [line.text for line in parse(response).one("main").all("li")]


def test_it_names_the_deed_the_rule_and_the_question(
    guest: Client, comment: Comment, author: Member, moderator: Member
) -> None:
    decide(comment, Judgement("remove", "unkind", "A message."), moderator)
    response = guest.get(LOG)
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    (line,) = lines(response)
    assert line.endswith("removed (unkind) · What is it about?")
    text = parse(response).text
    for secret in ("A message.", "lamp is the clue", author.name, author.username, "moderator "):
        assert secret not in parse(response).one("main").text, secret
    assert "What moderators did" in text


def test_a_question_that_gives_the_ending_away_has_its_safe_title(
    guest: Client, content: Content, author: Member, moderator: Member
) -> None:
    decide(post(content.ending, author), Judgement("hide", "spam"), moderator)
    assert "What happened in the last night?" in lines(guest.get(LOG))[0]
    assert "put the lamp out" not in guest.get(LOG).content.decode()


def test_nothing_is_named_of_what_readers_can_not_see(
    guest: Client, content: Content, comment: Comment, moderator: Member
) -> None:
    decide(comment, Judgement("hide", "spam"), moderator)
    Withdrawal.objects.create(explanation=content.explanation, by=moderator, reason="Wrong.")
    assert lines(guest.get(LOG))[0].endswith("hidden (spam)")


def test_each_decision_is_there_with_the_next_request(
    guest: Client, comment: Comment, author: Member, moderator: Member, client_of: Any
) -> None:
    assert "Nothing has been decided yet." in parse(guest.get(LOG)).text
    steps: list[tuple[str, str]] = [("hide", "hidden"), ("uphold", "appeal refused"),
                                    ("approve", "approved"), ("feature", "featured")]  # fmt: skip
    for action, said in steps:
        decision = decide(comment, Judgement(action, "spam"), moderator)
        assert said in lines(guest.get(LOG))[0]
        if action == "hide":
            assert appeal(decision, author, "Why?")
    assert undo(decision, moderator)
    assert "featured undone" in lines(guest.get(LOG))[0]


def test_a_hundred_at_a_time_by_day(guest: Client, comment: Comment, moderator: Member) -> None:
    now = timezone.now()
    Decision.objects.bulk_create(
        [
            Decision(action="approve", comment=comment, moderator=moderator,
                     at=now - timedelta(hours=number))
            for number in range(130)
        ]
    )  # fmt: skip
    first = guest.get(LOG)
    assert len(lines(first)) == 100
    assert len(parse(first).all("h2")) in (5, 6)
    onward = parse(first).one("p", class_="pager").one("a")["href"]
    second = guest.get(onward)
    assert len(lines(second)) == 30
    assert not parse(second).all("p", class_="pager")


@pytest.mark.parametrize("cursor", ["x", "0", "9" * 30, "٣"])
def test_an_unknown_cursor_is_unknown(guest: Client, db: None, cursor: str) -> None:
    assert guest.get(LOG, {"before": cursor}).status_code == 404


def test_figures_are_of_whole_days(
    guest: Client, content: Content, author: Member, moderator: Member
) -> None:
    ago = timezone.now() - timedelta(days=2)
    first, second = post(content.question, author), post(content.question, author, held_for="new")
    decision = decide(first, Judgement("hide", "spam"), moderator)
    assert appeal(decision, author, "Why?")
    decide(first, Judgement("overturn"), moderator)
    assert "In the last 30 whole days" not in parse(guest.get(LOG)).text
    Comment.objects.update(created_at=ago)
    Decision.objects.update(at=ago)
    second.reviews.update(opened_at=ago)
    decision.appeal.__class__.objects.update(decided_at=ago)
    memory.forget()
    assert (
        "2 posted, 1 held for a moderator first, 1 taken off the page, 1 back after an appeal."
        in parse(guest.get(LOG)).text
    )


def test_no_zero_stands_among_the_figures(guest: Client, content: Content, author: Member) -> None:
    comment = post(content.question, author)
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(days=2))
    assert "In the last 30 whole days: 1 posted. " in f"{parse(guest.get(LOG)).text} "
