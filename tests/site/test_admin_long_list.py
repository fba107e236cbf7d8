"""Lists of the admin that may hold a million rows: what they count, find, and lead on to."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from discussions.models import Comment, Flag, Member
from tests.support.cast import make_member
from tests.support.content import Content, post, reload
from tests.support.html import parse

LIST = "/admin/discussions/comment/"


@pytest.fixture
def five(content: Content, author: Member, monkeypatch: pytest.MonkeyPatch) -> list[Comment]:
    """Five comments, the oldest first, on a site where three are many."""
    for module in ("hersite.admin_long_list", "discussions.admin.comments"):
        monkeypatch.setattr(f"{module}.MOST", 3)
    monkeypatch.setattr("discussions.admin.comments.CommentAdmin.list_per_page", 2)
    return [post(content.question, author, f"Word{number}.") for number in range(5)]


def excerpts(client: Client, query: str = "", **asked: str) -> list[str]:
    shown = parse(client.get(LIST + query, asked or None))
    return [cell.text for cell in shown.all("th", class_="field-excerpt")]


def onwards(client: Client, query: str) -> Any:
    return parse(client.get(LIST + query)).one("p", class_="onwards")


def test_the_first_are_counted_and_the_last_page_leads_on(
    as_moderator: Client, five: list[Comment]
) -> None:
    assert "3 comments" in parse(as_moderator.get(LIST)).text
    assert not onwards(as_moderator, "").all("a")
    link = onwards(as_moderator, "?p=2").one("a")["href"]
    assert excerpts(as_moderator, "?p=2") == ["Word2."]
    # The last row stands on both lists.
    assert excerpts(as_moderator, link) == ["Word2.", "Word1."]
    assert five[2].created_at.isoformat() in unquote(link)
    assert as_moderator.get(LIST + "?p=3").status_code == 302


def test_where_nothing_follows_nothing_is_said(as_moderator: Client, five: list[Comment]) -> None:
    Comment.objects.filter(pk__in=[five[0].pk, five[1].pk]).update(state="hidden")
    shown = parse(as_moderator.get(LIST + "?state__exact=visible"))
    assert "3 comments" in shown.text
    assert not shown.all("p", class_="onwards")


def test_the_oldest_first_leads_on_to_newer_ones(as_moderator: Client, five: list[Comment]) -> None:
    newest_column = 7
    link = onwards(as_moderator, f"?o={newest_column}&p=2").one("a")["href"]
    assert excerpts(as_moderator, link) == ["Word2.", "Word3."]


def test_a_column_without_an_index_sorts_nothing(as_moderator: Client, five: list[Comment]) -> None:
    assert excerpts(as_moderator, "?o=-5") == excerpts(as_moderator)


def test_words_are_looked_for_among_the_first(as_moderator: Client, five: list[Comment]) -> None:
    assert excerpts(as_moderator, q="word4") == ["Word4."]
    assert excerpts(as_moderator, q="word0") == []
    five[0].hide()
    assert excerpts(as_moderator, q="word0", state__exact="hidden") == ["Word0."]


def test_numbers_and_whole_names_are_found_among_all(
    as_moderator: Client, five: list[Comment], content: Content
) -> None:
    assert excerpts(as_moderator, q=f"#{five[0].pk}") == ["Word0."]
    other = make_member("Somebody", display_name="Some Body")
    post(content.premise, other, "Elsewhere.")
    for name in ("somebody", "some body"):
        assert excerpts(as_moderator, q=name) == ["Elsewhere."]
    assert excerpts(as_moderator, q="somebod") == []
    assert excerpts(as_moderator, q="somebody", state__exact="hidden") == []


def test_all_that_were_counted_are_hidden_and_no_more(
    as_moderator: Client, five: list[Comment]
) -> None:
    chosen = {"action": "hide", "select_across": "1", "_selected_action": [five[4].pk]}
    as_moderator.post(LIST, chosen | {"confirm": "1", "rule": "spam"})
    states = [reload(comment).state for comment in five]
    assert states == ["visible", "visible", "hidden", "hidden", "hidden"]


def test_reports_are_found_by_whom_they_are_about(
    as_moderator: Client, five: list[Comment], reader: Member
) -> None:
    Flag.objects.create(member=reader, comment=five[0], reason="spam", note="An advert.")
    for words in (f"#{five[0].pk}", "author", "reader", "advert", "Word0"):
        shown = parse(as_moderator.get("/admin/discussions/flag/", {"q": words}))
        assert len(shown.all("td", class_="field-note")) == 1, words
    shown = parse(as_moderator.get("/admin/discussions/flag/", {"q": "nowhere"}))
    assert not shown.all("td", class_="field-note")
