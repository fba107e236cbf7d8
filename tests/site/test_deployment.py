"""What docs/deployment.md promises of the files in deploy/."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from tools import nginx

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_table() -> None:
    source = (ROOT / "hersite" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', source))
    assert len(read) > 10
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)) == read


def test_granian_knows_what_the_unit_tells_it() -> None:
    unit = (ROOT / "deploy" / "systemd" / "after-her.service").read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=\S+/granian ((?:.*\\\n)*.*)", unit, re.MULTILINE)
    assert command
    given = command[1].replace("\\\n", " ").split()
    # It reads them all before it finds that there is no such application.
    said = subprocess.run(
        [sys.executable, "-m", "granian", *given[:-1], "--help"], capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    assert given[-1] == "hersite.wsgi:application"
    known = set(re.findall(r"--[a-z0-9-]+", said.stdout))
    assert {option for option in given if option.startswith("--")} <= known


def test_the_pages_for_nginx(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    call_command("error_pages", verbosity=0)
    pages = {path.name: path.read_text() for path in (tmp_path / "errors").iterdir()}
    named = (ROOT / "deploy" / "nginx" / "after-her.conf").read_text(encoding="utf-8")
    assert set(pages) == set(re.findall(r"/errors/(\d+\.html);", named))
    for page in pages.values():
        assert "<h1>" in page
        assert "your browser still has" in page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a site lies, with a Python and a database."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for name in ("deploy", "var", "backups"):
        (tmp_path / name).mkdir()
    shutil.copy(ROOT / "deploy" / "backup.sh", tmp_path / "deploy")
    return tmp_path


def test_a_backup_is_whole_and_takes_the_place_of_the_last(folder: Path) -> None:
    # A second of the same weekday, and the rest of one that was broken off.
    (folder / "backups" / "new.sqlite3").write_text("half")
    with closing(sqlite3.connect(folder / "var" / "db.sqlite3")) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA user_version=7; CREATE TABLE t(n);")
        for number in (1, 2):
            database.execute("INSERT INTO t VALUES (?)", [number])
            database.commit()
            # In the middle of somebody's writing.
            database.execute("INSERT INTO t VALUES (0)")
            subprocess.run(["sh", "deploy/backup.sh", "backups"], cwd=folder, check=True)
            database.rollback()
    (backup,) = (folder / "backups").iterdir()
    assert backup.stem in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT n FROM t").fetchall() == [(1,), (2,)]
        # What tells a start that nothing has to be prepared again.
        assert copy.execute("PRAGMA user_version").fetchone() == (7,)


def test_the_nginx_that_is_tested_is_the_published_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only names that stand in the file are replaced; one that is missing is an error."""
    other = tmp_path / "other.conf"
    other.write_text(nginx.SITE_FILE.read_text().replace("/var/cache/after-her", "/var/cache/x"))
    monkeypatch.setattr(nginx, "SITE_FILE", other)
    with pytest.raises(ValueError, match="/var/cache/after-her"):
        nginx.write(nginx.Place(tmp_path, tmp_path, 8000, 80, 443))
