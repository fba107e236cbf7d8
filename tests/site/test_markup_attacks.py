"""Markup that tries to run something, or to fetch something, comes out harmless."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from discussions.models import Member
from hersite.markdown import TooMuchMarkup, render_article, render_comment
from tests.support.content import Content, post
from tests.support.html import Element, parse

COLLECTION = Path(settings.BASE_DIR).parent / "shared" / "data" / "xss" / "basic.json"
OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    '<a href="https://example.org" onclick="alert(1)">x</a>',
    "||<svg onload=alert(1)>||",
    ":::spoiler\n<iframe src=//example.org></iframe>\n:::",
    "[x](<javascript:alert(1)> \"title' onmouseover='alert(1)\")",
    "`</code><script>alert(1)</script>`",
]
SCHEMES = {"", "http", "https", "mailto"}
ALLOWED: dict[str, set[str]] = {
    "p": set(), "br": set(), "em": set(), "strong": set(), "s": set(), "pre": set(), "hr": set(),
    "code": set(), "blockquote": set(), "ul": set(), "li": set(), "summary": set(), "span": set(),
    "a": {"href", "title", "rel"}, "ol": {"start"}, "details": {"class"}, "label": {"class"},
    "input": {"type", "aria-label"},
}  # fmt: skip


@pytest.fixture(params=["own", "collection"])
def vectors(request: pytest.FixtureRequest) -> list[str]:
    if request.param == "own":
        return OWN
    if not COLLECTION.is_file():
        pytest.skip("the collection of attacks is not beside the project (../shared/data/xss)")
    found = json.loads(COLLECTION.read_text(encoding="utf-8"))
    assert found["count"] == len(found["vectors"])
    return [entry["vector"] for entry in found["vectors"]]


def assert_harmless(page: Element, vector: str, allowed: dict[str, set[str]]) -> None:
    for element in page.walk():
        if element.tag:
            assert element.tag in allowed, vector
            assert set(element.attributes) <= allowed[element.tag], vector
        if "href" in element.attributes:
            assert urlsplit(element["href"]).scheme in SCHEMES, vector


def test_comments(vectors: list[str]) -> None:
    for vector in vectors:
        for text in (vector, f"||{vector}||", f"> {vector}", f":::spoiler\n{vector}\n:::"):
            try:
                html = render_comment(text)
            except TooMuchMarkup:
                continue
            assert_harmless(parse(html), vector, ALLOWED)


def test_articles(vectors: list[str]) -> None:
    more: dict[str, set[str]] = {
        "p": {"id"}, "a": {"href", "title", "class", "aria-label"}, "figure": {"class"},
        "h3": set(), "h4": set(),
    }  # fmt: skip
    for vector in vectors:
        html = render_article(
            vector, key="k", earlier=[], size=lambda name: None, url=lambda name: name
        )
        page = parse(html)
        assert not page.all("img"), vector
        assert_harmless(page, vector, ALLOWED | more)


def test_the_page_that_shows_them_all(
    content: Content, author: Member, guest: Client, vectors: list[str]
) -> None:
    plain = parse(guest.get(content.question.get_absolute_url()))
    # A null byte is refused by the form already.
    for vector in (each.replace("\x00", "") for each in vectors):
        post(content.question, author, vector, quote=vector[:500])
    page = parse(guest.get(f"{content.question.get_absolute_url()}?sort=old"))
    assert len(page.all("article", class_="comment")) >= min(50, len(vectors) - 1)
    for tag in ("script", "style", "iframe", "object", "embed", "base", "meta", "svg", "math"):
        assert len(page.all(tag)) == len(plain.all(tag)), tag
    for article in page.all("article", class_="comment"):
        for body in article.all("div", class_="comment-body"):
            assert_harmless(body, "a comment", ALLOWED | {"div": {"class"}})
        assert not [e for e in article.walk() if any(a.startswith("on") for a in e.attributes)]


@pytest.mark.parametrize("field", ["display_name", "about"])
def test_names_are_text(guest: Client, author: Member, content: Content, field: str) -> None:
    attack = '"><script>alert(1)</script>'
    Member.objects.filter(pk=author.pk).update(**{field: attack})
    post(content.question, author)
    for url in (content.question.get_absolute_url(), "/members/author/"):
        scripts = parse(guest.get(url)).all("script")
        assert not [script for script in scripts if "alert" in script.text]
        assert all("alert" not in "".join(map(str, script.children)) or script.get("type")
                   for script in scripts)  # fmt: skip
