"""POST /questions/<slug>/comments/: posting and answering."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Closure, Comment, Member
from hersite.markdown import paragraphs, render_comment
from tests.support.content import Content, make_question, post, reload
from tests.support.forms import errors, form_to, values
from tests.support.html import parse


def url(content: Content) -> str:
    return f"{content.question.get_absolute_url()}comments/"


def test_a_post_is_stored_and_lands_on_its_permalink(
    content: Content, as_reader: Client, reader: Member
) -> None:
    response = as_reader.post(url(content), {"body": "It is *about* light.", "submission": "one"})
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/comments/{comment.pk}/#c{comment.pk}"
    assert (comment.author, comment.body) == (reader, "It is *about* light.")
    assert comment.body_html == render_comment(comment.body)
    assert "<em>about</em>" in as_reader.get(response["Location"]).content.decode()


def test_the_question_counts_it_and_knows_when(content: Content, as_reader: Client) -> None:
    before = timezone.now()
    as_reader.post(url(content), {"body": "One", "submission": "1"})
    as_reader.post(url(content), {"body": "Two", "submission": "2"})
    content.question.refresh_from_db()
    assert content.question.comment_count == 2
    assert content.question.last_comment_at is not None
    assert content.question.last_comment_at >= before


def test_an_answer_takes_its_place(content: Content, comment: Comment, as_reader: Client) -> None:
    as_reader.post(url(content), {"body": "An answer", "parent": comment.pk})
    answer = Comment.objects.get(parent=comment)
    assert (answer.root_id, answer.depth) == (comment.pk, 2)
    assert answer.path.startswith(comment.path)
    assert reload(comment).descendant_count == 1


def test_all_that_the_form_offers_is_stored(content: Content, as_reader: Client) -> None:
    reading = content.readings[1]
    paragraph = paragraphs(content.edition.sections.get(key="opening").body_html)[0].id
    as_reader.post(
        url(content),
        {"body": "x", "supports": reading.pk, "spoils": "ending", "quote": "A keeper counts ships.",
         "section_key": "opening", "paragraph": paragraph},
    )  # fmt: skip
    comment = Comment.objects.get()
    assert (comment.supports, comment.spoils) == (reading, "ending")
    assert (comment.quote, comment.section_key) == ("A keeper counts ships.", "opening")
    assert comment.paragraph == paragraph
    assert comment.is_wrapped


def test_the_general_thread_takes_comments_and_offers_no_reading(
    content: Content, as_reader: Client
) -> None:
    address = f"{content.general.get_absolute_url()}comments/"
    page = as_reader.get(content.url)
    form = form_to(page, address)
    assert not form.all("select", name="supports")
    assert as_reader.post(address, values(form) | {"body": "Well made."}).status_code == 303
    assert content.general.comments.count() == 1


def test_a_double_click_stores_one(content: Content, as_reader: Client) -> None:
    sent = {"body": "Once", "submission": "the-same-key"}
    first, second = as_reader.post(url(content), sent), as_reader.post(url(content), sent)
    assert Comment.objects.count() == 1
    assert first["Location"] == second["Location"]
    content.question.refresh_from_db()
    assert content.question.comment_count == 1


def test_a_page_from_the_back_button_with_a_new_text_stores_the_new_text(
    content: Content, as_reader: Client
) -> None:
    for body in ("First", "Second", "Second"):
        as_reader.post(url(content), {"body": body, "submission": "the-same-key"})
    assert sorted(c.body for c in Comment.objects.all()) == ["First", "Second"]


def test_two_members_may_have_the_same_key(
    content: Content, as_reader: Client, as_newcomer: Client
) -> None:
    for client in (as_reader, as_newcomer):
        client.post(url(content), {"body": "Same", "submission": "key"})
    assert Comment.objects.count() == 2


def test_the_form_carries_a_key_made_by_the_server(content: Content, as_reader: Client) -> None:
    page = as_reader.get(content.question.get_absolute_url())
    first = values(form_to(page, url(content)))["submission"]
    again = values(form_to(as_reader.get(content.question.get_absolute_url()), url(content)))
    assert len(first) == 32
    assert again["submission"] != first


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_wrong_method(content: Content, as_reader: Client, method: str) -> None:
    assert getattr(as_reader, method)(url(content)).status_code == 405


def test_an_unknown_or_withdrawn_question_is_not_found(content: Content, as_reader: Client) -> None:
    assert as_reader.post("/questions/no-such/comments/", {"body": "x"}).status_code == 404
    hidden = make_question(content.explanation, "hidden", "Hidden")
    content.explanation.editions.all().update(publish_at=None)
    assert as_reader.post(f"/questions/{hidden.slug}/comments/", {"body": "x"}).status_code == 404
    assert not Comment.objects.exists()


def test_a_closed_question_takes_nothing_and_loses_nothing(
    content: Content, as_reader: Client, moderator: Member
) -> None:
    Closure.objects.create(question=content.question, by=moderator, reason="All is said")
    response = as_reader.post(url(content), {"body": "But I typed for an hour"})
    assert response.status_code == 409
    assert "But I typed for an hour" in response.content.decode()
    assert "closed" in errors(response)
    assert not Comment.objects.exists()


def test_a_question_closes_by_the_clock(content: Content, as_reader: Client) -> None:
    content.question.closes_at = timezone.now()
    content.question.save()
    assert as_reader.post(url(content), {"body": "Too late"}).status_code == 409
    page = as_reader.get(content.question.get_absolute_url())
    assert not parse(page).all("form", action=url(content))


def test_forged_fields_are_ignored(
    content: Content, as_reader: Client, reader: Member, author: Member
) -> None:
    as_reader.post(
        url(content),
        {"body": "Mine", "author": author.pk, "state": "hidden", "useful_count": 99, "rank": 1,
         "question": content.ending.pk, "body_html": "<script>", "path": "9", "id": 7, "root": 1,
         "created_at": "2001-01-01", "depth": 9},
    )  # fmt: skip
    comment = Comment.objects.get()
    assert (comment.author, comment.question) == (reader, content.question)
    assert (comment.state, comment.useful_count, comment.rank) == ("visible", 0, 0)
    assert comment.body_html == "<p>Mine</p>\n"
    assert (comment.depth, comment.root_id) == (1, comment.pk)
    assert comment.created_at.year > 2001


def test_held_where_the_question_asks_for_approval(
    content: Content, as_newcomer: Client, newcomer: Member, as_reader: Client, settings: Any
) -> None:
    settings.RATE_LIMITS = False
    content.question.mode = content.question.Mode.HOLD_NEW
    content.question.save()
    landed = as_newcomer.post(url(content), {"body": "My first words"}, follow=True)
    comment = Comment.objects.get()
    content.question.refresh_from_db()
    assert (comment.state, content.question.comment_count) == ("held", 0)
    assert "My first words" in landed.content.decode()
    assert as_reader.get(f"/comments/{comment.pk}/").status_code == 404
    assert (
        "My first words" not in as_reader.get(content.question.get_absolute_url()).content.decode()
    )
    as_newcomer.post(url(content), {"body": "Still new"})
    assert Comment.objects.get(body="Still new").state == "held"
    comment.show()
    post(content.premise, newcomer)
    as_newcomer.post(url(content), {"body": "No longer new"})
    assert Comment.objects.get(body="No longer new").state == "visible"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x; charset=hex", b"--x--"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="body"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n//8=\r\n--x--\r\n",
        ),
    ],
)
def test_other_encodings_than_utf8_are_refused(
    content: Content, as_reader: Client, content_type: str, body: bytes
) -> None:
    url = f"{content.question.get_absolute_url()}comments/"
    response = as_reader.generic("POST", url, body, content_type)
    assert response.status_code == 400
    assert not Comment.objects.exists()
