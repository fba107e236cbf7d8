"""A browser as far as these tests need one: cookies, forms, no redirects."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.support.html import Element, parse


class Answer:
    def __init__(self, response: HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    @property
    def page(self) -> Element:
        return parse(self.text)


class Visitor:
    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""

    def at(self, port: int) -> Visitor:
        """The same person, whom the next request leads to another machine."""
        self.port = port
        return self

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **fields}))

    def sign_in(self, username: str, password: str) -> Visitor:
        self._take_token("/account/login/")
        answer = self.post("/account/login/", login=username, password=password)
        assert answer.status == 302, answer.text
        self._take_token("/account/logout/")
        return self

    def _take_token(self, path: str) -> None:
        fields = self.get(path).page.all("input", name="csrfmiddlewaretoken")
        self.token = fields[0]["value"]

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        # Machines that serve one site are called by one name.
        headers = {"Host": "localhost:8000", "Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer
