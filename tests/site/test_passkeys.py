"""/account/2fa/webauthn/ and what its pages promise: passkeys are their owner's, and no page runs
anything of its own."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from discussions.models import Member
from tests.support.forms import errors, form_to, values
from tests.support.html import parse
from tests.support.second_factor import (
    SIGN_IN,
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
APP = f"{INDEX}totp/activate/"
STEP = f"{INDEX}authenticate/"
KEYS = f"{INDEX}webauthn/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


@pytest.fixture
def sure(guest: Client, reader: Member) -> Client:
    """The reader, who has just signed in and said it twice."""
    enter(guest, "reader")
    confirm(guest)
    return guest


def test_readers_may_go_back_to_a_password(sure: Client, reader: Member, settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True
    key = give_passkey(reader)
    give_recovery_codes(reader)
    assert "Remove “Desk key”?" in parse(sure.get(f"{KEYS}keys/{key.pk}/remove/")).text
    assert sure.post(f"{KEYS}keys/{key.pk}/remove/")["Location"] == KEYS
    # The codes go with what they stood in for.
    assert not Authenticator.objects.exists()


def test_a_passkey_is_called_something_else(sure: Client, reader: Member) -> None:
    key = give_passkey(reader)
    address = f"{KEYS}keys/{key.pk}/edit/"
    assert errors(sure.post(address, {"name": "x" * 61}))
    assert sure.post(address, {"name": "<b>Ring</b>"})["Location"] == KEYS
    assert "<b>Ring</b>" in parse(sure.get(KEYS)).one("ul", class_="passkeys").one("h2").text


def test_passkeys_are_their_owners(sure: Client, reader: Member, author: Member) -> None:
    key = give_passkey(author)
    for name in ("edit", "remove"):
        address = f"{KEYS}keys/{key.pk}/{name}/"
        assert sure.get(address).status_code == 404
        assert sure.post(address, {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Desk key"


@pytest.mark.parametrize(
    "sent",
    ["", "{", "[]", "7", "null", '"x"', "{}", '{"id": 7, "rawId": [], "response": []}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "/w=="}}',
     # Short of bytes: parsing it ends in an IndexError.
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON":'
     ' "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiQUEiLCJvcmlnaW4iOiJ4In0",'
     ' "authenticatorData": "AA", "attestationObject": "", "signature": "AA"}}',
     '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA",'
     '"attestationObject":"AA","authenticatorData":"AA","signature":"AA","userHandle":"AA"}}'],
)  # fmt: skip
def test_a_forged_passkey_opens_nothing(guest: Client, reader: Member, sent: str) -> None:
    give_app(reader)
    guest.get(f"{KEYS}login/", headers={"Accept": "application/json"})
    assert guest.post(f"{KEYS}login/", {"credential": sent})["Location"] == SIGN_IN
    enter(guest, "reader")
    guest.get(STEP)
    assert guest.post(STEP, {"credential": sent}).status_code == 200
    assert not is_in(guest)
    guest.post(STEP, {"code": code()})
    confirm(guest)
    guest.get(f"{KEYS}add/")
    assert guest.post(f"{KEYS}add/", {"credential": sent}).status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_every_page_says_that_passkeys_need_javascript(guest: Client, reader: Member) -> None:
    pages = [guest.get(SIGN_IN)]
    enter(guest, "reader")
    confirm(guest)
    pages.append(guest.get(f"{KEYS}add/"))
    for page in map(parse, pages):
        assert "need JavaScript" in page.one("noscript").text
        # Shown by the script that makes it work.
        assert page.one("form", data_passkey=True).get("hidden") is not None


def test_no_passkey_is_asked_for_where_there_is_none(guest: Client, reader: Member) -> None:
    give_app(reader)
    enter(guest, "reader")
    page = parse(guest.get(STEP))
    assert not page.all("form", data_passkey=True)
    assert not page.all("script")


def test_no_page_holds_a_script_that_runs(sure: Client, reader: Member) -> None:
    for address in (INDEX, APP, KEYS, f"{KEYS}add/", "/account/reauthenticate/"):
        for script in parse(sure.get(address)).all("script"):
            assert script.get("src") or script["type"] == "application/json", address


def test_the_app_knows_the_site_and_the_name(sure: Client, reader: Member) -> None:
    Member.objects.filter(pk=reader.pk).update(email="reader@example.org")
    page = sure.get(APP)
    assert "otpauth://totp/reader?" in page.context["totp_url"]
    assert "issuer=After%20Her" in page.context["totp_url"]
    assert set(values(form_to(page, APP))) == {"code", "csrfmiddlewaretoken"}
    data = json.loads(parse(sure.get(f"{KEYS}add/")).one("script", id="passkey-options").text)
    asked = data["creation_options"]["publicKey"]
    assert (asked["rp"]["name"], asked["user"]["name"]) == ("After Her", "reader")


def test_a_superuser_takes_away_what_was_lost(
    admin_client: Client, as_editor: Client, reader: Member
) -> None:
    lost = give_app(reader)
    address = "/admin/mfa/authenticator/"
    for page in (address, f"{address}{lost.pk}/change/"):
        assert lost.data["secret"] not in admin_client.get(page).content.decode()
        assert as_editor.get(page).status_code == 403
    admin_client.post(f"{address}{lost.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()
