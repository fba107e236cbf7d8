"""Nobody waits twice for a server that is gone, and the log is not filled with it."""

import logging
import sqlite3

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from hersite.outages import LONGEST_TRY, Outage, database_is_gone


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """To be turned by hand."""
    now = [1000.0]
    monkeypatch.setattr("hersite.outages.monotonic", lambda: now[0])
    return now


def test_after_a_failure_one_tries_at_a_time(clock: list[float]) -> None:
    outage = Outage("A server", rest=2)
    assert outage.may_ask()
    assert outage.may_ask()
    outage.failed(OSError("gone"))
    assert not outage.may_ask()
    clock[0] += 2
    assert outage.may_ask()
    assert not outage.may_ask()
    outage.failed(OSError("still gone"))
    clock[0] += 2
    assert outage.may_ask()
    outage.answered()
    assert outage.may_ask()
    assert outage.may_ask()


def test_one_who_tried_and_never_came_back_bars_nobody(clock: list[float]) -> None:
    outage = Outage("A server", rest=2)
    outage.failed(OSError("gone"))
    clock[0] += 2
    assert outage.may_ask()
    clock[0] += LONGEST_TRY
    assert outage.may_ask()


def test_the_log_says_once_that_it_went_and_once_that_it_came(
    clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    outage = Outage("A server", rest=2)
    with caplog.at_level(logging.WARNING, "hersite.outages"):
        outage.answered()
        for _ in range(3):
            outage.failed(OSError("refused\n\ttwice"))
            clock[0] += 20
        outage.answered()
        outage.answered()
    assert caplog.messages == [
        "A server does not answer: refused twice",
        "A server answers again, after 60 s",
    ]


def sqlite_error(*statements: str) -> BaseException:
    """What Django makes of the error in the last of them."""
    with connection.wrap_database_errors, sqlite3.connect(":memory:") as database:
        try:
            for statement in statements:
                database.execute(statement)
        except sqlite3.Error as cause:
            error = OperationalError(str(cause))
            error.__cause__ = cause
            return error
    raise AssertionError("no error")


def test_what_counts_as_gone() -> None:
    assert database_is_gone(OperationalError("connection refused"))
    assert database_is_gone(InterfaceError("connection already closed"))
    read_only = sqlite_error("PRAGMA query_only = on", "CREATE TABLE a (b)")
    assert database_is_gone(read_only)


def test_a_wrong_statement_does_not() -> None:
    assert not database_is_gone(sqlite_error("SELECT * FROM nowhere"))
    assert not database_is_gone(ProgrammingError("no such relation"))
    assert not database_is_gone(OSError("disk"))
    assert not database_is_gone(None)
