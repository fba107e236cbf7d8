"""/explained/<slug>/rating/: what members think of the explanation itself."""

from typing import Any

import pytest
from django.test import Client

from discussions.models import Member, Rating
from tests.support.content import Content
from tests.support.forms import errors
from tests.support.html import Element, parse


def url(content: Content) -> str:
    return f"{content.url}rating/"


def panel(client: Client, content: Content) -> Element:
    return parse(client.get(content.url)).one("fieldset", id="rating")


def test_a_rating_is_stored_changed_and_removed(
    content: Content, as_reader: Client, reader: Member
) -> None:
    for stars, left in (("4", [4]), ("4", [4]), ("1", [1]), ("none", []), ("none", [])):
        response = as_reader.post(url(content), {"stars": stars})
        assert response.status_code == 303
        assert response["Location"] == f"{content.url}#rating"
        assert list(Rating.objects.values_list("stars", flat=True)) == left


def test_the_average_only_after_ones_own_rating_or_when_asked_for(
    content: Content, author: Member, as_reader: Client, guest: Client
) -> None:
    Rating.objects.create(member=author, explanation=content.explanation, stars=2)
    assert not panel(as_reader, content).all(data_result=True)
    assert not panel(guest, content).all(data_result=True)
    assert panel(guest, content).one("a", href=url(content)).text == "Show the average"
    asked = parse(guest.get(url(content))).one("fieldset", id="rating")
    assert "2.0 of 5, from 1 reader" in asked.text
    as_reader.post(url(content), {"stars": "5"})
    assert "3.5 of 5, from 2 readers" in panel(as_reader, content).text


def test_the_panel_shows_ones_own_stars(content: Content, as_reader: Client) -> None:
    as_reader.post(url(content), {"stars": "3"})
    buttons = panel(as_reader, content).all("button", name="stars")
    pressed = [b["value"] for b in buttons if b.get("aria-pressed") == "true"]
    assert [b["value"] for b in buttons] == ["1", "2", "3", "4", "5", "none"]
    assert pressed == ["3"]
    assert all(b.get("aria-label") or b.text for b in buttons)


def test_nobody_has_rated_it_yet(content: Content, guest: Client) -> None:
    assert "Nobody has rated it yet" in parse(guest.get(url(content))).text


@pytest.mark.parametrize("stars", ["", "0", "6", "-1", "3.5", "five", "9" * 40, "1\x00", "٣"])
def test_bad_input(content: Content, as_reader: Client, stars: str) -> None:
    response = as_reader.post(url(content), {"stars": stars})
    assert response.status_code == 422
    assert "one to five stars" in errors(response)
    assert not Rating.objects.exists()


def test_broken_bytes(content: Content, as_reader: Client) -> None:
    kind = "application/x-www-form-urlencoded"
    assert as_reader.post(url(content), b"stars=%ff", content_type=kind).status_code == 400


def test_wrong_method(content: Content, as_reader: Client) -> None:
    assert as_reader.put(url(content)).status_code == 405


def test_a_guest_is_asked_to_sign_in(content: Content, guest: Client) -> None:
    response = guest.post(url(content), {"stars": "5"})
    assert response["Location"].startswith("/account/signup/")
    assert not Rating.objects.exists()


def test_what_is_not_live_cannot_be_rated(content: Content, as_reader: Client) -> None:
    content.explanation.editions.all().update(publish_at=None)
    assert as_reader.post(url(content), {"stars": "5"}).status_code == 404
    assert as_reader.get(url(content)).status_code == 404
    assert as_reader.post("/explained/no-such/rating/", {"stars": "5"}).status_code == 404


def test_too_often(content: Content, as_reader: Client, settings: Any) -> None:
    settings.LIMITS = {"rate": (1, 60)}
    as_reader.post(url(content), {"stars": "5"})
    response = as_reader.post(url(content), {"stars": "1"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert Rating.objects.get().stars == 5
