"""Servers that don't answer: nobody waits for one again and again, and the log says it once."""

from __future__ import annotations

import logging
from threading import Lock
from time import monotonic

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)

# Longer than any try takes, in seconds: all servers are asked with shorter timeouts.
LONGEST_TRY = 7.0


class Outage:
    """Whether a server is worth asking. After a failure nobody asks it for ``rest`` seconds; then
    one thread tries at a time, and the others go on without."""

    def __init__(self, name: str, rest: float) -> None:
        self.name, self.rest = name, rest
        self._lock = Lock()
        self._since: float | None = None
        self._next_try = 0.0

    def may_ask(self) -> bool:
        """Whoever is told so asks, and says what came of it."""
        if self._since is None:
            return True
        with self._lock:
            if monotonic() < self._next_try:
                return False
            self._next_try = monotonic() + LONGEST_TRY
            return True

    def failed(self, error: Exception) -> None:
        with self._lock:
            begins = self._since is None
            self._since = self._since or monotonic()
            self._next_try = monotonic() + self.rest
        if begins:
            logger.warning("%s does not answer: %s", self.name, " ".join(str(error).split()))

    def answered(self) -> None:
        if self._since is None:
            return
        with self._lock:
            since, self._since = self._since, None
        if since is not None:
            logger.warning("%s answers again, after %.0f s", self.name, monotonic() - since)


_outages: dict[str, Outage] = {}


def outage_of(name: str, rest: float) -> Outage:
    """The one that all threads of this process share."""
    return _outages.get(name) or _outages.setdefault(name, Outage(name, rest))


def database_is_gone(error: BaseException | None) -> bool:
    """Whether the database is what failed, and not what was asked of it."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    # SQLite calls it an operational error, too, when a statement is wrong.
    return getattr(error.__cause__, "sqlite_errorname", "") != "SQLITE_ERROR"
