"""Digests of what a start prepares from, to skip what was prepared from the same."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from hersite.serve import ROOT

ROOMS = ("hersite", "explainer", "discussions")


def database_stamp() -> int:
    """A number from 1 to 2³¹ - 1 for the code and texts that shape the database's contents.

    It is kept in the database file itself (SQLite's ``user_version``), so a restored backup
    brings along what it was prepared from.
    """
    files = [ROOT / "requirements.txt"]
    for room in ROOMS:
        files += _files(ROOT / room, ".py")
    files += _files(ROOT / "explainer" / "content", ".md")
    # A cache in the database needs a table.
    digest = _digest(files, os.environ.get("CACHE_URL", ""))
    return (int.from_bytes(digest[:4], "big") >> 1) or 1


def static_stamp() -> str:
    """A digest of the static files and of what decides how they are collected."""
    files = [ROOT / "requirements.txt"]
    files += [*_files(ROOT / "hersite", "settings.py"), *_files(ROOT / "hersite", "storage.py")]
    return _digest([*files, *_files(ROOT / "static", "")]).hex()


def _files(folder: Path, ending: str) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.name.endswith(ending) and path.is_file():
            yield path


def _digest(files: list[Path], *words: str) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for word in words:
        digest.update(word.encode() + b"\0")
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return digest.digest()
