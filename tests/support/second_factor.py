"""What a member has to sign in with besides a password."""

import hashlib
import hmac
import struct
from base64 import b32decode
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from discussions.models import Member
from tests.support.cast import PASSWORD

SIGN_IN = "/account/login/"
NOW = 1_800_000_015
# As an app keeps it: 20 bytes in base 32.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
# All that allauth looks at before a passkey is asked for.
PASSKEY = {
    "name": "Desk key",
    "credential": {"clientExtensionResults": {"credProps": {"rk": True}}},
}


def stop_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No half minute ends between a code and the page that it is sent to."""
    clock = SimpleNamespace(time=lambda: NOW)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", clock)


def code(secret: str = SECRET) -> str:
    """What an app shows (RFC 6238) while the clock stands still."""
    digest = hmac.new(b32decode(secret), struct.pack(">Q", NOW // 30), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def give(member: Member, kind: str, data: dict[str, Any]) -> Authenticator:
    return Authenticator.objects.create(user=member, type=kind, data=data)


def give_app(member: Member) -> Authenticator:
    return give(member, "totp", {"secret": SECRET})


def give_passkey(member: Member) -> Authenticator:
    return give(member, "webauthn", PASSKEY)


def give_recovery_codes(member: Member) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(member).get_unused_codes()
    return codes


def enter(client: Client, username: str, **sent: str) -> Any:
    """Name and password; what comes after them."""
    return client.post(SIGN_IN, {"login": username, "password": PASSWORD} | sent)


def confirm(client: Client) -> None:
    """Say once more who one is, as every change of this asks."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
