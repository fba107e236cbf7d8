"""POST /preview/: exactly what would be stored."""

import pytest
from django.test import Client

from discussions.models import Comment
from tests.support.content import Content
from tests.support.forms import CROSS_SITE, errors
from tests.support.html import parse

BODY = "A *lamp* at https://example.org/x and ||the end||\n\n:::spoiler\nHe leaves.\n:::\n"


def test_it_shows_what_is_stored_and_stores_nothing(content: Content, as_reader: Client) -> None:
    shown = as_reader.post("/preview/", {"body": BODY})
    assert shown.status_code == 200
    assert not Comment.objects.exists()
    as_reader.post(f"{content.question.get_absolute_url()}comments/", {"body": BODY})
    assert Comment.objects.get().body_html in shown.content.decode()


def test_a_guest_may_look_without_a_token(strict: Client) -> None:
    response = strict.post("/preview/", {"body": "*Look*"})
    assert response.status_code == 200
    assert "<em>Look</em>" in response.content.decode()
    assert not response.cookies
    assert parse(response).one("section", id="preview")


@pytest.mark.parametrize("body", ["", "  ", "x" * 10_001, "a\x00b"])
def test_bad_input(guest: Client, body: str) -> None:
    response = guest.post("/preview/", {"body": body})
    assert response.status_code == 422
    assert errors(response)


def test_no_body_at_all(guest: Client) -> None:
    assert guest.post("/preview/").status_code == 422


def test_broken_bytes(guest: Client) -> None:
    kind = "application/x-www-form-urlencoded"
    assert guest.post("/preview/", b"body=%ff", content_type=kind).status_code == 400


def test_wrong_method(guest: Client) -> None:
    assert guest.get("/preview/").status_code == 405


def test_other_sites_can_not_use_it(strict: Client) -> None:
    assert strict.post("/preview/", {"body": "x"}, headers=CROSS_SITE).status_code == 403
