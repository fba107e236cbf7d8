"""Following a question, and /me/questions/."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.following import follow_html
from discussions.models import Member, Mute, Visit
from tests.support.cast import make_member
from tests.support.content import Content, post
from tests.support.forms import SAME_ORIGIN, sign_up
from tests.support.html import parse


@pytest.fixture
def url(content: Content) -> str:
    return f"{content.question.get_absolute_url()}follow/"


def listed(client: Client) -> str:
    return parse(client.get("/me/questions/")).one("ul", class_="question-list").text


def test_a_question_is_followed_and_no_longer(
    content: Content, url: str, reader: Member, as_reader: Client
) -> None:
    response = as_reader.post(url, {"follow": "yes"})
    assert (response.status_code, response["Location"]) == (
        303, f"{content.question.get_absolute_url()}#follow",
    )  # fmt: skip
    assert as_reader.post(url, {"follow": "yes"}).status_code == 303
    assert content.question.title in listed(as_reader)
    as_reader.post(url, {"follow": "none"})
    assert not Visit.objects.get().follows
    assert "Nothing yet" in listed(as_reader)


def test_to_follow_is_not_to_have_been_there(
    content: Content, url: str, reader: Member, as_reader: Client
) -> None:
    """Whoever presses it again doesn't lose what is new."""
    long_ago = timezone.now() - timedelta(days=2)
    reader.visits.create(question=content.question, seen_at=long_ago)
    as_reader.post(url, {"follow": "yes"})
    assert Visit.objects.get().seen_at == long_ago


def test_what_others_wrote_since_is_counted(
    content: Content, reader: Member, author: Member, as_reader: Client
) -> None:
    muted = make_member("muted")
    Mute.objects.create(member=reader, muted=muted)
    post(content.question, author, "Before")
    reader.visits.create(question=content.question, follows=True)
    reader.visits.create(question=content.premise, follows=True)
    post(content.question, author, "One")
    post(content.question, author, "Two")
    post(content.question, author, "Hidden").hide()
    post(content.question, reader, "My own")
    post(content.question, muted, "Not for me")
    rows = parse(as_reader.get("/me/questions/")).one("ul", class_="question-list").all("li")
    counts = {row.one("a").text: row.all("span", class_="count") for row in rows}
    assert [count.text for count in counts[content.question.title]] == ["2 new comments"]
    assert counts[content.premise.title] == []


def test_the_list_keeps_endings_and_what_is_not_live_to_itself(
    content: Content, reader: Member, as_reader: Client
) -> None:
    reader.visits.create(question=content.ending, follows=True)
    assert content.ending.safe_title in listed(as_reader)
    assert content.ending.title not in listed(as_reader)
    content.explanation.editions.all().update(publish_at=None)
    assert "Nothing yet" in listed(as_reader)


def test_a_guests_wish_is_done_after_sign_up(content: Content, url: str, guest: Client) -> None:
    response = guest.post(url, {"follow": "yes"}, headers=SAME_ORIGIN)
    assert response.status_code == 303
    assert response["Location"].startswith("/account/")
    sign_up(guest)
    assert Visit.objects.get().follows
    assert content.question.title in listed(guest)


def test_without_a_token_nothing_is_done(url: str, reader: Member, strict: Client) -> None:
    strict.force_login(reader)
    assert strict.post(url, {"follow": "yes"}, headers=SAME_ORIGIN).status_code == 303
    assert not Visit.objects.exists()


def test_wrong_wishes_and_methods(content: Content, url: str, as_reader: Client) -> None:
    assert as_reader.post(url, {"follow": "maybe"}).status_code == 422
    assert as_reader.get(url).status_code == 405
    assert as_reader.post("/questions/no-such/follow/", {"follow": "yes"}).status_code == 404


@pytest.mark.parametrize(("follows", "value"), [(True, "none"), (False, "yes")])
def test_the_button_says_what_it_is(content: Content, url: str, follows: bool, value: str) -> None:
    button = parse(follow_html(content.question.slug, follows=follows)).one("button")
    assert (button["formaction"], button["form"], button["value"]) == (url, "act", value)
    assert button["aria-pressed"] == ("true" if follows else "false")
