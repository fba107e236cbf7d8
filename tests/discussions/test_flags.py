"""/comments/<id>/flag/: reporting a comment to the moderators."""

from typing import Any

import pytest
from django.test import Client

from discussions.models import Comment, Flag, Member
from tests.support.content import reload
from tests.support.forms import errors, form_to, values


def url(comment: Comment) -> str:
    return f"/comments/{comment.pk}/flag/"


def test_a_report_is_stored_with_its_reason(
    comment: Comment, as_reader: Client, reader: Member
) -> None:
    assert form_to(as_reader.get(url(comment)), url(comment)).all("input", type="radio")
    response = as_reader.post(url(comment), {"reason": "spoiler", "note": "The last line"})
    assert response.status_code == 200
    assert "Thank you" in response.content.decode()
    flag = Flag.objects.get()
    assert (flag.member, flag.comment) == (reader, comment)
    assert (flag.reason, flag.note) == ("spoiler", "The last line")
    assert reload(comment).state == "visible"


def test_a_second_report_replaces_the_first(comment: Comment, as_reader: Client) -> None:
    for reason in ("spoiler", "spam"):
        as_reader.post(url(comment), {"reason": reason})
    assert Flag.objects.get().reason == "spam"


@pytest.mark.parametrize(
    "sent",
    [{}, {"reason": ""}, {"reason": "because"}, {"reason": "spam", "note": "x" * 501},
     {"reason": "spam", "note": "a\x00b"}],
)  # fmt: skip
def test_bad_input(comment: Comment, as_reader: Client, sent: dict[str, str]) -> None:
    response = as_reader.post(url(comment), sent)
    assert response.status_code == 422
    assert errors(response)
    assert not Flag.objects.exists()


def test_a_guest_signs_in_and_finds_the_form_filled_in(
    comment: Comment, guest: Client, reader: Member
) -> None:
    response = guest.post(url(comment), {"reason": "unkind", "note": "Read it aloud"})
    assert response["Location"].startswith("/account/signup/")
    assert not Flag.objects.exists()
    guest.force_login(reader)
    page = guest.get("/me/drafts/", follow=True)
    form = form_to(page, url(comment))
    assert values(form)["note"] == "Read it aloud"
    assert form.one("input", type="radio", checked=True)["value"] == "unkind"
    guest.post(url(comment), values(form) | {"reason": "unkind"})
    assert Flag.objects.get().note == "Read it aloud"


def test_wrong_method(comment: Comment, as_reader: Client) -> None:
    assert as_reader.delete(url(comment)).status_code == 405


def test_reports_are_nowhere_to_be_read(
    comment: Comment, as_reader: Client, as_author: Client
) -> None:
    as_reader.post(url(comment), {"reason": "other", "note": "MARKERWORD"})
    for client in (as_reader, as_author):
        for address in (comment.question.get_absolute_url(), f"/comments/{comment.pk}/"):
            assert "MARKERWORD" not in client.get(address).content.decode()


def test_too_often(comment: Comment, as_reader: Client, settings: Any) -> None:
    settings.LIMITS = {"flag": (1, 60)}
    as_reader.post(url(comment), {"reason": "spam"})
    response = as_reader.post(url(comment), {"reason": "spam", "note": "Kept"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert values(form_to(response, url(comment)))["note"] == "Kept"
