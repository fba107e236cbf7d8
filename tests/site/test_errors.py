"""Pages for when something is wrong: in the site's look, without a database, never a bare line."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory
from django.views import defaults

from hersite import errors
from tests.support.content import Content
from tests.support.html import parse


def test_each_error_page_needs_no_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise AssertionError("a query")

    request = RequestFactory().get("/x/")
    with monkeypatch.context() as without_database:
        without_database.setattr(connection, "cursor", broken)
        pages = {
            400: defaults.bad_request(request, ValueError()),
            403: defaults.permission_denied(request, PermissionDenied()),
            404: defaults.page_not_found(request, ValueError("secret")),
            410: errors.gone(request, "A reason"),
            429: errors.too_many_requests(request),
            500: defaults.server_error(request),
        }
    for status, response in pages.items():
        assert response.status_code == status
        page = parse(response)
        assert page.one("h1").text, status
        assert page.one("html")["lang"] == "en", status
        assert page.one("a", class_="wordmark")["href"] == "/", status
        assert page.all("link", rel="stylesheet"), status
        assert page.one("meta", name="robots")["content"] == "noindex", status
        assert "secret" not in page.text


def test_unknown_addresses(db: None, guest: Client) -> None:
    for path in (
        "/no-such/",
        "/explained/",
        "/comments/x/",
        "/questions/a/b/",
        "/%00/",
        "/\u2028/",
    ):
        response = guest.get(path)
        assert response.status_code == 404, path
        assert parse(response).one("h1").text
        assert not response.cookies


def test_an_address_without_its_last_slash_is_led_on(content: Content, guest: Client) -> None:
    response = guest.get("/questions?sort=new")
    assert (response.status_code, response["Location"]) == (301, "/questions/?sort=new")


def test_a_stale_token_on_an_account_page_says_what_to_do(strict: Client) -> None:
    response = strict.post("/account/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "Go back, load the page again" in parse(response).text


def test_an_unknown_host_is_refused(db: None, guest: Client) -> None:
    assert guest.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_broken_page_is_a_500_in_the_sites_look(
    content: Content, guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr("hersite.pages.explanation._context", broken)
    guest.raise_request_exception = False
    response = guest.get(content.url)
    assert response.status_code == 500
    assert "it was us" in parse(response).one("h1").text
    assert "inner words" not in response.content.decode()


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 minute."), (60, "1 minute."), (61, "2 minutes.")]
)
def test_too_many_requests_says_when(seconds: int, words: str) -> None:
    response = errors.too_many_requests(RequestFactory().get("/"), retry_after=seconds)
    assert response["Retry-After"] == str(seconds)
    assert words in parse(response).text
