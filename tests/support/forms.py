"""Sending forms the way a browser does."""

from typing import Any

from django.test import Client

from tests.support.cast import PASSWORD
from tests.support.html import Element, parse

# What a browser says of a form that stands on this site, and of one that stands elsewhere.
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
CROSS_SITE = {"Sec-Fetch-Site": "cross-site"}

SIGN_UP = "/account/signup/"
SIGN_IN = "/account/login/"
RESUME = "/me/drafts/"


def token(client: Client, url: str = "/account/login/") -> str:
    """A fresh token from a page that has one."""
    return parse(client.get(url)).all("input", name="csrfmiddlewaretoken")[0]["value"]


def values(form: Element) -> dict[str, str]:
    """What a browser would send of a form if nothing were typed; its buttons left out."""
    sent: dict[str, str] = {}
    for field in form.all(name=True):
        if field.tag == "textarea":
            # The first line end belongs to the markup.
            sent[field["name"]] = "".join(map(str, field.children)).removeprefix("\n")
        elif field.tag == "select":
            chosen = field.all("option", selected=True) or field.all("option")[:1]
            sent[field["name"]] = chosen[0]["value"]
        elif field.tag == "input" and field.get("type") not in ("radio", "checkbox"):
            sent[field["name"]] = field.get("value")
    return sent


def form_to(page: Any, action: str) -> Element:
    """The form of a page that is sent to ``action``."""
    return parse(page).one("form", action=action)


def errors(page: Any) -> str:
    """What a page says is wrong with what was sent."""
    tree = parse(page)
    return " ".join(box.text for box in tree.all(role="alert") + tree.all("p", data_message=True))


def sign_up(client: Client, username: str = "fresh") -> Any:
    """Make an account where a draft waits; the page that one lands on."""
    sent = {"username": username, "password1": PASSWORD, "next": RESUME}
    sent["csrfmiddlewaretoken"] = token(client, SIGN_UP)
    response = client.post(SIGN_UP, sent)
    assert (response.status_code, response["Location"]) == (302, RESUME)
    return client.get(RESUME, follow=True)


def sign_in(client: Client, username: str) -> Any:
    """The same for a member who has an account."""
    sent = {"login": username, "password": PASSWORD, "next": RESUME}
    sent["csrfmiddlewaretoken"] = token(client, SIGN_IN)
    response = client.post(SIGN_IN, sent)
    assert (response.status_code, response["Location"]) == (302, RESUME)
    return client.get(RESUME, follow=True)
