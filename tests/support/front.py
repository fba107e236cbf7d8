"""A browser's requests to the site behind nginx, over TLS and with the cookies it was given."""

import http.client
import os
import re
import signal
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from tools.nginx import HERE, NAME, Place

Result = TypeVar("Result")


class Connection(http.client.HTTPSConnection):
    """To this machine, whatever name is asked for."""

    def __init__(self, place: Place, source: str, name: str) -> None:
        context = ssl.create_default_context(cafile=str(place.folder / "fullchain.pem"))
        super().__init__(name, context=context, timeout=30)
        self.place, self.source, self.tls = place, source, context

    def connect(self) -> None:
        plain = socket.create_connection((HERE, self.place.https), 30, (self.source, 0))
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Browser:
    place: Place
    # The address that its requests come from.
    source: str = HERE
    cookies: dict[str, str] = field(default_factory=dict)

    def open(
        self, path: str, form: dict[str, Any] | None = None, name: str = NAME, **headers: str
    ) -> Answer:
        """GET, or POST where a form is given; ``accept_encoding`` stands for Accept-Encoding."""
        sent = {title.replace("_", "-"): value for title, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        body = None
        if form is not None:
            body = urlencode(form)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            sent |= {"Origin": f"https://{NAME}", "Sec-Fetch-Site": "same-origin"}
        connection = Connection(self.place, self.source, name)
        try:
            connection.request("POST" if body is not None else "GET", path, body, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            key, value = line.split(";")[0].split("=", 1)
            self.cookies[key] = value
        return answer

    def token(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.open(path).text)
        assert found, path
        return found[1]


def next_second() -> None:
    """Wait until a copy that was fetched before holds no more, and no longer."""
    time.sleep(1.02 - time.time() % 1)


def wait_until(true: Callable[[], bool]) -> None:
    """At most half a minute, and then it fails."""
    for _ in range(300):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it never came true")


def in_one_second(act: Callable[[], Result]) -> Result:
    """What came of it when it ran from its beginning to its end in one second of the clock; a busy
    machine may need several tries."""
    for _ in range(60):
        next_second()
        begun = int(time.time())
        result = act()
        if int(time.time()) == begun:
            return result
    raise AssertionError("it always takes longer than a second")


def logged(place: Place, path: str, lines: int) -> list[str]:
    """How requests of a path were answered: HIT, MISS, …; - where nginx asked for no copy.

    AssertionError where there are not so many lines in the log.
    """
    for _ in range(200):
        # It is written when there is much of it, when time has passed, or at this signal.
        os.kill(int((place.folder / "nginx.pid").read_text()), signal.SIGUSR1)
        time.sleep(0.05)
        said = [line.split() for line in (place.folder / "access.log").read_text().splitlines()]
        found = [words[-1] for words in said if words[2] == path]
        if len(found) >= lines:
            return found
    raise AssertionError(f"{found} of {lines} requests of {path}")
