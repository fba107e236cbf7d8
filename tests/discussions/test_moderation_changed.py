"""What a moderator read is what is decided on: other words that came meanwhile wait anew."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from discussions.models import Comment, Decision, Flag, Member, Review
from discussions.moderation.decisions import AlreadyDecided, Judgement, decide
from discussions.moderation.log import FIGURES_OF, _count, figures_end
from discussions.moderation.posting import Attempt, judge, judge_edit
from discussions.moderation.reports import report
from tests.support.cast import make_member, make_staff
from tests.support.content import Content, post, reload
from tests.support.forms import values
from tests.support.html import parse


@pytest.fixture
def waiting(content: Content, author: Member) -> Comment:
    return post(content.question, author, "Harmless.", held_for="new")


def edit(comment: Comment, body: str) -> None:
    assert reload(comment).edit(body, comment.author)


@pytest.mark.parametrize("address", ["/moderation/", "/comments/{}/moderate/"])
def test_words_that_nobody_read_are_not_approved(
    as_moderator: Client, waiting: Comment, address: str
) -> None:
    address = address.format(waiting.pk)
    form = parse(as_moderator.get(address)).one("form", class_="judgement")
    target, sent = str(form["action"]), values(form)
    edit(waiting, "Vile.")
    late = as_moderator.post(target, sent | {"action": "approve"})
    assert (late.status_code, reload(waiting).state) == (409, "held")
    assert "was changed meanwhile. Please read it again." in parse(late).text
    assert not Decision.objects.exists()
    again = values(parse(late).one("form", class_="judgement"))
    assert as_moderator.post(target, again | {"action": "approve"}).status_code == 303
    assert reload(waiting).state == "visible"


def test_other_words_keep_their_place_in_the_queue(waiting: Comment) -> None:
    before = Review.objects.get()
    Review.objects.filter(pk=before.pk).update(spoiler=True)
    edit(waiting, "Other words.")
    after = Review.objects.open().get()
    assert after.pk != before.pk
    assert (after.cause, after.opened_at, after.spoiler) == ("held", before.opened_at, True)


def test_the_same_words_change_nothing(waiting: Comment) -> None:
    edit(waiting, waiting.body)
    assert Review.objects.get().closed_at is None


def test_a_text_that_is_edited_while_it_waits_is_one_in_the_log(waiting: Comment) -> None:
    edit(waiting, "Other words.")
    assert _count(figures_end() - FIGURES_OF, figures_end()).held == 1


@pytest.mark.parametrize(("mode", "reason"), [("pre", "mode"), ("hold-new", "new"), ("post", "")])
def test_an_approved_text_is_not_swapped_for_another(
    content: Content, comment: Comment, mode: str, reason: str
) -> None:
    type(content.question).objects.filter(pk=content.question.pk).update(mode=mode)
    stored = reload(comment)
    assert judge_edit(stored, "Other words.") == reason
    assert judge_edit(stored, stored.body) == ""


def test_whoever_is_trusted_edits_freely(content: Content, comment: Comment) -> None:
    post(content.question, comment.author, "The second.")
    type(content.question).objects.filter(pk=content.question.pk).update(mode="hold-new")
    assert judge_edit(reload(comment), "Other words.") == ""


@pytest.mark.parametrize("action", ["overturn", "uphold"])
def test_an_appeal_that_is_not_there_is_not_answered(
    as_moderator: Client, comment: Comment, action: str
) -> None:
    address = f"/comments/{comment.pk}/moderate/"
    assert as_moderator.post(address, {"action": action}).status_code == 409
    with pytest.raises(AlreadyDecided):
        decide(comment, Judgement(action), make_staff("colleague", "Moderators"))
    assert not Decision.objects.exists()


def test_nobody_features_their_own(content: Content, moderator: Any, as_moderator: Client) -> None:
    make_staff("colleague", "Moderators")
    own = post(content.question, moderator, "Mine.")
    refused = as_moderator.post(f"/comments/{own.pk}/feature/", {"feature": "yes"})
    assert refused.status_code == 409
    assert "is for a colleague" in parse(refused).text
    assert not reload(own).is_featured


def test_a_number_too_long_to_be_one(as_moderator: Client, comment: Comment) -> None:
    told = {"action": "hide", "rule": "spam", "seen": "9" * 5_000}
    assert as_moderator.post(f"/comments/{comment.pk}/moderate/", told).status_code == 303


def test_accounts_do_not_overrule_a_moderator_on_a_cover(
    comment: Comment, as_moderator: Client
) -> None:
    for number in range(2):
        report(comment, make_member(f"one{number}"), "spoiler", "")
    assert reload(comment).is_wrapped
    decide(comment, Judgement("approve"), make_staff("colleague", "Moderators"))
    assert not reload(comment).is_wrapped
    for number in range(2):
        report(reload(comment), make_member(f"two{number}"), "spoiler", "")
    assert not reload(comment).is_wrapped
    assert Review.objects.open().get().spoiler


def test_one_reader_alone_does_not_slow_a_thread_down(
    content: Content, author: Member, reader: Member
) -> None:
    there = [post(content.question, author, f"Words {number}.") for number in range(10)]
    pest = make_member("pest")
    Flag.objects.bulk_create(Flag(member=pest, comment=each, reason="spam") for each in there)
    mine = post(content.question, reader, "Mine.")
    Comment.objects.filter(pk=mine.pk).update(created_at=mine.created_at - timedelta(minutes=3.1))
    assert judge(Attempt(reader, content.question, "More.")) == ""
