"""Muting a member on their profile, and /me/mutes/."""

import pytest
from django.test import Client

from discussions.models import Member, Mute
from tests.support.forms import SAME_ORIGIN, form_to
from tests.support.html import parse

URL = "/members/author/mute/"


def test_a_member_is_muted_on_their_profile_and_read_again(
    reader: Member, author: Member, as_reader: Client
) -> None:
    form = form_to(as_reader.get("/members/author/"), URL)
    assert form.one("button").text == "Mute"
    assert "Nobody else notices" in form.text
    response = as_reader.post(URL, {"mute": "yes"}, follow=True)
    assert "You have muted The Author." in parse(response).text
    assert form_to(response, URL).one("button")["value"] == "none"
    assert as_reader.post(URL, {"mute": "yes"}).status_code == 303
    assert Mute.objects.get().muted == author
    as_reader.post(URL, {"mute": "none"})
    assert not Mute.objects.exists()


def test_the_button_is_for_other_members(
    reader: Member, author: Member, guest: Client, as_reader: Client, as_author: Client
) -> None:
    assert form_to(as_reader.get("/members/author/"), URL)
    assert not parse(as_author.get("/members/author/")).all("form", action=URL)
    assert not parse(guest.get("/members/author/")).all("form", action=URL)


def test_the_muted_one_never_learns_of_it(
    reader: Member, author: Member, as_reader: Client, as_author: Client
) -> None:
    pages = ("/members/reader/", "/members/author/", "/me/", "/me/mutes/")
    as_author.get("/me/")

    def seen() -> list[str]:
        return [parse(as_author.get(page)).one("main").text for page in pages]

    before = seen()
    as_reader.post(URL, {"mute": "yes"})
    assert seen() == before
    author.refresh_from_db()
    assert author.unread == 0
    assert "muted" not in as_author.get("/me/data/?download=1").content.decode()


@pytest.mark.parametrize(
    ("url", "wish", "status"),
    [("/members/reader/mute/", "yes", 422), (URL, "loud", 422),
     ("/members/nobody/mute/", "yes", 404),
     ("/members/%00/mute/", "yes", 404)],
)  # fmt: skip
def test_wrong_wishes(author: Member, as_reader: Client, url: str, wish: str, status: int) -> None:
    assert as_reader.post(url, {"mute": wish}).status_code == status
    assert as_reader.get(url).status_code == 405
    assert not Mute.objects.exists()


def test_without_a_token_nothing_is_done(reader: Member, author: Member, strict: Client) -> None:
    strict.force_login(reader)
    assert strict.post(URL, {"mute": "yes"}, headers=SAME_ORIGIN).status_code == 303
    assert not Mute.objects.exists()


def test_the_list_of_muted_members(
    reader: Member, author: Member, newcomer: Member, as_reader: Client
) -> None:
    assert "Nobody." in parse(as_reader.get("/me/mutes/")).text
    mute = reader.mutes.create(muted=author)
    theirs = newcomer.mutes.create(muted=author)
    form = form_to(as_reader.get("/me/mutes/"), "/me/mutes/")
    assert "The Author" in form.text
    assert form.one("button", name="unmute")["value"] == str(mute.pk)
    for key in (str(theirs.pk), "x", "", "9" * 30):
        as_reader.post("/me/mutes/", {"unmute": key})
    assert Mute.objects.count() == 2
    assert as_reader.post("/me/mutes/", {"unmute": str(mute.pk)})["Location"] == "/me/mutes/"
    assert list(Mute.objects.all()) == [theirs]


def test_a_muted_member_who_left_can_be_taken_off_the_list(
    reader: Member, author: Member, as_reader: Client
) -> None:
    reader.mutes.create(muted=author)
    author.erase(keep_texts=True)
    form = form_to(as_reader.get("/me/mutes/"), "/me/mutes/")
    assert "a former member" in form.text
    assert not form.all("a")
