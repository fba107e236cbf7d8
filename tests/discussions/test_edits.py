"""/comments/<id>/edit/, delete/ and history/: one's own words, changed and taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Member
from tests.support.content import Content, post, reload
from tests.support.forms import errors, form_to, values


@pytest.fixture
def old(content: Content, author: Member) -> Comment:
    """A comment of an hour ago."""
    hour_ago = timezone.now() - timedelta(hours=1)
    return post(content.question, author, "Old words", created_at=hour_ago)


def test_within_fifteen_minutes_an_edit_is_not_marked(comment: Comment, as_author: Client) -> None:
    form = form_to(as_author.get(f"/comments/{comment.pk}/edit/"), f"/comments/{comment.pk}/edit/")
    assert values(form)["body"] == "The lamp is the clue."
    response = as_author.post(f"/comments/{comment.pk}/edit/", {"body": "The *book* is."})
    assert response.status_code == 303
    assert response["Location"] == comment.get_absolute_url()
    stored = reload(comment)
    assert (stored.body, stored.edited_at) == ("The *book* is.", None)
    assert stored.body_html == "<p>The <em>book</em> is.</p>\n"
    # What was reported a moment ago can't be edited away from the moderators.
    assert [edit.body for edit in stored.edits.all()] == ["The lamp is the clue."]
    assert "edited" not in as_author.get(comment.get_absolute_url()).content.decode()


def test_later_it_is_marked_and_kept(old: Comment, as_author: Client, author: Member) -> None:
    as_author.post(f"/comments/{old.pk}/edit/", {"body": "New words"})
    stored = reload(old)
    assert stored.edited_at is not None
    edit = stored.edits.get()
    assert (edit.body, edit.editor) == ("Old words", author)
    page = as_author.get(old.get_absolute_url()).content.decode()
    assert "edited" in page
    assert f"/comments/{old.pk}/history/" in page


def test_the_same_words_are_no_edit(old: Comment, as_author: Client) -> None:
    for _twice in range(2):
        as_author.post(f"/comments/{old.pk}/edit/", {"body": "Old words"})
    assert (reload(old).edited_at, old.edits.count()) == (None, 0)


def test_an_edit_sent_twice_is_kept_once(old: Comment, as_author: Client) -> None:
    for _twice in range(2):
        as_author.post(f"/comments/{old.pk}/edit/", {"body": "New words"})
    assert old.edits.count() == 1


@pytest.mark.parametrize("body", ["", "  ", "a\x00b", "x" * 10_001])
def test_words_that_cannot_be_stored(comment: Comment, as_author: Client, body: str) -> None:
    response = as_author.post(f"/comments/{comment.pk}/edit/", {"body": body})
    assert response.status_code == 422
    assert errors(response)
    assert reload(comment).body == "The lamp is the clue."


def test_broken_bytes(comment: Comment, as_author: Client) -> None:
    kind = "application/x-www-form-urlencoded"
    response = as_author.post(f"/comments/{comment.pk}/edit/", b"body=%ff", content_type=kind)
    assert response.status_code == 400


@pytest.mark.parametrize("page", ["edit", "delete"])
def test_only_the_author_may(
    comment: Comment, as_reader: Client, as_moderator: Client, guest: Client, page: str
) -> None:
    for client in (as_reader, as_moderator):
        assert client.get(f"/comments/{comment.pk}/{page}/").status_code == 403
        response = client.post(f"/comments/{comment.pk}/{page}/", {"body": "Forged"})
        assert response.status_code == 403
    assert guest.get(f"/comments/{comment.pk}/{page}/").status_code == 403
    # A guest may be the author whose session ran out: the words are kept until they sign in.
    assert guest.post(f"/comments/{comment.pk}/{page}/", {"body": "Mine?"}).status_code == 303
    assert reload(comment).body == "The lamp is the clue."
    assert reload(comment).state == "visible"


@pytest.mark.parametrize("page", ["edit", "delete"])
def test_wrong_method(comment: Comment, as_author: Client, page: str) -> None:
    assert as_author.put(f"/comments/{comment.pk}/{page}/").status_code == 405


def test_deleting_asks_first(comment: Comment, as_author: Client) -> None:
    page = as_author.get(f"/comments/{comment.pk}/delete/")
    assert form_to(page, f"/comments/{comment.pk}/delete/")
    assert reload(comment).state == "visible"


def test_deleting_blanks_the_words_for_good(old: Comment, as_author: Client) -> None:
    as_author.post(f"/comments/{old.pk}/edit/", {"body": "New words"})
    response = as_author.post(f"/comments/{old.pk}/delete/")
    assert response.status_code == 303
    stored = reload(old)
    assert (stored.state, stored.body, stored.body_html) == ("deleted", "", "")
    assert not stored.edits.exists()
    stored.question.refresh_from_db()
    assert stored.question.comment_count == 0


def test_deleting_twice_counts_once(
    old: Comment, comment: Comment, as_author: Client, content: Content
) -> None:
    first = as_author.post(f"/comments/{old.pk}/delete/")
    second = as_author.post(f"/comments/{old.pk}/delete/")
    assert (first.status_code, second.status_code) == (303, 404)
    content.question.refresh_from_db()
    assert content.question.comment_count == 1


def test_a_deleted_comment_stays_deleted(comment: Comment) -> None:
    comment.delete_by_author()
    for verb in (comment.show, comment.hide):
        verb()
        assert reload(comment).state == "deleted"
    stale = Comment(
        pk=comment.pk, question=comment.question, author=comment.author, state="visible"
    )
    stale.hide()
    assert reload(comment).state == "deleted"


def test_hiding_and_showing_move_the_counter(comment: Comment, content: Content) -> None:
    counts = []
    for verb in (comment.hide, comment.hide, comment.show, comment.show):
        verb()
        content.question.refresh_from_db()
        counts.append(content.question.comment_count)
    assert counts == [0, 0, 1, 1]
    assert reload(comment).body == "The lamp is the clue."


def test_history_is_for_the_author_and_for_moderators(
    old: Comment, as_author: Client, as_moderator: Client, as_reader: Client, guest: Client
) -> None:
    as_author.post(f"/comments/{old.pk}/edit/", {"body": "New words"})
    for client in (as_author, as_moderator):
        page = client.get(f"/comments/{old.pk}/history/")
        assert page.status_code == 200
        assert "Old words" in page.content.decode()
    assert as_reader.get(f"/comments/{old.pk}/history/").status_code == 403
    response = guest.get(f"/comments/{old.pk}/history/")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")
