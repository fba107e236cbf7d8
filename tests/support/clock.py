"""A clock that stands still until a test lets time pass, for rows and kept pages alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

from django.utils import timezone


class Clock:
    def __init__(self) -> None:
        self.now = timezone.now().replace(microsecond=0)

    def moment(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def wait(self, **time: float) -> None:
        """``time`` as a timedelta takes it."""
        self.now += timedelta(**time)

    def later(self, **time: float) -> datetime:
        return self.now + timedelta(**time)


@contextmanager
def stopped_clock() -> Iterator[Clock]:
    clock = Clock()
    with (
        mock.patch("django.utils.timezone.now", clock.moment),
        mock.patch("hersite.freshness.time", clock.seconds),
    ):
        yield clock
