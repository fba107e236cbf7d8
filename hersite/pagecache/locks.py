"""One process at a time makes a page anew.

On one machine a locked file says who; with Redis a key there does, for all machines. A file's lock
ends with its process, a key's after LONGEST seconds: no page waits for ever for one that died.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep

from django.conf import settings
from django.core.cache import caches

# Seconds: between two tries, and what one making takes at most.
PAUSE = 0.005
LONGEST = 20
# Pages share this many files; two that share one now and then wait for each other.
FILES = 256


@contextmanager
def alone(name: str, patience: float) -> Iterator[bool]:
    """Hold the lock of that name; False where it was not to be had within ``patience`` seconds."""
    hold = _hold_key if settings.SHARED_CACHE else _hold_file
    with hold(name, patience) as held:
        yield held


@contextmanager
def _hold_file(name: str, patience: float) -> Iterator[bool]:
    folder = settings.VAR_DIR / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / str(zlib.crc32(name.encode()) % FILES), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _try_for(patience, lambda: _lock(file))
    finally:
        os.close(file)


def _lock(file: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextmanager
def _hold_key(name: str, patience: float) -> Iterator[bool]:
    # Of any length, and of letters that a cache's key must not have.
    digest = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
    cache, key = caches["default"], f"making:{digest}"
    held = _try_for(patience, lambda: cache.add(key, 1, LONGEST))
    try:
        yield held
    finally:
        if held:
            cache.delete(key)


def _try_for(patience: float, attempt: Callable[[], bool]) -> bool:
    ends = monotonic() + patience
    while not attempt():
        if monotonic() >= ends:
            return False
        sleep(PAUSE)
    return True
