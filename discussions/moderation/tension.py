"""How long writers wait, and what the site does by itself when that becomes too long."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from discussions.models import Decision, Review, SiteRules
from hersite.freshness import SITE, bump

TIGHT_AFTER = timedelta(hours=12)
# The wait is told as the median of so many decisions, and not at all under the smaller number.
LATEST, ENOUGH = 20, 5


def oldest_wait() -> timedelta | None:
    """How long the oldest of the queue has been waiting; None where nothing waits."""
    oldest = Review.objects.open().aggregate(oldest=Min("opened_at"))["oldest"]
    return timezone.now() - oldest if oldest else None


def is_tight(rules: SiteRules) -> bool:
    """Whether the queue has been too long and not empty since. Tightens and relaxes the rules."""
    wait = oldest_wait()
    if rules.tight_since is None:
        if wait is None or wait < TIGHT_AFTER:
            return False
        _change(Decision.Action.TIGHTEN)
        return True
    if wait is None:
        _change(Decision.Action.RELAX)
        return False
    return True


def relax() -> None:
    """After a decision: where the queue is empty now, the usual rules hold again."""
    is_tight(SiteRules.current())


@transaction.atomic
def _change(action: str) -> None:
    """Once, however many see it at the same time, and in the log."""
    tighten = action == Decision.Action.TIGHTEN
    if tighten:
        # A new site may never have said anything about its rules.
        SiteRules.objects.get_or_create(pk=1)
    # Not through ``save``: no page shows it.
    changed = SiteRules.objects.filter(pk=1, tight_since__isnull=tighten).update(
        tight_since=timezone.now() if tighten else None
    )
    if changed:
        Decision.objects.create(action=action)
        # Not in this transaction: a comment that is posted in it has yet to end the copies of its
        # thread, and all writers end copies in one order.
        transaction.on_commit(lambda: bump(SITE))


def usual_wait() -> timedelta | None:
    """The median of the last twenty held comments that were decided; None under five."""
    decided = Review.objects.filter(
        cause=Review.Cause.HELD, closed_at__isnull=False, decisions__isnull=False
    )
    moments = decided.order_by("-closed_at").values_list("opened_at", "closed_at")
    waits = [(closed - opened).total_seconds() for opened, closed in moments[:LATEST] if closed]
    return timedelta(seconds=median(waits)) if len(waits) >= ENOUGH else None


def expected_seconds() -> int:
    """When to try again, where a writer has to wait for a moderator."""
    wait = usual_wait() or oldest_wait() or TIGHT_AFTER
    return max(60, round(wait.total_seconds()))
