"""What was typed outlives whatever happens to the place it was meant for."""

import pytest
from django.test import Client

from discussions.models import Closure, Comment, Member
from tests.support.content import Content
from tests.support.forms import RESUME, SAME_ORIGIN, sign_in

TEXT = "An hour of work"


@pytest.fixture
def address(content: Content) -> str:
    return f"{content.question.get_absolute_url()}comments/"


def test_no_number_of_buttons_pushes_a_text_out(
    address: str, content: Content, comment: Comment, strict: Client, reader: Member
) -> None:
    strict.post(address, {"body": TEXT}, headers=SAME_ORIGIN)
    author = comment.author
    for number in range(12):
        other = Comment.post(question=content.question, author=author, body=f"no. {number}")
        strict.post(f"/comments/{other.pk}/useful/", {"useful": "yes"}, headers=SAME_ORIGIN)
    assert TEXT in sign_in(strict, "reader").content.decode()


def test_two_texts_for_one_thread_are_both_kept(
    address: str, content: Content, strict: Client, reader: Member
) -> None:
    for text in ("The first of two", "The second of two", "The second of two"):
        strict.post(address, {"body": text}, headers=SAME_ORIGIN)
    assert "The second of two" in sign_in(strict, "reader").content.decode()
    bodies = [draft["fields"]["body"] for draft in strict.session["drafts"]]
    assert bodies == ["The first of two", "The second of two"]


def test_an_answer_to_what_is_gone_is_shown_by_itself(
    address: str, comment: Comment, strict: Client, reader: Member
) -> None:
    strict.post(address, {"body": TEXT, "parent": comment.pk}, headers=SAME_ORIGIN)
    comment.delete_by_author()
    page = sign_in(strict, "reader")
    assert page.status_code == 200
    assert TEXT in page.content.decode()
    assert "isn’t there any more" in page.content.decode()


def test_a_text_for_a_closed_question_can_be_copied(
    address: str, content: Content, strict: Client, reader: Member, moderator: Member
) -> None:
    strict.post(address, {"body": TEXT}, headers=SAME_ORIGIN)
    Closure.objects.create(question=content.question, by=moderator, reason="All is said")
    page = sign_in(strict, "reader").content.decode()
    assert TEXT in page
    assert "still here to copy" in page


@pytest.mark.parametrize("verb", ["hide", "delete_by_author"])
def test_an_edit_of_what_is_gone_keeps_the_new_words(
    comment: Comment, as_author: Client, verb: str
) -> None:
    getattr(comment, verb)()
    response = as_author.post(f"/comments/{comment.pk}/edit/", {"body": TEXT})
    assert response.status_code == 409
    assert TEXT in response.content.decode()


def test_a_deleted_comments_words_never_come_back(comment: Comment) -> None:
    stale = Comment.objects.get(pk=comment.pk)
    comment.delete_by_author()
    assert not stale.edit("back again", editor=stale.author)
    assert Comment.objects.get(pk=comment.pk).body == ""


def test_a_guest_can_throw_a_draft_away(address: str, strict: Client) -> None:
    strict.post(address, {"body": TEXT}, headers=SAME_ORIGIN)
    token = strict.get("/account/login/").cookies["csrftoken"].value
    sent = {"discard": address, "csrfmiddlewaretoken": token}
    assert strict.post(RESUME, sent).status_code == 303
    assert strict.session["drafts"] == []


def test_only_known_fields_are_kept_and_not_for_ever_long(address: str, strict: Client) -> None:
    sent = {"body": TEXT, "junk": "x" * 90_000, "quote": "y" * 400}
    strict.post(address, sent, headers=SAME_ORIGIN)
    fields = strict.session["drafts"][0]["fields"]
    assert "junk" not in fields
    assert fields["quote"] == "y" * 400
