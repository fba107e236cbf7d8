"""What a process keeps in its memory, within bounds; what was asked for longest ago goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from django.utils.translation import get_language

Kept = TypeVar("Kept")

_all: list[Memory[Any]] = []


def forget() -> None:
    """Everything; it will be made again."""
    for memory in _all:
        memory.clear()


class Memory(Generic[Kept]):
    """``size`` says how much of ``most`` a value takes; without it each counts as one."""

    def __init__(self, most: int, size: Callable[[Kept], int] = lambda kept: 1) -> None:
        self.most, self.size_of = most, size
        self.size = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()
        _all.append(self)

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self.size += self.size_of(kept)
            while self.size > self.most:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        old = self._kept.pop(key, None)
        if old is not None:
            self.size -= self.size_of(old)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.size = 0


class Fragments(Memory[str]):
    """Pieces of HTML by everything that they show: a kept piece is never out of date, for what
    changed has another key."""

    def get_or_make(self, shown: Hashable, make: Callable[[], str]) -> str:
        key = (get_language(), shown)
        html = self.get(key)
        if html is None:
            html = make()
            self.put(key, html)
        return html
