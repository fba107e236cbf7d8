"""The process that ``make serve`` runs beside the server."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from hersite.serve import worker


class Ended(Exception):
    """Breaks a loop that has no end."""


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that it has run, instead of running them."""
    names: list[str] = []
    monkeypatch.setattr("django.core.management.call_command", lambda name, **_: names.append(name))
    # It would take the handlers of this test's log away.
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setattr(os, "nice", lambda _by: 0)
    monkeypatch.setattr(worker, "PAUSE", 0.001)
    return names


def test_it_cleans_now_and_then_works_until_its_pipe_closes(
    called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read, write = os.pipe()

    def run(name: str, **_options: Any) -> None:
        called.append(name)
        if len(called) == 5:
            os.close(write)

    monkeypatch.setattr("django.core.management.call_command", run)
    with os.fdopen(read, "rb") as pipe:
        worker.work(pipe)
    assert called[:5] == ["housekeeping", *["db_worker"] * 4]
    assert set(called[5:]) <= {"db_worker"}


def test_what_fails_in_housekeeping_keeps_no_job_from_being_done(
    called: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read, write = os.pipe()

    def run(name: str, **_options: Any) -> None:
        if name == "housekeeping":
            raise ZeroDivisionError
        called.append(name)
        if len(called) == 1:
            os.close(write)

    monkeypatch.setattr("django.core.management.call_command", run)
    with os.fdopen(read, "rb") as pipe:
        worker.work(pipe)
    assert called[0] == "db_worker"
    assert "Housekeeping failed." in caplog.text


def test_another_one_follows_where_it_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[list[str]] = []

    class Process:
        def __init__(self, command: list[str], **_options: Any) -> None:
            if len(started) == 2:
                raise Ended
            started.append(command)

        def wait(self) -> int:
            return -9

    monkeypatch.setattr(subprocess, "Popen", Process)
    monkeypatch.setattr(worker, "AFTER_AN_END", 0)
    with pytest.raises(Ended):
        worker._keep_running()
    assert started == [[sys.executable, "-m", "hersite.serve.worker"]] * 2
    said = "The worker for jobs ended (-9) and is started again.\n"
    assert capsys.readouterr().err == said * 2
