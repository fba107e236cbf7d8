"""How often one member may do something."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LimitReached(Exception):
    """Too often; ``retry_after`` says in how many seconds it may be tried again, ``rule`` which
    rule says so, where there is one to tell."""

    def __init__(self, retry_after: int, rule: str = "") -> None:
        super().__init__(retry_after, rule)
        self.retry_after, self.rule = retry_after, rule

    @property
    def minutes(self) -> int:
        return -(-self.retry_after // 60)

    @property
    def message(self) -> str:
        rule = self.rule or _("That was a lot in a short time.")
        return f"{rule} {self._when()}"

    def _when(self) -> str:
        if self.rule and self.retry_after <= 60:
            return ngettext(
                "You can try again in %(seconds)d second.",
                "You can try again in %(seconds)d seconds.",
                self.retry_after,
            ) % {"seconds": self.retry_after}
        if self.minutes > 90:
            hours = round(self.minutes / 60)
            return _("Please try again in about %(hours)d hours.") % {"hours": hours}
        return ngettext(
            "Please try again in a minute.",
            "Please try again in %(minutes)d minutes.",
            self.minutes,
        ) % {"minutes": self.minutes}


def lock_members(*keys: int) -> None:
    """Until the end of the transaction, in one order. Whoever will write to several rows of members
    asks for all of them at once, and before any other row: two members who answer each other at the
    same moment, or a member and a moderator, would otherwise wait for each other for ever."""
    members = get_user_model().objects.select_for_update(no_key=True).filter(pk__in=set(keys))
    list(members.order_by("pk").values_list("pk", flat=True))


@contextmanager
def one_at_a_time(member_id: int, *told: int) -> Iterator[None]:
    """What is done inside for this member waits for what else is, and is stored in one transaction:
    two requests at once would both count the same rows. ``told`` are others who hear of it."""
    with transaction.atomic():
        lock_members(member_id, *told)
        yield


@contextmanager
def spending(action: str, member_id: int, *told: int) -> Iterator[None]:
    """Count one ``action`` of the member against settings.LIMITS, in windows that begin with the
    first one. What is done inside is stored in the same transaction, so that it takes one write to
    the disk and not two; ``told`` are others who hear of it. LimitReached where the window is used
    up; KeyError for an unknown action."""
    allowed, seconds = settings.LIMITS[action]
    if not settings.RATE_LIMITS:
        with transaction.atomic():
            yield
        return
    with one_at_a_time(member_id, *told):
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
