"""A guest in front of the page cache, as the server calls it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from hersite.pagecache import PageCache

MEGABYTE = 1_000_000


@contextmanager
def connection_kept() -> Iterator[None]:
    """Django ends a thread's connection with each request; the test's own is to live on."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(application: Any, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request to a WSGI application; ``headers`` by their names, with underscores."""
    path, _question_mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
    } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}  # fmt: skip
    began: list[Any] = []
    with connection_kept():
        chunks: Iterable[bytes] = application(environ, lambda *said: began.append(said))
        body = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
    status, named = began[0][:2]
    return Answer(int(status[:3]), dict(named), body)


@dataclass
class Front:
    """The page cache before Django, which counts how often Django was asked."""

    most_bytes: int = 10 * MEGABYTE
    made: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        django = WSGIHandler()

        def counting(environ: dict[str, Any], start_response: Any) -> Any:
            self.made.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.cache = PageCache(counting, self.most_bytes)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return ask(self.cache, path, method, **headers)
