"""What can't be stored gets its message and its status, and nothing that was typed is lost."""

import pytest
from django.test import Client

from discussions.models import Comment, Member
from tests.support.content import Content, post
from tests.support.forms import errors, form_to, values

HUGE = "9" * 30


def url(content: Content) -> str:
    return f"{content.question.get_absolute_url()}comments/"


@pytest.mark.parametrize("body", ["", "   \n\t "])
def test_nothing_written(content: Content, as_reader: Client, body: str) -> None:
    response = as_reader.post(url(content), {"body": body})
    assert response.status_code == 422
    assert "Write something first" in errors(response)
    assert not Comment.objects.exists()


def test_ten_thousand_characters_are_allowed_and_one_more_is_not(
    content: Content, as_reader: Client
) -> None:
    just = "word " * 1999 + "words"
    assert len(just) == 10_000
    assert as_reader.post(url(content), {"body": just}).status_code == 303
    response = as_reader.post(url(content), {"body": just + "!"})
    assert response.status_code == 422
    assert "10000" in errors(response).replace(",", "")
    assert values(form_to(response, url(content)))["body"] == just + "!"
    assert Comment.objects.count() == 1


def test_line_ends_count_once_as_the_browser_counts_them(
    content: Content, as_reader: Client
) -> None:
    body = "line\r\n" * 1999 + "line"
    as_reader.post(url(content), {"body": body})
    assert Comment.objects.get().body == body.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "field",
    ["body", "parent", "supports", "spoils", "submission", "quote", "section_key", "paragraph"],
)
def test_a_null_byte_in_any_field(content: Content, as_reader: Client, field: str) -> None:
    sent = {"body": "Some words", field: "a\x00b"}
    response = as_reader.post(url(content), sent)
    assert response.status_code == 422
    assert errors(response)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("encoded", [b"body=%ff%fe", b"body=caf\xe9", b"submission=%c3%28&body=x"])
def test_broken_bytes(content: Content, as_reader: Client, encoded: bytes) -> None:
    response = as_reader.post(
        url(content), encoded, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 400
    assert not Comment.objects.exists()


@pytest.mark.parametrize("parent", ["9999", HUGE, "9" * 5000, "-1", "0", "x", "1.5", "٣x"])
def test_an_unknown_parent(content: Content, as_reader: Client, parent: str) -> None:
    response = as_reader.post(url(content), {"body": "An answer to nothing", "parent": parent})
    assert response.status_code == 422
    assert values(form_to(response, url(content)))["body"] == "An answer to nothing"
    assert not Comment.objects.exists()


def test_a_parent_of_another_question(content: Content, as_reader: Client, author: Member) -> None:
    elsewhere = post(content.premise, author)
    response = as_reader.post(url(content), {"body": "Lost", "parent": elsewhere.pk})
    assert response.status_code == 422
    assert "isn’t there any more" in errors(response)
    assert content.question.comments.count() == 0


def test_what_could_not_be_an_answer_can_be_sent_again_as_a_comment(
    content: Content, comment: Comment, as_reader: Client
) -> None:
    comment.delete_by_author()
    refused = as_reader.post(url(content), {"body": "Kept words", "parent": comment.pk})
    again = values(form_to(refused, url(content)))
    assert again["body"] == "Kept words"
    assert as_reader.post(url(content), again).status_code == 303
    assert Comment.objects.get(body="Kept words").parent is None


@pytest.mark.parametrize("supports", ["9999", HUGE, "x", "-1"])
def test_an_unknown_reading(content: Content, as_reader: Client, supports: str) -> None:
    response = as_reader.post(url(content), {"body": "x", "supports": supports})
    assert response.status_code == 422
    assert not Comment.objects.exists()


def test_a_reading_of_another_question(content: Content, as_reader: Client) -> None:
    other = content.premise.interpretations.first()
    assert other is not None
    response = as_reader.post(url(content), {"body": "x", "supports": other.pk})
    assert response.status_code == 422


@pytest.mark.parametrize("field", ["submission", "quote", "section_key", "paragraph"])
def test_a_hidden_field_that_is_too_long(content: Content, as_reader: Client, field: str) -> None:
    response = as_reader.post(url(content), {"body": "Kept", field: "a" * 501})
    assert response.status_code == 422
    assert values(form_to(response, url(content)))["body"] == "Kept"


@pytest.mark.parametrize(
    "bomb", [">" * 10_000, "> " * 5000, "- " * 5000, "*a **a " * 1400, "[" * 5000, "||a||" * 2000,
             "`" * 9999, "!" * 9999 + "[]()", "~~" * 5000, ":::spoiler\n" * 900, "<" * 10_000]
)  # fmt: skip
def test_markup_that_explodes_is_stored_small_or_refused(
    content: Content, as_reader: Client, bomb: str
) -> None:
    response = as_reader.post(url(content), {"body": bomb})
    assert response.status_code in (303, 422)
    for comment in Comment.objects.all():
        assert len(comment.body_html) <= 10 * len(comment.body) + 500
        assert as_reader.get(content.question.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("pk", [HUGE, "0", "9" * 5000])
@pytest.mark.parametrize("page", ["", "replies/", "edit/", "delete/", "history/", "flag/"])
def test_huge_numbers_in_addresses(as_reader: Client, pk: str, page: str) -> None:
    assert as_reader.get(f"/comments/{pk}/{page}").status_code == 404


@pytest.mark.parametrize("pk", [HUGE, "0"])
def test_huge_numbers_in_addresses_of_actions(as_reader: Client, pk: str) -> None:
    assert as_reader.post(f"/comments/{pk}/useful/", {"useful": "yes"}).status_code == 404
    assert as_reader.post(f"/interpretations/{pk}/vote/", {"stance": "agree"}).status_code == 404


def test_more_than_a_megabyte_is_refused(content: Content, as_reader: Client) -> None:
    response = as_reader.post(url(content), {"body": "x" * 1_100_000})
    assert response.status_code == 400
