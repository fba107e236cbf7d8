"""One's own pages: comments with what became of them, votes, data."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Comment, Member
from discussions.moderation.appeals import answer, appeal
from discussions.moderation.decisions import Judgement, decide
from tests.support.cast import make_member
from tests.support.content import Content, make_question, post
from tests.support.html import Element, parse
from tests.support.proposals import propose_many

PAGES = ["", "comments/", "votes/", "questions/", "profile/", "mutes/", "data/", "deletion/"]


def row_of(client: Client, comment: Comment) -> Element:
    return parse(client.get("/me/comments/")).one("li", id=f"c{comment.pk}")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_stands_in_the_menu_and_is_nobody_elses(
    as_reader: Client, guest: Client, page: str
) -> None:
    url = f"/me/{page}"
    response = as_reader.get(url)
    menu = parse(response).one("nav", class_="manage-menu")
    assert [link["href"] for link in menu.all("a", aria_current="page")] == [url]
    assert {f"/me/{each}" for each in PAGES} <= {link["href"] for link in menu.all("a")}
    assert response["Cache-Control"] == "no-store"
    assert guest.get(url)["Location"] == f"/account/login/?next={url}"
    assert as_reader.put(url).status_code == 405


@pytest.mark.parametrize("page", ["", "comments/", "votes/", "questions/", "mutes/"])
def test_an_empty_page_says_what_will_stand_there(as_reader: Client, page: str) -> None:
    assert parse(as_reader.get(f"/me/{page}")).one("li", class_="empty").text


def test_the_state_of_ones_own_comments(
    content: Content, author: Member, as_author: Client
) -> None:
    visible = post(content.question, author, "Seen by all")
    held = post(content.question, author, "Not yet", held_for="new")
    deleted = post(content.question, author, "Away with it")
    deleted.delete_by_author()
    assert "Everybody can read it." in row_of(as_author, visible).text
    assert "Waits for a moderator: first comments are read by a moderator." in row_of(
        as_author, held
    ).text  # fmt: skip
    assert "Not yet" in row_of(as_author, held).text
    assert "Deleted by you." in row_of(as_author, deleted).text


def test_whoever_waits_is_told_how_long_that_takes(
    content: Content, author: Member, moderator: Member, as_author: Client
) -> None:
    held = post(content.question, author, "Not yet", held_for="new")
    for number in range(5):
        assert "median" not in row_of(as_author, held).text
        other = post(content.question, make_member(f"m{number}"), f"{number}", held_for="new")
        other.reviews.update(opened_at=timezone.now() - timedelta(minutes=40))
        decide(other, Judgement("approve"), moderator)
    assert "The last ones took 40 minutes in the median." in row_of(as_author, held).text


def test_what_moderators_did_is_told_with_its_reason(
    comment: Comment, moderator: Member, as_author: Client
) -> None:
    decide(comment, Judgement("hide", rule="unkind", note="Say it kindly."), moderator)
    row = row_of(as_author, comment)
    assert "Hidden by a moderator." in row.text
    assert "The reason: unkind." in row.text
    assert "Say it kindly." in row.text
    assert "The lamp is the clue." in row.text
    assert not row.all("a", href=comment.get_absolute_url())
    assert [link.text for link in row.all("a")] == ["Appeal"]


def test_an_appeal_and_its_outcome_are_told(
    comment: Comment, author: Member, moderator: Member, as_author: Client
) -> None:
    made = appeal(decide(comment, Judgement("remove", rule="spam"), moderator), author, "No spam.")
    assert made is not None
    assert "You have appealed" in row_of(as_author, comment).text
    assert not row_of(as_author, comment).all("a")
    answer(made, "upheld", moderator)
    assert "You appealed: the decision stands." in row_of(as_author, comment).text


def test_a_restored_comment_names_no_old_reason(
    comment: Comment, moderator: Member, as_author: Client
) -> None:
    decide(comment, Judgement("hide", rule="unkind", note="Hm."), moderator)
    decide(comment, Judgement("approve"), moderator)
    assert "unkind" not in row_of(as_author, comment).text
    decide(comment, Judgement("cover", note="It tells the end."), moderator)
    row = row_of(as_author, comment)
    assert "behind a spoiler cover" in row.text
    assert "It tells the end." in row.text
    assert [link.text for link in row.all("a")][-1] == "Appeal"


def test_votes_are_shown_to_nobody_but_oneself(
    content: Content, reader: Member, as_reader: Client, as_author: Client, guest: Client
) -> None:
    content.readings[1].vote(reader, "disagree")
    content.ending.interpretations.all()[0].vote(reader, "agree")
    page = parse(as_reader.get("/me/votes/")).one("ol", class_="entries")
    assert len(page.all("li")) == 4
    assert "Disagree Reading 2 of what-is-it-about" in page.text
    assert content.ending.title not in page.text
    for other in (as_author, guest):
        assert "Reading 2" not in parse(other.get("/members/reader/")).text
    assert "Reading" not in parse(as_author.get("/me/votes/")).one("ol", class_="entries").text


def test_where_the_ending_shows_votes_stand_behind_a_cover(
    content: Content, reader: Member, as_reader: Client
) -> None:
    content.readings[0].vote(reader, "agree")
    row = parse(as_reader.get("/me/votes/")).one("ol", class_="entries")
    assert "Reading 1" in row.one("details", class_="spoiler").text
    content.explanation.editions.update(spoils="none")
    row = parse(as_reader.get("/me/votes/")).one("ol", class_="entries")
    assert not row.all("details")


def test_everything_of_ones_own_can_be_taken_along(
    content: Content, comment: Comment, reader: Member, author: Member, moderator: Member,
    as_reader: Client,
) -> None:  # fmt: skip
    mine = post(content.question, reader, "My words", parent=comment)
    post(content.question, reader, "Waiting words", held_for="new")
    content.readings[0].vote(reader, "agree")
    comment.mark_useful(reader)
    comment.flags.create(member=reader, reason="spam", note="My report")
    reader.visits.create(question=content.question, follows=True)
    reader.mutes.create(muted=author)
    reader.rename("Somebody Else")
    propose_many(reader, content, 1)
    decide(mine, Judgement("suspend", rule="spam", note="Away."), moderator)
    response = as_reader.get("/me/data/?download=1")
    assert response["Content-Disposition"].startswith('attachment; filename="after-her-reader-')
    data: dict[str, Any] = json.loads(response.content)
    assert data["profile"]["display_name"] == "Somebody Else"
    assert [(c["body"], c["state"]) for c in data["comments"]] == [
        ("My words", "removed"), ("Waiting words", "held"),
    ]  # fmt: skip
    sizes = {name: len(rows) for name, rows in data.items() if isinstance(rows, list)}
    empty = {name for name, size in sizes.items() if not size}
    assert empty == {"addresses", "earlier_versions", "ratings", "appeals"}
    assert data["reports"][0]["note"] == "My report"
    assert data["suspensions"][0]["message"] == "Away."
    assert "moderator" not in response.content.decode()


def grow(content: Content, reader: Member, moderator: Member, number: int) -> None:
    for each in range(number):
        other = make_member(f"other-{number}-{each}")
        question = make_question(content.explanation, f"more-{number}-{each}", "More?")
        question.interpretations.all()[0].vote(reader, "agree")
        reader.visits.create(question=question, follows=True)
        reader.mutes.create(muted=make_member(f"muted-{number}-{each}"))
        mine = post(question, reader, "Mine")
        post(question, other, "An answer", parent=mine)
        decide(mine, Judgement("hide", rule="spam"), moderator)
        post(question, reader, "Waits", held_for="new")


@pytest.mark.parametrize("page", [*PAGES, "data/?download=1"])
def test_a_page_asks_as_much_whatever_there_is(
    content: Content, reader: Member, moderator: Member, as_reader: Client, page: str
) -> None:
    grow(content, reader, moderator, 2)
    as_reader.get("/me/")
    asked = []
    for number in (3, 8):
        with CaptureQueriesContext(connection) as captured:
            assert as_reader.get(f"/me/{page}").status_code == 200
        asked.append(len(captured))
        grow(content, reader, moderator, number)
        Member.objects.update(unread=0)
    assert asked[0] == asked[1] <= 20
