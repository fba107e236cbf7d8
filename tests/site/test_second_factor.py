"""/account/2fa/: passkeys, the codes of an app, recovery codes; and that staff have one of them."""

import os
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.test import Client

from discussions.models import Comment, Member
from hersite import checks
from tests.support.content import Content
from tests.support.forms import SAME_ORIGIN, errors
from tests.support.html import parse
from tests.support.second_factor import (
    code,
    confirm,
    enter,
    give_app,
    give_passkey,
    give_recovery_codes,
    is_in,
    stop_clock,
)

INDEX = "/account/2fa/"
APP, NO_APP = f"{INDEX}totp/activate/", f"{INDEX}totp/deactivate/"
STEP = f"{INDEX}authenticate/"
KEYS = f"{INDEX}webauthn/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


@pytest.fixture
def required(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


def test_staff_without_one_set_it_up_and_go_on(
    required: None, guest: Client, editor: Member
) -> None:
    enter(guest, "editor")
    wanted = "/admin/explainer/edition/?q=lamp"
    assert guest.get(wanted)["Location"] == INDEX
    assert "a password alone does not let you in" in parse(guest.get(INDEX)).text
    confirm(guest)
    secret = parse(guest.get(APP)).one("code", class_="key").text
    answer = guest.post(APP, {"code": code(secret)}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{INDEX}recovery-codes/"
    page = parse(answer)
    assert len(page.one("ul", class_="codes").all("li")) == 10
    assert page.one("p", class_="note-success").one("a")["href"] == wanted
    assert guest.get(wanted).status_code == 200
    assert "Go on to where" not in parse(guest.get(INDEX)).text


@pytest.mark.parametrize("address", ["/admin/", "/moderation/", "/moderation/anything/"])
def test_every_page_of_the_desk_is_shut(required: None, as_moderator: Client, address: str) -> None:
    for method in (as_moderator.get, as_moderator.post):
        assert method(address)["Location"] == INDEX
        assert as_moderator.session["desk_wanted"] == address


@pytest.mark.parametrize("deed", ["moderate", "feature"])
def test_what_staff_do_under_other_addresses_is_shut_as_well(
    required: None, as_moderator: Client, moderator: Member, comment: Comment, deed: str
) -> None:
    address = f"/comments/{comment.pk}/{deed}/"
    hidden = {"action": "hide", "rule": "spam", "feature": "yes"}
    assert as_moderator.post(address, hidden)["Location"] == INDEX
    assert as_moderator.session["desk_wanted"] == "/moderation/"
    comment.refresh_from_db()
    assert (comment.state, comment.is_featured) == ("visible", False)
    give_passkey(moderator)
    assert as_moderator.post(address, hidden)["Location"] != INDEX


def test_all_other_pages_stay_open(
    required: None, as_moderator: Client, comment: Comment, content: Content
) -> None:
    for address in ("/", "/me/", INDEX, f"/comments/{comment.pk}/history/"):
        assert as_moderator.get(address).status_code == 200
    # Whatever is there, it is not shut.
    assert as_moderator.get("/moderation/log/").get("Location") != INDEX


def test_readers_and_guests_meet_nothing_of_it(
    required: None, as_reader: Client, guest: Client
) -> None:
    for client in (as_reader, guest):
        assert client.get("/admin/").get("Location") != INDEX
        assert "desk_wanted" not in client.session


def test_recovery_codes_alone_do_not_count(
    required: None, as_editor: Client, editor: Member
) -> None:
    give_recovery_codes(editor)
    assert as_editor.get("/admin/")["Location"] == INDEX
    give_passkey(editor)
    assert as_editor.get("/admin/").status_code == 200


def test_nothing_is_asked_where_it_is_switched_off(as_editor: Client) -> None:
    assert django_settings.STAFF_SECOND_FACTOR is False
    assert as_editor.get("/admin/").status_code == 200


def test_a_password_alone_is_half_the_way(guest: Client, reader: Member) -> None:
    give_app(reader)
    assert enter(guest, "reader", next="/about/")["Location"] == STEP
    assert not is_in(guest)
    assert guest.get("/me/").status_code == 302
    assert "did not match" in errors(guest.post(STEP, {"code": "000000"}))
    assert not is_in(guest)
    assert guest.post(STEP, {"code": code()})["Location"] == "/about/"
    assert is_in(guest)


def test_a_code_is_good_once(guest: Client, reader: Member) -> None:
    give_app(reader)
    seen = code()
    for client, met in ((guest, True), (Client(), False)):
        enter(client, "reader")
        client.post(STEP, {"code": seen})
        assert is_in(client) is met


def test_a_recovery_code_is_good_once(guest: Client, reader: Member) -> None:
    give_app(reader)
    first, *_rest = give_recovery_codes(reader)
    for client, met in ((guest, True), (Client(), False)):
        enter(client, "reader")
        client.post(STEP, {"code": first})
        assert is_in(client) is met


def test_codes_are_not_guessed(guest: Client, reader: Member) -> None:
    give_app(reader)
    enter(guest, "reader")
    for number in range(6):
        guest.post(STEP, {"code": f"00000{number}"})
    guest.post(STEP, {"code": code()})
    assert not is_in(guest)


def test_what_was_written_outlives_the_second_step(
    guest: Client, content: Content, reader: Member
) -> None:
    give_app(reader)
    address = f"{content.question.get_absolute_url()}comments/"
    guest.post(address, {"body": "Kept words"}, headers=SAME_ORIGIN)
    enter(guest, "reader", next="/me/drafts/")
    assert "Your text is kept" in parse(guest.get(STEP)).text
    answer = guest.post(STEP, {"code": code()}, follow=True)
    assert "Kept words" in answer.content.decode()


def test_a_changed_account_asks_who_is_there(as_reader: Client, reader: Member) -> None:
    """The session lasts sixty days; a computer left open must not be enough."""
    for address in (APP, f"{KEYS}add/"):
        assert as_reader.get(address)["Location"].startswith("/account/reauthenticate/?next=")
    give_app(reader)
    assert as_reader.get(NO_APP)["Location"].startswith("/account/reauthenticate/?next=")


def test_staff_keep_their_last_one(required: None, guest: Client, editor: Member) -> None:
    give_app(editor)
    enter(guest, "editor")
    guest.post(STEP, {"code": code()})
    confirm(guest)
    assert "Set up another one first" in errors(guest.get(NO_APP))
    guest.post(NO_APP)
    assert Authenticator.objects.filter(type="totp").exists()
    key = give_passkey(editor)
    guest.post(NO_APP)
    assert not Authenticator.objects.filter(type="totp").exists()
    assert "Set up another one first" in errors(guest.post(f"{KEYS}keys/{key.pk}/remove/"))
    assert Authenticator.objects.get() == key


def test_whoever_leaves_takes_it_along(reader: Member) -> None:
    give_app(reader)
    give_passkey(reader)
    reader.erase(keep_texts=True)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    ("local", "on", "objects"), [(False, True, 0), (False, False, 1), (True, False, 0)]
)
def test_a_public_site_without_it_is_objected_to(
    settings: Any, local: bool, on: bool, objects: int
) -> None:
    settings.LOCAL, settings.STAFF_SECOND_FACTOR = local, on
    assert [found.id for found in checks.staff_have_a_second_factor()] == ["hersite.E003"] * objects


@pytest.mark.parametrize(
    ("site", "said", "asked"),
    [("http://localhost:8000", "", False), ("http://localhost:8000", "on", True),
     ("https://after-her.example", "", True), ("https://after-her.example", "off", False)],
)  # fmt: skip
def test_the_site_decides_where_nothing_is_said(site: str, said: str, asked: bool) -> None:
    environment = os.environ | {"SITE_URL": site, "SECRET_KEY": "x" * 60}
    environment |= {"STAFF_SECOND_FACTOR": said} if said else {}
    program = "from hersite import settings; print(settings.STAFF_SECOND_FACTOR)"
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True,
        cwd=django_settings.BASE_DIR, check=True,
    )  # fmt: skip
    assert result.stdout.strip() == str(asked)
