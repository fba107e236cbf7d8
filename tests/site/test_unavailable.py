"""The database is gone: 503, and what was sent can be sent again. With real servers:
tests/machines."""

import logging
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client, RequestFactory

from discussions.models import Comment
from hersite.unavailable import unavailable
from tests.support.content import Content
from tests.support.forms import CROSS_SITE, SAME_ORIGIN, token, values
from tests.support.html import parse

GONE = OperationalError("the connection is closed")


def gone(*args: Any, **kwargs: Any) -> None:
    raise GONE


@pytest.fixture(autouse=True)
def quiet_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hersite.unavailable._logged_at", float("-inf"))


def sent_on(headers: dict[str, str], **fields: Any) -> Any:
    """The page for a form that was sent from there."""
    request = RequestFactory().post("/somewhere/?a=1", fields, headers=headers)
    return parse(unavailable(request, GONE))


def test_a_comment_is_kept_and_stored_once(
    content: Content, as_reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{content.question.get_absolute_url()}comments/"
    as_reader.raise_request_exception = False
    fields = {"body": "\nTwo\nlines <b>", "submission": "one-key", "spoils": "ending"}
    fields["csrfmiddlewaretoken"] = token(as_reader, content.question.get_absolute_url())
    with monkeypatch.context() as without_database:
        without_database.setattr(Comment, "post", gone)
        response = as_reader.post(url, fields)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response["Cache-Control"] == "no-store"
    page = parse(response)
    assert "Your text is still here" in page.text
    form = page.one("form", action=url)
    assert values(form) == fields
    for _ in range(2):
        assert as_reader.post(url, values(form)).status_code == 303
    assert Comment.objects.get().body == "Two\nlines <b>"


def test_a_member_whose_session_cannot_be_read(
    content: Content, as_reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_reader.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "load", gone)
    response = as_reader.get("/questions/?sort=new")
    assert response.status_code == 503
    page = parse(response)
    # What the script shows of it where a button was pressed.
    assert page.one("main").one("h1").text == "One moment, please"
    assert not page.all("form")
    assert page.one("a", href="/questions/?sort=new").text == "Try again"


def test_a_button_can_be_pressed_again() -> None:
    page = sent_on(SAME_ORIGIN, stance="agree")
    form = page.one("form", action="/somewhere/?a=1")
    assert values(form) == {"stance": "agree"}
    assert "Your text" not in page.text


def test_several_values_of_one_name() -> None:
    inputs = sent_on(SAME_ORIGIN, choice=["1", "2"]).all("input", name="choice")
    assert [field["value"] for field in inputs] == ["1", "2"]


@pytest.mark.parametrize("name", ["password", "password1", "old_password"])
def test_no_page_repeats_a_password(name: str) -> None:
    page = sent_on(SAME_ORIGIN, login="reader", **{name: "nine lanterns"})
    assert not page.all("form")
    assert "nine lanterns" not in str(list(page.walk()))


def test_nothing_that_another_site_sent_is_offered() -> None:
    assert not sent_on(CROSS_SITE, body="Buy lamps").all("form")


def test_a_form_too_large_to_be_read(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert not sent_on(SAME_ORIGIN, body="x" * 1000).all("form")


def test_a_mistake_in_the_code_stays_a_500(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(request: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("hersite.pages.health._plain", mistaken)
    guest.raise_request_exception = False
    assert guest.get("/healthz").status_code == 500


def test_the_log_tells_it_once(
    as_reader: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_reader.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "load", gone)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert as_reader.get("/questions/").status_code == 503
    assert caplog.messages == ["Requests are answered with 503: the database failed"]
    assert caplog.records[0].exc_info is not None
    assert caplog.records[0].exc_info[1] is GONE
