"""What a guest types or presses survives sign-up, sign-in and a stale token."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from discussions.models import Comment, Member
from tests.support.content import Content, reload
from tests.support.forms import (
    RESUME,
    SAME_ORIGIN,
    SIGN_IN,
    SIGN_UP,
    form_to,
    sign_in,
    sign_up,
    token,
    values,
)


def comments(content: Content) -> str:
    return f"{content.question.get_absolute_url()}comments/"


def test_a_guests_comment_waits_through_sign_up(content: Content, strict: Client) -> None:
    reading = content.readings[1]
    form = form_to(strict.get(content.question.get_absolute_url()), comments(content))
    typed = values(form) | {"body": "Half a\r\nnight's work", "spoils": "ending"}
    typed["supports"] = str(reading.pk)
    response = strict.post(comments(content), typed, headers=SAME_ORIGIN)
    assert (response.status_code, response["Location"]) == (
        303,
        f"{SIGN_UP}?next=%2Fme%2Fdrafts%2F",
    )
    assert "Your text is kept" in strict.get(response["Location"]).content.decode()
    page = sign_up(strict)
    assert not Comment.objects.exists()
    sent = values(form_to(page, comments(content)))
    assert sent["body"].replace("\r\n", "\n") == "Half a\nnight's work"
    assert (sent["supports"], sent["spoils"]) == (str(reading.pk), "ending")
    assert len(sent["submission"]) == 32
    again = values(form_to(strict.get(content.question.get_absolute_url()), comments(content)))
    assert again["submission"] == sent["submission"]
    for _double_click in range(2):
        landed = strict.post(comments(content), sent)
        assert landed["Location"].startswith("/comments/")
    comment = Comment.objects.get()
    assert (comment.author.username, comment.supports) == ("fresh", reading)
    fresh = values(form_to(strict.get(content.question.get_absolute_url()), comments(content)))
    assert fresh["body"] == ""
    assert fresh["submission"] != sent["submission"]


def test_it_waits_through_sign_in_too(content: Content, strict: Client, reader: Member) -> None:
    strict.post(comments(content), {"body": "I have an account"}, headers=SAME_ORIGIN)
    page = sign_in(strict, "reader")
    sent = values(form_to(page, comments(content)))
    strict.post(comments(content), sent)
    assert Comment.objects.get().author == reader


def test_an_answer_waits_under_what_it_answers(comment: Comment, strict: Client) -> None:
    address = f"{comment.question.get_absolute_url()}comments/"
    strict.post(address, {"body": "An answer", "parent": comment.pk}, headers=SAME_ORIGIN)
    page = sign_up(strict)
    sent = values(form_to(page, address))
    assert (sent["body"], sent["parent"]) == ("An answer", str(comment.pk))
    strict.post(address, sent)
    assert Comment.objects.get(body="An answer").parent == comment


def test_a_known_browser_is_led_to_sign_in(content: Content, strict: Client) -> None:
    token(strict, SIGN_IN)
    response = strict.post(comments(content), {"body": "Back again"}, headers=SAME_ORIGIN)
    assert response["Location"].startswith(SIGN_IN)


def test_two_drafts_on_two_pages_are_both_kept(content: Content, strict: Client) -> None:
    other = f"{content.premise.get_absolute_url()}comments/"
    strict.post(comments(content), {"body": "Here"}, headers=SAME_ORIGIN)
    strict.post(other, {"body": "There"}, headers=SAME_ORIGIN)
    assert values(form_to(sign_up(strict), other))["body"] == "There"
    page = strict.get(content.question.get_absolute_url())
    assert values(form_to(page, comments(content)))["body"] == "Here"


@pytest.mark.parametrize("stale", ["", "x" * 64, "short"])
def test_a_stale_token_keeps_the_text_and_stores_nothing(
    content: Content, strict: Client, reader: Member, stale: str
) -> None:
    strict.force_login(reader)
    typed = {"body": "Two days in a tab", "submission": "old-key", "csrfmiddlewaretoken": stale}
    response = strict.post(comments(content), typed, headers=SAME_ORIGIN)
    assert (response.status_code, response["Location"]) == (303, RESUME)
    assert not Comment.objects.exists()
    sent = values(form_to(strict.get(RESUME, follow=True), comments(content)))
    assert (sent["body"], sent["submission"]) == ("Two days in a tab", "old-key")
    strict.post(comments(content), sent)
    assert Comment.objects.get().submission == "old-key"


def test_an_edit_survives_an_expired_session(
    comment: Comment, strict: Client, author: Member
) -> None:
    address = f"/comments/{comment.pk}/edit/"
    strict.post(address, {"body": "Better words"}, headers=SAME_ORIGIN)
    sent = values(form_to(sign_in(strict, "author"), address))
    assert sent["body"] == "Better words"
    strict.post(address, sent)
    assert reload(comment).body == "Better words"


def test_a_session_that_ended_on_the_server_loses_nothing(
    content: Content, strict: Client, reader: Member
) -> None:
    strict.force_login(reader)
    page = strict.get(content.question.get_absolute_url())
    sent = values(form_to(page, comments(content))) | {"body": "Typed since yesterday"}
    Session.objects.all().delete()
    response = strict.post(comments(content), sent)
    assert response["Location"].startswith(SIGN_IN)
    again = values(form_to(sign_in(strict, "reader"), comments(content)))
    assert (again["body"], again["submission"]) == (sent["body"], sent["submission"])


def test_at_most_twenty_texts_are_kept(content: Content, strict: Client, author: Member) -> None:
    for parent in [content.question.comments.create(author=author).pk for _each in range(22)]:
        strict.post(comments(content), {"body": "x", "parent": parent}, headers=SAME_ORIGIN)
    assert len(strict.session["drafts"]) == 20
