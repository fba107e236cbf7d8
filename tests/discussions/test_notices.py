"""/me/: what is new for a member, and the number beside their name."""

import pytest
from django.test import Client

from discussions.cursors import PAGE
from discussions.models import Comment, Decision, Member, Mute
from discussions.moderation.decisions import Judgement, decide
from discussions.notices import mark_read
from tests.support.content import Content, post
from tests.support.html import Element, parse


def news(client: Client, query: str = "") -> Element:
    return parse(client.get(f"/me/{query}")).one("ol", class_="notices")


def account(client: Client, url: str = "/about/") -> str:
    return parse(client.get(url)).one("div", class_="account").one("a", data_member=True).text


def test_an_answer_and_a_name_are_told(
    content: Content, comment: Comment, reader: Member, as_author: Client
) -> None:
    content.explanation.editions.update(spoils="none")
    answer = post(content.question, reader, "The **book**, ||he lit it||.", parent=comment)
    named = post(content.premise, reader, "As @author said.")
    spoils, mild = news(as_author).all("li")
    assert f"reader named you: {content.premise.title}" in spoils.text
    assert "As @author said" not in spoils.text
    assert "[spoiler]" in spoils.text
    assert spoils.one("a", href=named.get_absolute_url())
    assert f"reader answered you: {content.question.title}" in mild.text
    assert "The book, [spoiler]" in mild.text
    assert mild.one("a", href=answer.get_absolute_url())


def test_the_number_stands_beside_the_name_until_the_list_was_seen(
    content: Content, comment: Comment, reader: Member, as_author: Client, as_reader: Client
) -> None:
    assert account(as_author) == "The Author"
    post(content.question, reader, "One", parent=comment)
    post(content.question, reader, "Two", parent=comment)
    assert account(as_author) == "The Author (2), 2 new notices"
    assert account(as_author, "/me/profile/") == "The Author (2), 2 new notices"
    assert account(as_reader) == "reader"
    as_author.head("/me/")
    assert account(as_author) == "The Author (2), 2 new notices"
    assert len(news(as_author).all("li", class_="is-new")) == 2
    assert account(as_author) == "The Author"
    assert not news(as_author).all("li", class_="is-new")


@pytest.mark.parametrize("verb", ["hide", "remove", "delete_by_author"])
def test_what_was_taken_away_is_told_without_its_words(
    content: Content, comment: Comment, reader: Member, as_author: Client, verb: str
) -> None:
    answer = post(content.question, reader, "Vanishing words", parent=comment)
    getattr(answer, verb)()
    told = news(as_author)
    assert "can’t be read at present" in told.text
    assert "Vanishing" not in told.text
    assert "reader" not in told.text
    assert answer.get_absolute_url() not in [link["href"] for link in told.all("a")]


def test_of_what_is_not_live_no_word_is_shown(
    content: Content, comment: Comment, reader: Member, as_author: Client
) -> None:
    post(content.question, reader, "Vanishing words", parent=comment)
    content.explanation.editions.all().update(publish_at=None)
    told = news(as_author)
    assert "can’t be read at present" in told.text
    assert "Vanishing" not in told.text


def test_nothing_comes_from_members_who_are_muted(
    content: Content, comment: Comment, reader: Member, author: Member, as_author: Client
) -> None:
    post(content.question, reader, "Before", parent=comment)
    Mute.objects.create(member=author, muted=reader)
    post(content.question, reader, "After", parent=comment)
    assert "Nothing yet" in news(as_author).text


def test_a_decision_is_told_with_its_rule_and_its_message(
    comment: Comment, author: Member, moderator: Member, as_author: Client
) -> None:
    decide(comment, Judgement("hide", rule="unkind", note="Please be kind."), moderator)
    assert account(as_author) == "The Author (1), 1 new notice"
    told = news(as_author)
    assert "Moderators decided: hidden (unkind)" in told.text
    assert "Please be kind." in told.text
    assert "moderator" not in told.text.replace("Moderators", "")
    assert told.one("a", href="/me/comments/")


def test_a_muted_moderators_decision_is_told_all_the_same(
    comment: Comment, author: Member, moderator: Member, as_author: Client
) -> None:
    Mute.objects.create(member=author, muted=moderator)
    decide(comment, Judgement("hide", rule="spam"), moderator)
    assert "hidden (spam)" in news(as_author).text


def test_a_long_list_goes_on(
    content: Content, comment: Comment, reader: Member, as_author: Client
) -> None:
    content.explanation.editions.update(spoils="none")
    for number in range(PAGE + 2):
        post(content.question, reader, f"Answer {number}.", parent=comment)
    page = parse(as_author.get("/me/"))
    assert len(page.one("ol", class_="notices").all("li", class_="is-new")) == PAGE
    older = page.one("p", class_="pager").one("a")["href"]
    rest = parse(as_author.get(f"/me/{older}"))
    assert "Answer 1." in rest.one("ol", class_="notices").text
    assert len(rest.one("ol", class_="notices").all("li")) == 2
    assert not rest.all("p", class_="pager")


@pytest.mark.parametrize("cursor", ["0", "x", "-1", "9" * 30, "²", "1_0"])
def test_an_unknown_cursor_is_not_found(as_reader: Client, cursor: str) -> None:
    assert as_reader.get(f"/me/?after={cursor}").status_code == 404


def test_a_cursor_of_somebody_elses_list_is_not_found(
    comment: Comment, author: Member, moderator: Member, as_reader: Client
) -> None:
    decide(comment, Judgement("hide", rule="spam"), moderator)
    assert as_reader.get(f"/me/?after={author.notices.get().pk}").status_code == 404


def test_one_that_comes_while_the_list_is_looked_at_stays_unread(
    content: Content, comment: Comment, reader: Member, author: Member
) -> None:
    post(content.question, reader, "Seen", parent=comment)
    looking = Member.objects.get(pk=author.pk)
    post(content.question, reader, "A moment later", parent=comment)
    mark_read(looking)
    assert Member.objects.get(pk=author.pk).unread == 1


def test_a_moderator_has_a_way_to_the_queue(as_moderator: Client, as_reader: Client) -> None:
    for path in ("/about/", "/me/"):
        links = parse(as_moderator.get(path)).one("div", class_="account").all("a")
        assert "Queue" in [link.text for link in links]
        links = parse(as_reader.get(path)).one("div", class_="account").all("a")
        assert "Queue" not in [link.text for link in links]


def test_a_lifted_suspension_without_a_comment_can_be_told(
    reader: Member, moderator: Member, as_reader: Client
) -> None:
    decision = Decision.objects.create(action="lift", member=reader, moderator=moderator)
    reader.notices.create(kind="decision", decision=decision)
    assert "suspension lifted" in news(as_reader).text
