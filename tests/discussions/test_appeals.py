"""The page on which an author reads what was decided, and asks for another look once."""

import pytest
from django.test import Client

from discussions.models import Appeal, Comment, Decision, Member, Notice, Review
from discussions.moderation.decisions import Judgement, decide, undo
from tests.support.content import reload
from tests.support.forms import SAME_ORIGIN, form_to, values
from tests.support.html import parse


@pytest.fixture
def hidden(comment: Comment, moderator: Member) -> Decision:
    return decide(comment, Judgement("hide", "unkind", "Too sharp."), moderator)


@pytest.fixture
def address(comment: Comment) -> str:
    return f"/comments/{comment.pk}/appeal/"


def test_it_says_what_was_decided_and_by_which_rule(
    as_author: Client, hidden: Decision, address: str
) -> None:
    response = as_author.get(address)
    page = parse(response).one("main").text
    for words in ("hidden", "unkind", "Too sharp.", "The lamp is the clue.", "appeal once"):
        assert words in page, words
    assert response["Cache-Control"] == "no-store"


def test_an_appeal_waits_in_the_queue_and_is_made_once(
    as_author: Client, hidden: Decision, address: str, comment: Comment
) -> None:
    response = as_author.post(address, {"note": "It was a joke."})
    assert (response.status_code, response["Location"]) == (303, address)
    assert Appeal.objects.get().text == "It was a joke."
    assert Review.objects.open().get().cause == "appeal"
    page = parse(as_author.get(address))
    assert "It waits in the moderators’ queue." in page.text
    assert not page.all("form", action=address)
    assert as_author.post(address, {"note": "Again."}).status_code == 409
    assert Appeal.objects.count() == 1


def test_its_answer_is_told(
    as_author: Client, hidden: Decision, address: str, comment: Comment, moderator: Member
) -> None:
    as_author.post(address, {"note": "It was a joke."})
    decide(comment, Judgement("overturn"), moderator)
    assert "the decision is taken back." in parse(as_author.get(address)).text
    assert reload(comment).state == "visible"
    assert Notice.objects.filter(member=comment.author, kind="decision").count() == 2


def test_words_are_asked_for_and_not_too_many(
    as_author: Client, hidden: Decision, address: str
) -> None:
    for note in ("", "n" * 1001):
        response = as_author.post(address, {"note": note})
        assert response.status_code == 422
        assert parse(response).one("textarea").text == note
    assert not Appeal.objects.exists()


def test_to_others_there_is_nothing(
    guest: Client, as_reader: Client, as_moderator: Client, hidden: Decision, address: str
) -> None:
    assert guest.get(address)["Location"] == f"/account/login/?next={address}"
    for client in (as_reader, as_moderator):
        assert client.get(address).status_code == 404
        assert client.post(address, {"note": "Not mine."}).status_code == 404


def test_where_nothing_was_decided_there_is_nothing(as_author: Client, address: str) -> None:
    assert as_author.get(address).status_code == 404


def test_an_approval_is_nothing_to_appeal_against(
    as_author: Client, hidden: Decision, address: str, comment: Comment, moderator: Member
) -> None:
    decide(comment, Judgement("approve"), moderator)
    assert not parse(as_author.get(address)).all("textarea")
    assert as_author.post(address, {"note": "But."}).status_code == 409


def test_what_was_undone_or_deleted_can_not_be_appealed_against(
    as_author: Client, hidden: Decision, address: str, comment: Comment, moderator: Member
) -> None:
    comment.refresh_from_db()
    comment.delete_by_author()
    assert as_author.post(address, {"note": "But."}).status_code == 409
    assert undo(hidden, moderator)
    assert as_author.get(address).status_code == 404
    assert not Review.objects.open().exists()


def test_who_is_suspended_may_appeal(
    as_author: Client, author: Member, comment: Comment, moderator: Member, address: str
) -> None:
    decide(comment, Judgement("suspend", "spam"), moderator)
    assert as_author.post(address, {"note": "It wasn’t me."}).status_code == 303
    assert Appeal.objects.get().decision.action == "suspend"


def test_a_stale_form_keeps_its_words(
    strict: Client, hidden: Decision, address: str, author: Member
) -> None:
    strict.force_login(author)
    kept = strict.post(address, {"note": "Long words."}, headers=SAME_ORIGIN, follow=True)
    assert not Appeal.objects.exists()
    form = form_to(kept, address)
    assert form.one("textarea").text == "Long words."
    strict.post(address, values(form))
    assert Appeal.objects.get().text == "Long words."


def test_featured_or_not_the_decision_can_be_appealed_against(
    as_author: Client, comment: Comment, moderator: Member, address: str
) -> None:
    decide(comment, Judgement("cover", "spoiler"), moderator)
    decide(comment, Judgement("feature"), moderator)
    assert as_author.post(address, {"note": "It is in the trailer."}).status_code == 303
    decide(comment, Judgement("unfeature"), moderator)
    assert Appeal.objects.get().outcome == ""
