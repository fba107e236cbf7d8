"""Databases with a long thread: filled once, copied for each run."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.bench import FILLED, ROOT, RUN
from tools.bench.processes import environment

# What decides which rows there are.
SOURCES = (
    "*/models/*.py", "*/models.py", "*/migrations/*.py", "discussions/fill/*.py",
    "hersite/markdown/*.py", "explainer/content/**/*.*",
    "tools/bench/filling.py", "tools/bench/settings.py",
)  # fmt: skip


@dataclass(frozen=True)
class Database:
    """``question`` has the long thread, ``reading`` is an interpretation of it; ``editor`` and
    ``member1`` and so on sign in with ``password``."""

    file: str
    comments: int
    question: str
    reading: int
    explanation: str
    password: str

    @property
    def path(self) -> Path:
        return Path(self.file)

    @property
    def thread(self) -> str:
        """The scope of the long thread."""
        return f"thread:{self.question}"

    def change(self, scope: str) -> None:
        """End the copies of pages as a write would; from outside, so that the server does nothing
        for it. ``all`` is what any page may show."""
        connection = sqlite3.connect(self.file, timeout=20)
        with connection:
            connection.execute(
                "INSERT INTO hersite_pageversion (scope, number, removals) VALUES (?, 1, 0) "
                "ON CONFLICT (scope) DO UPDATE SET number = number + 1",
                [scope],
            )
        connection.close()

    def newest_comment(self) -> int:
        return self._number("SELECT max(id) FROM discussions_comment")

    def most_answered(self) -> int:
        """The comment with the most replies on a page of their own."""
        found = "SELECT id FROM discussions_comment ORDER BY hung_count DESC, id LIMIT 1"
        return self._number(found)

    def count_comments(self) -> int:
        return self._number("SELECT count(*) FROM discussions_comment")

    def _number(self, query: str) -> int:
        connection = sqlite3.connect(self.file, timeout=20)
        (number,) = connection.execute(query).fetchone()
        connection.close()
        return int(number)


def fresh_copies(sizes: Sequence[int]) -> list[Database]:
    """Databases with a thread of so many comments, each in a folder with nothing else."""
    filled = [_filled(comments) for comments in sizes]
    shutil.rmtree(RUN, ignore_errors=True)
    return [_copy(file) for file in filled]


def _copy(filled: Path) -> Database:
    facts = json.loads(filled.with_suffix(".json").read_text())
    copy = RUN / str(facts["comments"]) / "db.sqlite3"
    copy.parent.mkdir(parents=True)
    shutil.copyfile(filled, copy)
    return Database(**facts | {"file": str(copy)})


def _filled(comments: int) -> Path:
    file = FILLED / f"{comments}-{_digest()}.sqlite3"
    if file.exists():
        return file
    FILLED.mkdir(parents=True, exist_ok=True)
    for old in FILLED.glob(f"{comments}-*"):
        old.unlink()
    print(f"Filling a database with {comments:,} comments …", flush=True)
    password = secrets.token_urlsafe(12)
    unfinished = file.with_suffix(".unfinished")
    try:
        said = subprocess.run(
            [sys.executable, "-m", "tools.bench.filling", str(comments), password],
            cwd=ROOT,
            env=environment(unfinished),
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
        facts = Database(str(file), comments, password=password, **json.loads(said))
        file.with_suffix(".json").write_text(json.dumps(asdict(facts)))
        unfinished.rename(file)
    finally:
        for left in FILLED.glob("*.unfinished*"):
            left.unlink()
    return file


def _digest() -> str:
    digest = hashlib.blake2b(digest_size=6)
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
