"""Markdown of comments: what it can do, what it can't, and how it reads without its page."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hersite.markdown import TooMuchMarkup, plain_text, render_article, render_comment
from hersite.markdown.sanitise import clean_article, clean_comment
from tests.support.html import parse


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("*a* **b** ~~c~~ `d`",
         "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>\n"),
        ("> so\n", "<blockquote>\n<p>so</p>\n</blockquote>\n"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>\n'),
        ("# not a heading", "<p># not a heading</p>\n"),
        ("not a heading\n---", "<p>not a heading</p>\n<hr>\n"),
        ("<b>bold</b> & <!-- x -->", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;!-- x --&gt;</p>\n"),
        ("![x](https://example.org/x.png)", None),
        ("[a]\n\n[a]: https://example.org", None),
        ("| a | b |\n| - | - |\n| 1 | 2 |", None),
    ],
)  # fmt: skip
def test_what_a_comment_can_do(text: str, html: str | None) -> None:
    if html is not None:
        assert render_comment(text) == html
    assert not parse(render_comment(text)).all("img")
    assert not parse(render_comment(text)).all("table")


def test_links_say_that_a_reader_made_them() -> None:
    for text in ("https://example.org/a?b=c&d", "[x](https://example.org/a?b=c&d)"):
        link = parse(render_comment(text)).one("a")
        assert link["href"] == "https://example.org/a?b=c&d"
        assert set(link["rel"].split()) == {"ugc", "nofollow", "noopener"}


@pytest.mark.parametrize(
    "text",
    ["[x](javascript:alert)", "[x](JAVASCRIPT:alert)", "[x](data:text/html,x)", "[x](vbscript:x)",
     "[x](mailto:a@example.org)", "[x](file:///etc/passwd)", "a@example.org", "www.example.org",
     "[x](java&#115;cript:alert)", "<javascript:alert>", "[x](\\x01javascript:alert)"],
)  # fmt: skip
def test_only_web_addresses_are_links(text: str) -> None:
    for link in parse(render_comment(text)).all("a"):
        assert urlsplit(link.get("href")).scheme in ("", "http", "https")


def test_a_spoiler_inside_a_line_is_a_labelled_checkbox() -> None:
    label = parse(render_comment("He ||*leaves* at dawn|| alone")).one("label", class_="spoiler")
    box, words = label.all("input")[0], label.one("span")
    assert (box["type"], box["aria-label"]) == ("checkbox", "Show spoiler")
    assert "checked" not in box.attributes
    assert words.text == "leaves at dawn"
    assert words.one("em")


@pytest.mark.parametrize("text", ["||", "||||", "a || b", "|| |", "|a|", "`||a||`"])
def test_bars_that_hide_nothing(text: str) -> None:
    assert not parse(render_comment(text)).all("label")


def test_a_spoiler_around_blocks_is_folded() -> None:
    page = parse(render_comment(":::spoiler\nHe leaves.\n\n- alone\n:::\n\nAnd then?"))
    fold = page.one("details", class_="spoiler")
    assert "open" not in fold.attributes
    assert fold.one("summary").text == "Spoiler"
    assert fold.one("li").text == "alone"
    assert "And then?" not in fold.text


def test_a_spoiler_that_is_never_closed_hides_the_rest() -> None:
    page = parse(render_comment(":::spoiler\nHe leaves.\n\nAnd more"))
    assert page.text == page.one("details").text


def test_out_of_its_page_a_spoiler_is_one_word() -> None:
    html = render_comment("He ||leaves|| now\n\n:::spoiler\n> deep\n\nalone\n:::\n\nend")
    assert plain_text(html) == "He [spoiler] now [spoiler] end"
    assert plain_text(render_comment("a\n\n- b\n- c &amp; d\n\n> e")) == "a b c & d e"


@given(st.text("ab *_`~\n-", max_size=40), st.text("ab *_`~\n-", max_size=40))
def test_nothing_that_is_hidden_is_left_in_plain_text(before: str, after: str) -> None:
    html = render_comment(f"{before}\n\nx ||Zanzibar|| y\n\n:::spoiler\nZanzibar\n:::\n\n{after}")
    hidden = parse(html).all(class_="spoiler")
    if sum("Zanzibar" in element.text for element in hidden) == 2:
        assert "Zanzibar" not in plain_text(html)


def test_markup_that_grows_too_much_is_refused() -> None:
    with pytest.raises(TooMuchMarkup):
        render_comment("||a||" * 200)
    assert render_comment("||a||")


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_whatever_is_typed_comes_out_as_allowed_html(text: str) -> None:
    html = render_comment(text)
    assert html == clean_comment(html)
    assert len(html) <= 10 * len(text) + 500
    parse(html)


def test_articles_may_have_small_headings_and_links_of_their_own() -> None:
    html = render_article(
        "### A heading\n\nSee [this](/about/) and [that](https://example.org).",
        key="k", earlier=[], size=lambda name: None, url=lambda name: name,
    )  # fmt: skip
    page = parse(html)
    assert page.one("h3").text == "A heading"
    assert "/about/" in [link["href"] for link in page.all("a")]
    assert html == clean_article(html)
    assert plain_text(html) == "A heading See this and that."


@pytest.mark.parametrize("clean", [clean_comment, clean_article])
@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ('<p onclick="x()" style="x" id="main">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ("<!-- x --><svg><b>a</b></svg>", "a"),
        ('<input type="text" name="x">', '<input>'),
        ('<form action="/x/"><button>a</button></form>', "a"),
    ],
)  # fmt: skip
def test_the_second_lock_holds_without_the_first(
    clean: Callable[[str], str], html: str, left: str
) -> None:
    """Should raw HTML ever come through the parser, it still leaves as nothing that acts."""
    found = clean(html).replace(' rel="ugc nofollow noopener"', "").replace(' id="main"', "")
    assert found == left
