"""How often one member may do something."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import ngettext


class LimitReached(Exception):
    """Too often; ``retry_after`` says in how many seconds it may be tried again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after

    @property
    def minutes(self) -> int:
        return -(-self.retry_after // 60)

    @property
    def message(self) -> str:
        return ngettext(
            "That was a lot in a short time. Please try again in a minute.",
            "That was a lot in a short time. Please try again in %(minutes)d minutes.",
            self.minutes,
        ) % {"minutes": self.minutes}


@contextmanager
def spending(action: str, member_id: int) -> Iterator[None]:
    """Count one ``action`` of the member against settings.LIMITS, in windows that begin with the
    first one. What is done inside is stored in the same transaction, so that it takes one write to
    the disk and not two. LimitReached where the window is used up; KeyError for an unknown action.
    """
    allowed, seconds = settings.LIMITS[action]
    with transaction.atomic():
        if settings.RATE_LIMITS:
            # One at a time: two requests at once would both read the same count.
            members = get_user_model().objects.select_for_update(no_key=True)
            members.only("pk").get(pk=member_id)
            _count(f"limit:{action}:{member_id}", allowed, seconds)
        yield


def _count(key: str, allowed: int, seconds: int) -> None:
    now = time.time()
    started, used = cache.get(key, (now, 0))
    if now - started >= seconds:
        started, used = now, 0
    if used >= allowed:
        raise LimitReached(max(1, round(started + seconds - now)))
    cache.set(key, (started, used + 1), seconds)
