"""What is held, hidden, removed or deleted is read by nobody else: not by id, in a list, a feed, a
count, an address or a form."""

from typing import Any

import pytest
from django.test import Client

from discussions.models import Comment
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.reports import report
from tests.support.access import ROLES, Site, make_site, read
from tests.support.addresses import ADDRESSES
from tests.support.cast import make_member
from tests.support.content import post

PAGES = sorted({row.template for row in read(ADDRESSES) if not row.name.startswith("admin:")})
OTHERS = ("guest", "member", "suspended", "editor")
STATES = ("held", "hidden", "removed", "deleted")


def word(state: str) -> str:
    return f"zanzibar{state}"


@pytest.fixture
def site(db: None) -> Site:
    """A comment in each state, with a word of its own in all that it says, an answer that can be
    read, an earlier version, reports with a note, a decision with one."""
    site = make_site()
    for state in STATES:
        make_one(site, state)
    return site


def make_one(site: Site, state: str) -> None:
    said, author, moderator = word(state), site.members["author"], site.members["moderator"]
    comment = post(
        site.content.question, author, f"{said} earlier", quote=f"{said} quoted",
        held_for="words" if state == "held" else "", parent=site.comment,
    )  # fmt: skip
    comment.edit(f"{said} now, @member", moderator)
    if state != "held":
        report(comment, make_member(f"flagger-{state}"), "spam", f"{said} noted")
        post(site.content.question, author, f"An answer to what is {state}.", parent=comment)
    if state in ("hidden", "removed"):
        action = "hide" if state == "hidden" else "remove"
        decide(comment, Judgement(action, rule="spam", note=f"{said} decided"), moderator)
    elif state == "deleted":
        comment.delete_by_author()


def addresses(site: Site) -> list[str]:
    """Every page of the table, and each comment's own."""
    found = [site.address(template) for template in PAGES]
    own = [template for template in PAGES if template.startswith("/comments/{comment}/")]
    for comment in Comment.objects.all():
        found += [template.replace("{comment}", str(comment.pk)) for template in own]
    orders = ("best", "new", "old", "moved")
    sorts = [f"/questions/what-is-it-about/?sort={sort}" for sort in orders]
    readings = site.content.question.interpretations.all()
    supports = [f"/questions/what-is-it-about/?supports={reading.pk}" for reading in readings]
    return [*found, *sorts, *supports]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_reads_a_word_of_it(site: Site, role: str) -> None:
    client, read_some = site.browser(role), 0
    for url in addresses(site):
        response = client.get(url)
        text = response.content.decode() + str(response.headers)
        assert "zanzibar" not in text, url
        read_some += response.status_code == 200
    assert read_some > 30


@pytest.mark.parametrize("role", ["author", "moderator"])
def test_those_whom_it_concerns_do(site: Site, role: str) -> None:
    client = site.browser(role)
    for state in ("held", "hidden", "removed"):
        comment = Comment.objects.get(body__startswith=f"{word(state)} now")
        where = f"/comments/{comment.pk}/" + ("" if role == "author" else "moderate/")
        assert word(state) in client.get(where).content.decode(), where


def test_its_words_are_in_nobodys_download_but_its_authors(site: Site) -> None:
    for role in ROLES[1:]:
        text = site.browser(role).get("/me/data/?download=1").content.decode()
        assert (word("hidden") in text) == (role == "author"), role
        assert word("deleted") not in text, role


def count_shown(client: Client) -> Any:
    return client.get("/questions/what-is-it-about/latest/").json()


def test_no_count_tells_of_it(site: Site) -> None:
    visible = Comment.objects.visible().filter(question=site.content.question)
    newest = visible.order_by("-pk").values_list("pk", flat=True)[0]
    for role in OTHERS:
        client = site.browser(role)
        assert count_shown(client) == {"count": visible.count(), "newest": newest}, role
        page = client.get("/questions/what-is-it-about/").content.decode()
        assert f"{visible.count()} comments" in page


@pytest.mark.parametrize("state", STATES)
def test_nobody_is_told_of_what_they_can_not_read(site: Site, state: str) -> None:
    """The mention of a member in each of them shows no word to the one who is named."""
    client = site.browser("member")
    assert "zanzibar" not in client.get("/me/").content.decode()
    comment = Comment.objects.get(state=state, parent=site.comment)
    for page in ("replies/", "replies/?quote=1", "history/", "edit/", "flag/"):
        response = client.get(f"/comments/{comment.pk}/{page}")
        assert response.status_code in (302, 403, 404), page
