"""/account/: signing up, in and out with a name and a password."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from discussions.models import Member
from tests.support.cast import PASSWORD
from tests.support.forms import errors, form_to, token, values
from tests.support.html import parse

SIGN_UP = "/account/signup/"
SIGN_IN = "/account/login/"


def join(client: Client, **sent: str) -> Any:
    return client.post(SIGN_UP, {"username": "fresh", "password1": PASSWORD} | sent)


def test_a_name_and_a_password_are_enough(guest: Client) -> None:
    fields = set(values(form_to(guest.get(SIGN_UP), SIGN_UP)))
    assert fields == {"username", "password1", "website", "csrfmiddlewaretoken"}
    assert join(guest).status_code == 302
    member = Member.objects.get()
    assert (member.username, member.email, member.is_staff) == ("fresh", "", False)
    assert "fresh" in parse(guest.get("/")).one("div", class_="account").text


@pytest.mark.parametrize(
    "sent",
    [{"username": ""}, {"username": "a"}, {"username": "x" * 31}, {"username": "with space"},
     {"username": "ünïcode"}, {"username": "gone.7"}, {"username": "a\x00b"},
     {"username": "reader"}, {"username": "READER"}, {"password1": ""},
     {"password1": "short"}, {"password1": "password"},
     {"username": "a/../b"}],
)  # fmt: skip
def test_bad_input(guest: Client, reader: Member, sent: dict[str, str]) -> None:
    response = join(guest, **sent)
    assert response.status_code in (200, 422)
    assert errors(response)
    assert Member.objects.count() == 1


def test_forged_fields_are_ignored(guest: Client) -> None:
    join(guest, is_staff="on", is_superuser="on", is_sample="on", display_name="The Editors")
    member = Member.objects.get()
    assert not any((member.is_staff, member.is_superuser, member.is_sample, member.display_name))


def test_the_trap_is_hidden_and_whoever_fills_it_in_stays_outside(guest: Client) -> None:
    trap = parse(guest.get(SIGN_UP)).one("div", class_="trap")
    assert trap["aria-hidden"] == "true"
    assert trap.one("input", name="website")["tabindex"] == "-1"
    join(guest, website="https://example.org")
    assert not Member.objects.exists()


def test_sign_ups_from_one_place_are_limited(db: None) -> None:
    limits = settings.ACCOUNT_RATE_LIMITS
    assert isinstance(limits, dict)
    allowed = int(limits["signup"].partition("/")[0])
    for number in range(allowed):
        assert join(Client(), username=f"fresh{number}").status_code == 302
    response = join(Client(), username="onemore")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert parse(response).one("h1").text == "A little slower, please"
    assert Member.objects.count() == allowed


def test_wrong_passwords_are_limited(guest: Client, reader: Member) -> None:
    for number in range(12):
        guest.post(SIGN_IN, {"login": "reader", "password": f"wrong {number}"})
    guest.post(SIGN_IN, {"login": "reader", "password": PASSWORD})
    assert "_auth_user_id" not in guest.session


def test_sign_in_leads_back_to_where_one_was(guest: Client, reader: Member) -> None:
    sent = {"login": "reader", "password": PASSWORD, "next": "/about/"}
    assert guest.post(SIGN_IN, sent)["Location"] == "/about/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_and_never_to_another_site(guest: Client, reader: Member, elsewhere: str) -> None:
    sent = {"login": "reader", "password": PASSWORD, "next": elsewhere}
    response = guest.post(SIGN_IN, sent)
    assert "evil" not in response.get("Location", "")
    assert "javascript" not in response.get("Location", "")


def test_a_wrong_password_says_nothing_about_the_name(guest: Client, reader: Member) -> None:
    said = [
        errors(guest.post(SIGN_IN, {"login": name, "password": "wrong"}))
        for name in ("reader", "nobody")
    ]
    assert said[0] == said[1] != ""


def test_signing_out_asks_and_ends_the_session(as_reader: Client) -> None:
    page = parse(as_reader.get("/account/logout/"))
    assert page.one("main").one("form", action="/account/logout/")
    assert as_reader.get("/me/").status_code == 200
    assert as_reader.post("/account/logout/")["Location"] == "/"
    assert as_reader.get("/me/").status_code == 302


def test_a_suspended_member_cannot_sign_in(guest: Client, reader: Member) -> None:
    Member.objects.filter(pk=reader.pk).update(is_active=False)
    guest.post(SIGN_IN, {"login": "reader", "password": PASSWORD})
    assert "_auth_user_id" not in guest.session


def test_a_password_is_changed(as_reader: Client, reader: Member) -> None:
    url, new = "/account/password/change/", "quite another one"
    assert as_reader.get(url).status_code == 200
    as_reader.post(url, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    reader.refresh_from_db()
    assert reader.check_password(new)


def test_the_admin_is_entered_through_the_same_door(guest: Client, as_reader: Client) -> None:
    response = guest.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(SIGN_IN)
    assert as_reader.get("/admin/").status_code in (302, 403)


def test_a_token_is_asked_for(strict: Client, reader: Member) -> None:
    sent = {"login": "reader", "password": PASSWORD}
    assert strict.post(SIGN_IN, sent).status_code == 403
    sent["csrfmiddlewaretoken"] = token(strict, SIGN_IN)
    assert strict.post(SIGN_IN, sent).status_code == 302


def test_nobody_signs_up_under_what_another_is_shown_as(author: Member, guest: Client) -> None:
    Member.objects.filter(pk=author.pk).update(display_name="Starling")
    sent = {"username": "starling", "password1": "nine lanterns by the sea"}
    assert "That name is taken" in guest.post("/account/signup/", sent).content.decode()
    assert not Member.objects.filter(username="starling").exists()
