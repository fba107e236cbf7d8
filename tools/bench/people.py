"""Members with a session of their own, signed in through the site's form."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from random import Random
from urllib.parse import urlencode

from tools.bench import HERE
from tools.bench.requests import Request, form

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
STANCES = ("agree", "disagree")
WORDS = [
    *("letter", "window", "morning", "voice", "city", "rooftop", "silence", "answer", "friend"),
    *("I", "think", "that", "the", "last", "scene", "says", "more", "about", "him", "than", "her"),
]
# As long as a comment of the thread.
LENGTH = 60


@dataclass(frozen=True)
class Person:
    """``headers`` carry the session; ``token`` is valid in every form."""

    headers: dict[str, str]
    token: str

    def page(self, path: str) -> Request:
        return Request(path, self.headers)

    def comment(self, question: str, chance: Random) -> Request:
        """Another text each time, with a key of its own as a form has it."""
        words = " ".join(chance.choices(WORDS, k=LENGTH))
        fields = {"body": words, "submission": str(uuid.UUID(int=chance.getrandbits(128)))}
        return self._form(f"/questions/{question}/comments/", fields)

    def votes(self, reading: int) -> Iterator[Request]:
        """For ever, and each time the other stance."""
        while True:
            for stance in STANCES:
                yield self._form(f"/interpretations/{reading}/vote/", {"stance": stance})

    def _form(self, path: str, fields: dict[str, str]) -> Request:
        return form(path, self.headers, {"csrfmiddlewaretoken": self.token, **fields})


def sign_in(port: int, username: str, password: str) -> Person:
    """RuntimeError where the site doesn't let them in."""
    origin = f"http://localhost:{port}"
    cookies: dict[str, str] = {}

    def ask(path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Host": f"localhost:{port}", "Cookie": _line(cookies), "Origin": origin}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(fields) if fields is not None else None
        connection = HTTPConnection(HERE, port, timeout=60)
        connection.request("GET" if body is None else "POST", path, body, headers)
        response = connection.getresponse()
        cookies.update(_cookies(response))
        text = response.read().decode()
        connection.close()
        return response.status, text

    def token() -> str:
        found = TOKEN.search(ask("/account/login/" if not cookies else "/account/logout/")[1])
        if found is None:
            raise RuntimeError("a page without a token")
        return found[1]

    fields = {"csrfmiddlewaretoken": token(), "login": username, "password": password}
    status, text = ask("/account/login/", fields)
    if status != 302:
        raise RuntimeError(f"{username} cannot sign in: {status} {text}")
    signed_in = token()
    return Person({"Cookie": _line(cookies), "Origin": origin}, signed_in)


def _cookies(response: HTTPResponse) -> dict[str, str]:
    lines = response.headers.get_all("Set-Cookie", [])
    pairs = (line.partition(";")[0].partition("=") for line in lines)
    return {name: value for name, _, value in pairs}


def _line(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
