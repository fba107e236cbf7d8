"""Every word of the interface comes through gettext: with all translations put in brackets, no word
of a page stands outside them that isn't an editor's or a reader's."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, TextField
from django.test import Client
from django.utils import translation

from discussions.models import Member
from tests.support.content import Content, make_content, post
from tests.support.html import Element, parse
from tests.support.pages import ENTRANCE_PAGES, own_pages, public_pages

SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-offline", "data-failed", "content")
# The site's name, and what is the same in every language.
NAMES = {"after", "her", "s", "t"}


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language in which every translation is its original in brackets."""
    real = translation._trans  # type: ignore[attr-defined]

    def put(name: str, which: Any) -> None:
        monkeypatch.setattr(real, name, lambda *args: f"⟦{which(*args)}⟧")

    put("gettext", lambda message: message)
    put("pgettext", lambda _context, message: message)
    put("ngettext", lambda one, many, number: one if number == 1 else many)
    put("npgettext", lambda _context, one, many, number: one if number == 1 else many)


@pytest.fixture
def content(db: None, bracketed: None) -> Content:
    """Made in the bracketed language, since rendered text is stored with its labels."""
    return make_content()


@pytest.fixture
def written(content: Content) -> set[str]:
    """Every word that the database holds."""
    words: set[str] = set()
    for label in ("explainer", "discussions"):
        for model in apps.get_app_config(label).get_models():
            names = [f.name for f in model._meta.fields if isinstance(f, CharField | TextField)]
            for row in model._default_manager.values_list(*names):
                words |= {word for value in row for word in split(str(value))}
    return words


def split(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def outside(text: str) -> str:
    """What of a text stands in no brackets."""
    depth, left = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        if depth == 0 and character != "⟧":
            left.append(character)
    return "".join(left)


def spoken(page: Element) -> Iterator[tuple[Element, str]]:
    for element in page.walk():
        if element.tag in ("script", "style"):
            continue
        yield from ((element, element[name]) for name in SPOKEN if wants(element, name))
        # A sentence may have elements in it: what counts is the whole of what stands in a block.
        if element.tag in ("title", "body"):
            yield element, element.text


def wants(element: Element, name: str) -> bool:
    if name not in element.attributes:
        return False
    return name != "content" or element.get("name") == "description" or "og:title" in str(element)


def bare_words(page: Element, written: set[str]) -> dict[str, str]:
    return {
        word: f"{element.tag}: {outside(text)[:200]}"
        for element, text in spoken(page)
        for word in split(outside(text)) - written - NAMES
    }


def test_no_bare_word_for_guests(
    content: Content, author: Member, guest: Client, written: set[str]
) -> None:
    comment = post(content.question, author, "The lamp", spoils="premise")
    for name, url in (public_pages(content, comment) | ENTRANCE_PAGES).items():
        words = bare_words(parse(guest.get(url)), written | {"lamp", *split(author.name), "author"})
        assert not words, name


def test_no_bare_word_for_members(
    content: Content, author: Member, as_author: Client, reader: Member, written: set[str]
) -> None:
    comment = post(content.question, author, "The lamp")
    post(content.question, reader, "The lamp", parent=comment)
    for reading in content.readings:
        reading.vote(author, "agree")
    known = written | {"lamp", "author", "reader"}
    for name, url in (public_pages(content, comment) | own_pages(comment)).items():
        assert not bare_words(parse(as_author.get(url)), known), name


def test_no_bare_word_in_messages(content: Content, as_reader: Client, written: set[str]) -> None:
    question = content.question.get_absolute_url()
    sent: list[tuple[str, dict[str, str]]] = [
        (f"{question}comments/", {"body": ""}),
        (f"{question}comments/", {"body": "x" * 10_001, "parent": "9"}),
        ("/preview/", {"body": ""}),
        ("/me/profile/", {"display_name": "x" * 50}),
        ("/me/deletion/", {"password": "wrong"}),
        (f"/interpretations/{content.readings[0].pk}/vote/", {"stance": "no"}),
        (f"{content.url}rating/", {"stars": "9"}),
    ]
    for url, data in sent:
        response = as_reader.post(url, data)
        assert response.status_code == 422, url
        known = written | {"reader", *split(" ".join(data.values()))}
        assert not bare_words(parse(response), known), url


def test_a_bare_word_would_be_found() -> None:
    page = parse("<body><p>⟦Kept ⟦well⟧⟧ Bare <b title='Other'>⟦x⟧</b></p></body>")
    assert set(bare_words(page, set())) == {"bare", "other"}


def test_error_pages(db: None, bracketed: None, guest: Client) -> None:
    assert not bare_words(parse(guest.get("/no-such/")), set())
