"""``make serve`` in a copy of the project: from nothing, and once more."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from hersite.serve import sources

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ["discussions", "explainer", "hersite", "static", "templates", "locale", "requirements.txt"]

SLOW_WORKER = "[WARNING] Killing worker-1 after it refused to gracefully stop\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a fresh clone holds and the server needs."""
    for name in PARTS:
        part = ROOT / name
        if part.is_dir():
            shutil.copytree(part, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif part.exists():
            shutil.copy(part, tmp_path)
    return tmp_path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int, ending: signal.Signals) -> Iterator[str]:
    """What the server says up to the last line of its greeting, while it runs.

    Then its terminal ends it: Ctrl-C is SIGINT, the closed window SIGHUP.
    """
    environment = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "hersite.serve", str(port)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert server.stdout is not None
    said = ""
    try:
        for line in server.stdout:
            said += line
            if line.startswith("Ctrl-C"):
                break
        yield said
        os.killpg(server.pid, ending)
        rest, _ = server.communicate(timeout=20)
        # On a busy machine a worker may need to be told twice; it is gone all the same.
        assert (server.returncode, rest.replace(SLOW_WORKER, "")) == (0, "")
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def open_page(port: int, path: str) -> tuple[int, str]:
    with urlopen(f"http://localhost:{port}{path}", timeout=20) as response:
        return response.status, response.read().decode()


def mode(path: Path) -> str:
    return stat.filemode(path.stat().st_mode)


@pytest.mark.once
def test_from_nothing_and_once_more(clone: Path) -> None:
    port = free_port()
    with serving(clone, port, signal.SIGINT) as said:
        assert "The database …" in said
        assert f"After Her is at http://localhost:{port}\n" in said
        assert "Sign in as editor with the password in var/editor-password.txt" in said
        status, home = open_page(port, "/")
        assert status == 200
        # Its styles were collected and are served.
        style = re.search(r'href="(/static/css/[^"]+\.css)"', home)
        assert style
        assert open_page(port, style[1])[0] == 200

    password_file = clone / "var" / "editor-password.txt"
    assert mode(password_file) == mode(clone / "var" / "secret_key") == "-rw-------"
    password = password_file.read_text().strip()
    with closing(sqlite3.connect(clone / "var" / "db.sqlite3")) as database:
        editor = "SELECT password FROM discussions_member WHERE username = 'editor' AND is_staff"
        assert PBKDF2PasswordHasher().verify(password, database.execute(editor).fetchone()[0])
        sample = "SELECT count(*) FROM discussions_member WHERE is_sample"
        assert database.execute(sample).fetchone()[0] > 0

    with serving(clone, port, signal.SIGHUP) as said:
        assert said.startswith("After Her is at"), "the second start prepared something again"
        assert open_page(port, "/")[0] == 200
    assert password_file.read_text().strip() == password


@pytest.mark.parametrize(
    "path",
    [
        "requirements.txt",
        "explainer/content/her/film.md",
        "discussions/migrations/0001_member.py",
        "hersite/pages/new.py",
    ],
)
def test_what_makes_the_database_stale(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "requirements.txt").write_text("django==5.2\n")
    before = sources.database_stamp()
    assert 0 < before < 2**31
    assert sources.database_stamp() == before
    (tmp_path / path).write_text("changed")
    assert sources.database_stamp() != before


def test_what_makes_the_static_files_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "static" / "css").mkdir(parents=True)
    before = sources.static_stamp()
    (tmp_path / "static" / "css" / "base.css").write_text("body {}")
    changed = sources.static_stamp()
    assert changed != before
    (tmp_path / "hersite").mkdir()
    (tmp_path / "hersite" / "storage.py").write_text("")
    assert sources.static_stamp() != changed
