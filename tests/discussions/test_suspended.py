"""What a suspended member may do, and what they are told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Flag, Member, Mute, Rating, Suspension, Useful, Visit, Vote
from discussions.moderation.suspensions import suspend
from discussions.recount import counters
from tests.support.cast import PASSWORD
from tests.support.content import Content, post, reload
from tests.support.forms import SAME_ORIGIN, errors, sign_in
from tests.support.html import parse

Url = Callable[[Content, Comment], str]


def stop(member: Member, moderator: Member, days: int = 3) -> Suspension:
    ends = timezone.now() + timedelta(days=days)
    return suspend(member, moderator, rule="unkind", message="Calm down first.", ends_at=ends)


def is_told(text: str) -> bool:
    return all(words in text for words in ("You are suspended until", "unkind", "Calm down first."))


def wrong_counters() -> list[str]:
    return [str(wrong) for counter in counters() for wrong in counter.differences()]


WRITES: dict[str, tuple[Url, dict[str, str]]] = {
    "vote": (lambda c, _: f"/interpretations/{c.readings[0].pk}/vote/", {"stance": "agree"}),
    "rating": (lambda c, _: f"{c.url}rating/", {"stars": "5"}),
    "useful": (lambda _, comment: f"/comments/{comment.pk}/useful/", {"useful": "yes"}),
    "follow": (lambda c, _: f"{c.question.get_absolute_url()}follow/", {"follow": "yes"}),
    "flag": (lambda _, comment: f"/comments/{comment.pk}/flag/", {"reason": "spam", "note": "N."}),
    "profile": (lambda _, __: "/me/profile/", {"display_name": "Else", "about": "My words"}),
    "comment": (lambda c, _: f"{c.question.get_absolute_url()}comments/", {"body": "My words"}),
}


@pytest.mark.parametrize("name", WRITES)
def test_every_write_is_refused_with_the_rule_the_message_and_the_end(
    content: Content, comment: Comment, reader: Member, moderator: Member, as_reader: Client,
    name: str,
) -> None:  # fmt: skip
    address, sent = WRITES[name]
    stop(reader, moderator)
    response = as_reader.post(address(content, comment), sent)
    assert response.status_code == 403
    assert is_told(errors(response))
    assert all(words in response.content.decode() for words in sent.values() if "words" in words)
    for model in (Vote, Rating, Useful, Visit, Flag):
        assert not model._default_manager.exists()
    assert list(Comment.objects.all()) == [comment]
    reader.refresh_from_db()
    assert (reader.display_name, reader.about) == ("", "")


def test_an_edit_is_refused_and_its_words_are_kept(
    comment: Comment, author: Member, moderator: Member, as_author: Client
) -> None:
    stop(author, moderator)
    response = as_author.post(f"/comments/{comment.pk}/edit/", {"body": "Other words"})
    assert response.status_code == 403
    assert is_told(errors(response))
    assert "Other words" in response.content.decode()
    assert reload(comment).body == "The lamp is the clue."


def test_reading_muting_and_deleting_ones_own_are_allowed(
    content: Content, comment: Comment, author: Member, reader: Member, moderator: Member,
    as_author: Client, guest: Client,
) -> None:  # fmt: skip
    stop(author, moderator)
    assert as_author.get(content.question.get_absolute_url()).status_code == 200
    assert guest.get("/members/author/").status_code == 200
    assert as_author.post("/members/reader/mute/", {"mute": "yes"}).status_code == 303
    assert Mute.objects.exists()
    assert as_author.post(f"/comments/{comment.pk}/delete/").status_code == 303
    assert reload(comment).state == "deleted"


def test_it_stands_above_what_is_new(
    reader: Member, moderator: Member, as_reader: Client, guest: Client
) -> None:
    stop(reader, moderator)
    assert is_told(errors(as_reader.get("/me/")))
    assert "suspended" not in guest.get("/members/reader/").content.decode()


def test_one_whose_time_has_come_is_over_with_the_next_write(
    content: Content, reader: Member, moderator: Member, as_reader: Client
) -> None:
    reading = content.readings[0]
    reading.vote(reader, "agree")
    stop(reader, moderator)
    reading.refresh_from_db()
    assert reading.agree == 0
    Suspension.objects.update(
        at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    Member.objects.filter(pk=reader.pk).update(suspended_until=timezone.now() - timedelta(days=1))
    address, sent = WRITES["comment"]
    assert as_reader.post(address(content, Comment()), sent).status_code == 303
    reader.refresh_from_db()
    reading.refresh_from_db()
    assert (reader.suspended_until, reading.agree) == (None, 1)
    assert Suspension.objects.get().ended_at is not None
    assert not wrong_counters()


def test_what_was_pressed_before_sign_in_is_not_done(
    content: Content, reader: Member, moderator: Member, guest: Client
) -> None:
    address, sent = WRITES["vote"]
    guest.post(address(content, Comment()), sent, headers=SAME_ORIGIN)
    stop(reader, moderator)
    page = sign_in(guest, "reader")
    assert not Vote.objects.exists()
    assert "Is this your vote?" in parse(page).text


@pytest.mark.parametrize("keep_texts", [True, False])
def test_whoever_leaves_while_suspended_leaves_right_counters(
    content: Content, comment: Comment, reader: Member, moderator: Member, as_reader: Client,
    keep_texts: bool,
) -> None:  # fmt: skip
    for reading in content.readings:
        reading.vote(reader, "agree")
    comment.mark_useful(reader)
    post(content.question, reader, "My words", parent=comment)
    stop(reader, moderator)
    sent = {"texts": "keep" if keep_texts else "remove", "password": PASSWORD}
    assert as_reader.post("/me/deletion/", sent).status_code == 200
    reader.refresh_from_db()
    assert (reader.suspended_until, reader.name) == (None, "a former member")
    assert Suspension.objects.get().ended_at is not None
    assert content.readings[0].agree == 0
    assert not wrong_counters()


def test_a_suspension_during_the_page_of_leaving_is_seen(
    content: Content, reader: Member, moderator: Member
) -> None:
    content.readings[0].vote(reader, "agree")
    stale = Member.objects.get(pk=reader.pk)
    stop(reader, moderator)
    stale.erase(keep_texts=True)
    assert not wrong_counters()
