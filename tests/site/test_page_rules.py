"""What every page keeps to: who may store it, what may run on it, how it is built."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.models import Comment
from tests.support.content import Content
from tests.support.html import Element, parse
from tests.support.pages import ENTRANCE_PAGES, own_pages, public_pages

PUBLIC = "public, max-age=0, must-revalidate"
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
FIELDS = {"input", "select", "textarea"}


@pytest.fixture(scope="module")
def looked_at() -> dict[str, Element]:
    """Every page as a tree, from the first test that asks for them: the others only look."""
    return {}


@pytest.fixture
def everywhere(
    looked_at: dict[str, Element],
    content: Content,
    comment: Comment,
    guest: Client,
    as_author: Client,
) -> dict[str, Element]:
    """The public pages as a guest and as a member, and a member's own."""
    if not looked_at:
        public = public_pages(content, comment)
        anyone = public | ENTRANCE_PAGES
        pages = {f"{name} (guest)": guest.get(url) for name, url in anyone.items()}
        own = public | own_pages(comment)
        pages |= {f"{name} (member)": as_author.get(url) for name, url in own.items()}
        assert {response.status_code for response in pages.values()} == {200}
        looked_at.update({name: parse(response) for name, response in pages.items()})
    return looked_at


def test_a_guest_gets_no_cookie_no_token_and_what_every_guest_gets(
    content: Content, comment: Comment, guest: Client
) -> None:
    for name, url in public_pages(content, comment).items():
        first, second = guest.get(url), Client().get(url)
        assert first.content == second.content, name
        assert not first.cookies, name
        text = first.content.decode()
        assert "csrf" not in text, name
        assert "nonce" not in text, name
        assert first["Cache-Control"] == PUBLIC, name


VISIT = re.compile(r'(INSERT|INSERT OR IGNORE) INTO "discussions_visit"|UPDATE "discussions_visit"')


def test_reading_writes_nothing(
    content: Content, comment: Comment, guest: Client, as_author: Client
) -> None:
    pages = public_pages(content, comment)
    with CaptureQueriesContext(connection) as captured:
        for url in pages.values():
            guest.get(url)
        for url in (pages | own_pages(comment)).values():
            as_author.get(url)
    assert len(captured) > len(pages)
    for query in captured.captured_queries:
        # PostgreSQL declares a cursor for some of them. That a member was here is remembered, in
        # one row that nobody else sees.
        sql = query["sql"]
        assert sql.startswith(("SELECT", "DECLARE")) or VISIT.match(sql), sql


def test_a_copy_that_still_holds_is_not_sent_again(
    content: Content, comment: Comment, guest: Client
) -> None:
    for name, url in public_pages(content, comment).items():
        first = guest.get(url)
        again = guest.get(url, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name
        assert again["Cache-Control"] == PUBLIC, name
        head = guest.head(url)
        assert (head.status_code, head.content) == (200, b""), name


def test_a_change_is_seen_with_the_next_request(
    content: Content, comment: Comment, guest: Client
) -> None:
    url = content.question.get_absolute_url()
    etag = guest.get(url)["ETag"]
    comment.edit("Other words", editor=comment.author)
    response = guest.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert "Other words" in response.content.decode()


def test_unknown_parameters_change_nothing(
    content: Content, comment: Comment, guest: Client
) -> None:
    for name, url in public_pages(content, comment).items():
        if "?" not in url:
            assert guest.get(f"{url}?utm_source=x&a[]=1").content == guest.get(url).content, name


def test_a_members_pages_are_kept_by_nobody_else(
    content: Content, comment: Comment, as_author: Client
) -> None:
    for name, url in public_pages(content, comment).items():
        assert as_author.get(url)["Cache-Control"] == "private, no-cache", name
    for name, url in own_pages(comment).items():
        rule = "private, no-cache" if name.startswith("discussions:") else "no-store"
        expected = "no-store" if url.startswith("/me/") else rule
        assert expected in as_author.get(url)["Cache-Control"], name


def test_entrance_pages_are_stored_by_nobody(guest: Client) -> None:
    for name, url in ENTRANCE_PAGES.items():
        assert "no-store" in guest.get(url)["Cache-Control"], name
        assert "public" not in guest.get(url)["Cache-Control"], name


def test_errors_are_not_kept(content: Content, guest: Client) -> None:
    assert guest.get("/no-such/")["Cache-Control"] == "private, no-cache"


def test_signing_out_empties_the_browsers_copies(as_reader: Client) -> None:
    response = as_reader.post("/account/logout/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    # The cookie is taken back and no other one given: whoever left is a guest again.
    assert response.cookies["sessionid"]["max-age"] == 0


def test_headers(content: Content, comment: Comment, guest: Client, as_author: Client) -> None:
    pages = public_pages(content, comment) | ENTRANCE_PAGES | {"404": "/no-such/"}
    for client in (guest, as_author):
        for name, url in pages.items():
            response = client.get(url)
            policy = response["Content-Security-Policy"]
            assert {part.strip() for part in policy.split(";")} == POLICY, name
            assert response["X-Content-Type-Options"] == "nosniff", name
            assert response["X-Frame-Options"] == "DENY", name
            assert response["Referrer-Policy"] == "same-origin", name


def test_nothing_inline_runs_or_colours(everywhere: dict[str, Element]) -> None:
    for name, page in everywhere.items():
        assert not page.all("style"), name
        for element in page.walk():
            assert not any(each.startswith("on") for each in element.attributes), (name, element)
            assert "style" not in element.attributes, (name, element)
            assert not re.match(r"\s*(javascript|data|vbscript):", element.get("href")), name
            if element.tag == "script":
                assert element.get("src") or element.get("type") == "application/ld+json", name


def test_nothing_comes_from_elsewhere(everywhere: dict[str, Element]) -> None:
    for name, page in everywhere.items():
        loaded = [e["src"] for e in page.all(src=True)]
        loaded += [e["href"] for e in page.all("link") if e["rel"] != "canonical"]
        loaded += [e["action"] for e in page.all("form", action=True)]
        loaded += [e["formaction"] for e in page.all(formaction=True)]
        assert all(url.startswith("/") and not url.startswith("//") for url in loaded), name


def test_one_heading_one_main_and_a_language(everywhere: dict[str, Element]) -> None:
    for name, page in everywhere.items():
        assert page.one("h1").text, name
        assert page.one("main")["id"] == "main", name
        assert page.one("html")["lang"] == "en", name
        assert page.one("title").text, name
        assert page.one("a", class_="skip")["href"] == "#main", name
        levels = [int(e.tag[1]) for e in page.walk() if re.fullmatch("h[1-6]", e.tag)]
        assert levels[0] <= 2, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)


def test_ids_stand_once_and_references_lead_somewhere(everywhere: dict[str, Element]) -> None:
    for name, page in everywhere.items():
        ids = Counter(element["id"] for element in page.all(id=True))
        assert not [id_ for id_, times in ids.items() if times > 1], name
        for element in page.walk():
            for attribute in ("aria-labelledby", "aria-describedby", "for", "form"):
                for id_ in element.get(attribute).split():
                    assert id_ in ids, (name, element)
            if element.get("href").startswith("#"):
                assert element["href"][1:] in ids, (name, element)


def test_every_control_has_a_name(everywhere: dict[str, Element]) -> None:
    for name, page in everywhere.items():
        labelled = {label["for"] for label in page.all("label", for_=True)}
        labelled |= {label.get("for") for label in page.all("label")}
        for element in page.walk():
            if element.tag in FIELDS and element.get("type") != "hidden":
                named = element.get("id") in labelled or element.get("aria-label")
                assert named, (name, element)
            if element.tag in ("button", "a", "summary"):
                assert element.text or element.get("aria-label"), (name, element)
            if element.tag == "fieldset":
                assert element.one("legend").text, (name, element)
            if element.tag in ("nav", "aside"):
                assert element.get("aria-label") or element.get("aria-labelledby"), (name, element)


def test_pictures_have_words_and_a_size(everywhere: dict[str, Element]) -> None:
    for name, page in everywhere.items():
        for picture in page.all("img"):
            assert "alt" in picture.attributes, (name, picture)
            assert int(picture["width"]) > 0, (name, picture)
            assert int(picture["height"]) > 0, (name, picture)


def test_moments_are_absolute_and_readable_by_machines(everywhere: dict[str, Element]) -> None:
    for name, page in everywhere.items():
        for moment in page.all("time"):
            assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", moment["datetime"]), (name, moment)
            assert not re.search(r"\bago\b|today|yesterday", moment.text), (name, moment)
