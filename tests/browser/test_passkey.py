"""A passkey is set up, and signs in: with an authenticator that Chromium plays itself."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.probe import problems
from tests.browser.steps import PASSWORD, sign_in
from tests.support.cast import make_member, make_staff
from tests.support.second_factor import (
    code,
    give_app,
    give_passkey,
    give_recovery_codes,
    stop_clock,
)

INDEX = "/account/2fa/"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def plug_in(page: Page) -> tuple[CDPSession, str]:
    """A device with a lock, whose owner agrees to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    answer = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, answer["authenticatorId"]


def keys_on(device: tuple[CDPSession, str]) -> list[dict[str, Any]]:
    session, name = device
    answer = session.send("WebAuthn.getCredentials", {"authenticatorId": name})
    return list(answer["credentials"])


def confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def add_passkey(page: Page, name: str) -> None:
    """From the list of what there is; ends at the recovery codes that come with the first."""
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("What you call it").fill(name)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_a_passkey_signs_in(new_page: NewPage) -> None:
    make_member("fern")
    page = new_page()
    device = plug_in(page)
    sign_in(page, "fern")
    page.goto(INDEX)
    add_passkey(page, "My phone")
    (key,) = keys_on(device)
    assert (key["isResidentCredential"], key["userName"]) == (True, "fern")
    sign_out(page)

    page.goto("/account/login/?next=/about/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/about/$"))
    expect(page.get_by_role("banner").get_by_role("link", name="fern")).to_be_visible()

    # It is renamed, which asks for it once more, and removed.
    page.goto(f"{INDEX}webauthn/")
    page.get_by_role("link", name="Rename My phone").click()
    page.get_by_role("link", name="Use your passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_label("What you call it").fill("Old phone")
    page.get_by_label("What you call it").press("Enter")
    page.get_by_role("link", name="Remove Old phone").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    assert not Authenticator.objects.exists()


def test_enter_asks_for_the_passkey_as_the_button_does(new_page: NewPage) -> None:
    make_member("fern")
    page = new_page()
    device = plug_in(page)
    sign_in(page, "fern")
    page.goto(f"{INDEX}webauthn/add/")
    confirm(page)
    page.get_by_label("Sign in with it alone").uncheck()
    page.get_by_label("What you call it").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    # It comes after the password only.
    assert [key["isResidentCredential"] for key in keys_on(device)] == [False]
    sign_out(page)

    page.goto("/account/login/")
    page.locator("#id_login").fill("fern")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("banner").get_by_role("link", name="fern")).to_be_visible()


def test_whoever_says_no_is_told_and_can_try_again(new_page: NewPage) -> None:
    page = new_page()
    session, device = plug_in(page)
    refused = {"authenticatorId": device, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", refused)
    page.goto("/account/login/")
    button = page.get_by_role("button", name="Sign in with a passkey")
    button.click()
    expect(page.get_by_text("Nothing came of that")).to_be_visible()
    expect(button).to_be_enabled()


def test_a_browser_without_passkeys_says_so(new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto("/account/login/")
    expect(page.get_by_text("has no passkeys")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


@pytest.mark.usefixtures("site")
def test_staff_are_led_to_it_and_back(page: Page, settings: Any) -> None:
    """With a script and without: the codes of an app need none."""
    settings.STAFF_SECOND_FACTOR = True
    make_staff("ivo", "Editors")
    sign_in(page, "ivo")
    page.goto("/admin/")
    expect(page.get_by_text("a password alone does not let you in there")).to_be_visible()
    page.get_by_role("link", name="Set it up").click()
    confirm(page)
    page.get_by_label("Authenticator code").fill(code(page.locator(".key").inner_text()))
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Go on to where you were going").click()
    expect(page).to_have_url(re.compile("/admin/$"))


def test_no_page_has_a_problem(new_page: NewPage) -> None:
    """axe, in every look, on what a member sees who has everything."""
    member = make_member("fern")
    page = new_page(probe=True)
    sign_in(page, "fern")
    page.goto(f"{INDEX}totp/activate/")
    confirm(page)
    found = problems(page, INDEX, f"{INDEX}totp/activate/", f"{INDEX}webauthn/add/")
    give_app(member)
    key = give_passkey(member)
    give_recovery_codes(member)
    keys = f"{INDEX}webauthn/keys/{key.pk}/"
    found += problems(
        page, INDEX, f"{INDEX}webauthn/", f"{keys}edit/", f"{keys}remove/",
        f"{INDEX}totp/deactivate/", f"{INDEX}recovery-codes/", f"{INDEX}recovery-codes/generate/",
    )  # fmt: skip
    assert found == []
