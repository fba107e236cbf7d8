"""Copies that one process made for the others: in Redis where there is one, else in files below
``var``, which also outlive a restart."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache

from django.core.cache import caches

from hersite.pagecache.copy import Copy
from hersite.pagecache.keys import Key
from hersite.release import release

ALIAS = "pages"


def get(key: Key) -> Copy | None:
    return caches[ALIAS].get(_name(key))


def put(key: Key, copy: Copy) -> None:
    # A full disk keeps nobody from reading.
    with suppress(OSError):
        caches[ALIAS].set(_name(key), copy)


def _name(key: Key) -> str:
    # Another release makes other pages of the same rows.
    return f"{_release()}:{hashlib.blake2b(repr(key).encode(), digest_size=16).hexdigest()}"


_release = cache(release)
