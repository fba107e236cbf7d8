"""What the form says about marks is what they do."""

from django.test import Client

from hersite.markdown import render_comment
from tests.support.content import Content
from tests.support.html import Element, parse


def rows(page: Element) -> dict[str, Element]:
    table = page.one("form", id="comment-form").one("details", class_="marks").one("table")
    cells = [row.all("td") for row in table.one("tbody").all("tr")]
    return {typed.text.strip(): shown for typed, shown in cells}


def test_the_second_column_is_what_is_stored(content: Content, guest: Client) -> None:
    found = rows(parse(guest.get(content.question.get_absolute_url())))
    assert len(found) == 6
    mention = found.pop("@name")
    assert mention.text.strip()
    for typed, shown in found.items():
        stored = parse(f"<div>{render_comment(typed)}</div>")
        for tag in ("em", "strong", "blockquote", "a", "ul", "li", "label", "input"):
            assert len(shown.all(tag)) == len(stored.all(tag)), (typed, tag)
        assert shown.text.split() == stored.text.split(), typed


def test_it_is_closed_and_opens_without_a_script(content: Content, guest: Client) -> None:
    page = parse(guest.get(content.question.get_absolute_url()))
    help_ = page.one("form", id="comment-form").one("details", class_="marks")
    assert "open" not in help_.attributes
    assert help_.one("summary").text.strip()
