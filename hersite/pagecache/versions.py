"""The versions that a copy is held against."""

from __future__ import annotations

import threading
from time import monotonic

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from hersite.freshness import Freshness, Versions, read_with
from hersite.outages import database_is_gone

# A database on this machine is asked for every page. One at the end of a wire is asked at most this
# often for the same page, in seconds: a change shows within a second, nginx's own included.
PAUSE = 0.25
# Sets of scopes whose versions are remembered; there are about as many as pages.
MOST = 10_000
_ON_THIS_MACHINE = settings.DATABASES[DEFAULT_DB_ALIAS]["ENGINE"].endswith("sqlite3")


class DatabaseGone(Exception):
    """Nobody can say what changed."""


_asked: dict[tuple[str, ...], tuple[float, Versions]] = {}


def current(scopes: tuple[str, ...]) -> Versions:
    """As they are now, or were a moment ago on another machine. DatabaseGone where it doesn't
    answer."""
    if _ON_THIS_MACHINE:
        return _read(scopes)
    asked, versions = _asked.get(scopes, (float("-inf"), ()))
    if monotonic() - asked < PAUSE:
        return versions
    return _remember(scopes, _read(scopes))


def learn(freshness: Freshness) -> None:
    """A page was made with these: older ones must not be held against it."""
    _remember(freshness.scopes, freshness.versions)


def _remember(scopes: tuple[str, ...], versions: Versions) -> Versions:
    if len(_asked) >= MOST:
        _asked.clear()
    _asked[scopes] = (monotonic(), versions)
    return versions


def _read(scopes: tuple[str, ...]) -> Versions:
    try:
        return read_with(_connection(), scopes)
    except Exception as error:
        if not database_is_gone(error):
            raise
        raise DatabaseGone from error
    finally:
        if not _ON_THIS_MACHINE:
            # No request of Django's begins or ends here, which would do this.
            close_old_connections()


def _connection() -> BaseDatabaseWrapper:
    """This thread's, for good: asking Django for it takes longer than the statement."""
    try:
        return _here.connection
    except AttributeError:
        _here.connection = connections[DEFAULT_DB_ALIAS]
        return _here.connection


_here = threading.local()
