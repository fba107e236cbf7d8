"""Guests' pages are made from the replica where there is one, as long as it shows what the database
shows. Members and every write use the database itself, so whoever writes reads their own writes.

How far a replica is behind no clock can tell: one that lost its connection says "not at all". The
versions of the page that is about to be made can. See docs/decisions/machines.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from hersite.outages import database_is_gone

REPLICA = "replica"
# For a guest's request before it has asked both for the versions of its page.
_UNDECIDED = "undecided"

_reads: ContextVar[str] = ContextVar("reads", default=DEFAULT_DB_ALIAS)

Rows = TypeVar("Rows")


@contextmanager
def guests_read() -> Iterator[None]:
    """What is read inside, after ``read_from_both``, may come from the replica."""
    token = _reads.set(_UNDECIDED if REPLICA in settings.DATABASES else DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        _reads.reset(token)


def read_from_both(read: Callable[[str], Rows]) -> Rows:
    """What ``read`` gives for the database. A guest's request goes on with the replica if that
    gives the same, or if the database is gone; django.db.Error where neither answers."""
    if _reads.get() == DEFAULT_DB_ALIAS:
        return read(DEFAULT_DB_ALIAS)
    _reads.set(DEFAULT_DB_ALIAS)
    try:
        current = read(DEFAULT_DB_ALIAS)
    except Exception as error:
        if not database_is_gone(error):
            raise
        current = read(REPLICA)
        _reads.set(REPLICA)
    else:
        if _gives(read, current):
            _reads.set(REPLICA)
    return current


def _gives(read: Callable[[str], Rows], current: Rows) -> bool:
    try:
        return read(REPLICA) == current
    except Exception as error:
        if not database_is_gone(error):
            raise
        return False


class ReplicaRouter:
    """Always says which: without a word from here Django would go back to where a row came from,
    and rows that a guest's request read are kept in memory for others."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        return REPLICA if _reads.get() == REPLICA else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *args: Any, **hints: Any) -> bool:
        # Both names are the same rows.
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == REPLICA else None
