"""Word rules: made, tried on what was posted last, switched on, deleted."""

from typing import Any

import pytest
from django.test import Client

from discussions.models import Comment, Member, SiteRules, WordRule
from discussions.moderation.words import find_words
from tests.support.content import Content, post
from tests.support.html import parse

LIST = "/admin/discussions/wordrule/"
TYPED = {"pattern": "lamp*", "action": "queue", "note": "Too many lamps."}


@pytest.fixture
def rule(db: None) -> WordRule:
    return WordRule.objects.create(pattern="blanket", is_on=True)


def found_in(text: str) -> Any:
    return find_words(text, SiteRules.current())


def test_a_rule_is_tried_before_it_is_saved(
    as_moderator: Client, content: Content, comment: Comment, author: Member
) -> None:
    post(content.question, author, "A candle.")
    post(content.question, author, "Two L A M P S.")
    assert parse(as_moderator.get(f"{LIST}add/")).one("input", formaction=f"{LIST}try/")
    tried = as_moderator.post(f"{LIST}try/", TYPED)
    page = parse(tried)
    assert "Of the latest 1,000 comments it would have caught 2." in page.text
    caught = [line.one("strong").text for line in page.one("ul", class_="caught").all("li")]
    assert caught == ["L A M P S", "lamp"]
    form = page.one("form", action=f"{LIST}add/")
    assert form.one("input", name="pattern")["value"] == "lamp*"
    assert form.one("input", name="note")["value"] == "Too many lamps."
    assert not WordRule.objects.exists()


def test_a_rule_that_is_there_is_tried_with_other_words(
    as_moderator: Client, rule: WordRule, comment: Comment
) -> None:
    address = f"{LIST}try/?rule={rule.pk}"
    assert parse(as_moderator.get(f"{LIST}{rule.pk}/change/")).one("input", formaction=address)
    page = parse(as_moderator.post(address, TYPED | {"pattern": "clue"}))
    assert page.one("form", action=f"{LIST}{rule.pk}/change/")
    assert "it would have caught one." in page.text
    rule.refresh_from_db()
    assert rule.pattern == "blanket"


def test_what_would_be_found_everywhere_is_refused(as_moderator: Client) -> None:
    for address in (f"{LIST}try/", f"{LIST}add/"):
        page = parse(as_moderator.post(address, TYPED | {"pattern": "a*"}))
        assert "half of all comments" in page.text
        assert page.one("input", name="pattern")["value"] == "a*"
    assert not WordRule.objects.exists()


def test_saved_switched_on_changed_and_deleted_it_holds_at_once(as_moderator: Client) -> None:
    as_moderator.post(f"{LIST}add/", TYPED)
    assert found_in("Lamps.") is None
    rule = WordRule.objects.get()
    as_moderator.post(f"{LIST}{rule.pk}/change/", TYPED | {"is_on": "on"})
    assert found_in("Lamps.").words == "Lamps"
    as_moderator.post(f"{LIST}{rule.pk}/change/", TYPED | {"is_on": "on", "pattern": "candle"})
    assert found_in("Lamps.") is None
    assert found_in("A candle.") is not None
    as_moderator.post(f"{LIST}{rule.pk}/delete/", {"post": "yes"})
    assert found_in("A candle.") is None


def test_trying_takes_the_right_to_write(
    as_editor: Client, as_reader: Client, guest: Client, rule: WordRule
) -> None:
    for address in (f"{LIST}try/", f"{LIST}try/?rule={rule.pk}"):
        assert as_editor.post(address, TYPED).status_code == 403
        assert as_reader.post(address, TYPED).status_code == 302
        assert guest.post(address, TYPED).status_code == 302


def test_the_address_alone_leads_to_the_list(as_moderator: Client) -> None:
    assert as_moderator.get(f"{LIST}try/")["Location"] == LIST
    assert as_moderator.post(f"{LIST}try/?rule=99", TYPED).status_code == 404
