"""The way of a guest's request.

A copy in memory that still holds is sent. Otherwise one request, in whichever process, makes the
page anew through Django, and the others wait for it, at most 250 ms: then they get the last copy,
unless text was taken away since, for which they wait as long as it takes. Without a database the
last copy is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import time
from typing import Any

from django.conf import settings

from hersite.compression import best_coding
from hersite.freshness import ENVIRON
from hersite.memory import Memory
from hersite.pagecache import shared, versions
from hersite.pagecache.copy import Copy, Headers
from hersite.pagecache.keys import Environ, Key, key_of, neutral
from hersite.pagecache.locks import LONGEST, alone
from hersite.replica import guests_read

# Seconds that a request waits for another one to make the page.
PATIENCE = 0.25
_BEHIND_PROXY = settings.TRUSTED_PROXIES > 0

Application = Callable[[Environ, Any], Iterable[bytes]]


class PageCache:
    """A WSGI application in front of Django's."""

    def __init__(self, application: Application, most_bytes: int) -> None:
        self.application = application
        self.copies: Memory[Copy] = Memory(most_bytes, lambda copy: copy.size)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        copy = self.copies.get(key)
        if copy is not None and _holds(copy):
            return _send(copy, environ, start_response)
        with guests_read():
            return self._find_or_make(key, copy, environ, start_response)

    def _find_or_make(
        self, key: Key, last: Copy | None, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        last = last or shared.get(key)
        if last is not None and _lost_text(last):
            last = None
        with alone("\n".join(key), LONGEST if last is None else PATIENCE) as held:
            if not held and last is not None:
                return _send(last, environ, start_response)
            for made in (self.copies.get(key), shared.get(key)):
                if made is not None and _holds(made):
                    self.copies.put(key, made)
                    return _send(made, environ, start_response)
            return self._make(key, last, environ, start_response)

    def _make(
        self, key: Key, last: Copy | None, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        """Send the copy that Django's answer becomes; where it becomes none, the answer itself, or
        the last copy if the database has gone this moment."""
        request = neutral(environ, key)
        answer: list[Any] = []

        def keep(status: str, headers: Headers, exc_info: Any = None) -> None:
            answer[:] = [status, headers, exc_info]

        body = self.application(request, keep)
        status, headers, _error = answer
        freshness = request.get(ENVIRON)
        sets_cookie = any(name.lower() == "set-cookie" for name, _value in headers)
        if last is not None and status[:3] == "503":
            _closed(body)
            return _send(last, environ, start_response)
        if freshness is None or status[:3] != "200" or sets_cookie:
            start_response(*answer)
            return body if environ["REQUEST_METHOD"] == "GET" else _closed(body)
        copy = Copy(b"".join(_drained(body)), headers, freshness)
        versions.learn(freshness)
        self.copies.put(key, copy)
        shared.put(key, copy)
        return _send(copy, environ, start_response)


def _holds(copy: Copy) -> bool:
    try:
        return copy.freshness.holds(versions.current(copy.freshness.scopes))
    except versions.DatabaseGone:
        # What was last seen is better than an error page.
        return True


def _lost_text(copy: Copy) -> bool:
    try:
        return copy.freshness.lost_text(versions.current(copy.freshness.scopes))
    except versions.DatabaseGone:
        return False


def _send(copy: Copy, environ: Environ, start_response: Any) -> list[bytes]:
    answer = copy.answer(best_coding(environ.get("HTTP_ACCEPT_ENCODING", "")))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and (answer.etag in known or known == "*"):
        start_response("304 Not Modified", _timed(answer.short_headers))
        return []
    start_response("200 OK", _timed(answer.headers))
    return [answer.body] if environ["REQUEST_METHOD"] == "GET" else []


def _timed(headers: Headers) -> Headers:
    """Behind nginx a copy there holds to the end of this second and no longer: its own rule "one
    second" would make up to two."""
    return [*headers, ("X-Accel-Expires", f"@{int(time())}")] if _BEHIND_PROXY else headers


def _drained(body: Iterable[bytes]) -> list[bytes]:
    try:
        return list(body)
    finally:
        _closed(body)


def _closed(body: Iterable[bytes]) -> list[bytes]:
    """Django ends the request with it."""
    if hasattr(body, "close"):
        body.close()
    return []
