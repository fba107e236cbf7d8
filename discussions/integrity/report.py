"""The nightly look at the votes: what may interest a moderator, and what decides nothing.

``VoteReport.findings`` holds five lists, in which members and readings stand by their keys and
moments as ISO text:

- ``alike``: young accounts that vote alike. ``members``, the earliest first; ``since`` and
  ``until`` when they joined; ``same_place`` how many of them voted from one place.
- ``bursts``: an hour with too many ballots on one reading. ``reading``, ``since`` (its beginning),
  ``ballots``, ``usual`` (of an hour), ``members``, ``same_place``.
- ``one_sided``: ``members`` (one), ``stance``, ``votes``, ``since`` the first of them.
- ``quick``: ``members`` (one), ``ballots`` that followed another within a second, ``since``.
- ``as_one``: accounts that count as one on the map of ``explanation``; otherwise as ``alike``.

Lists end after a hundred findings, and of a finding's members a hundred are kept; ``number`` says
how many there are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from discussions.integrity.bursts import find_bursts
from discussions.integrity.one_sided import find_one_sided
from discussions.integrity.quick import find_quick
from discussions.models import VoteReport

Finding = dict[str, Any]

REPORTS_KEPT = 30
MOST = 100
# When nights begin here: the report is made with the first housekeeping after it.
NIGHT = time(3)


def is_due() -> bool:
    """Whether there is none of this night."""
    now = timezone.localtime()
    night = timezone.make_aware(datetime.combine(now.date(), NIGHT))
    if now < night:
        night -= timedelta(days=1)
    return not VoteReport.objects.filter(made_at__gte=night).exists()


def make() -> VoteReport:
    """Look at all votes, and keep what was found."""
    # numpy is loaded once a day, not with every round of housekeeping.
    from discussions.integrity.alike import find_alike, find_as_one

    finders: dict[str, Callable[[], list[Finding]]] = {
        "alike": find_alike,
        "bursts": find_bursts,
        "one_sided": find_one_sided,
        "quick": find_quick,
        "as_one": find_as_one,
    }
    report = VoteReport.objects.create(
        findings={name: [_cut(found) for found in find()[:MOST]] for name, find in finders.items()}
    )
    kept = VoteReport.objects.values_list("pk", flat=True)[:REPORTS_KEPT]
    VoteReport.objects.exclude(pk__in=list(kept)).delete()
    return report


def _cut(found: Finding) -> Finding:
    members = found["members"]
    return found | {"members": members[:MOST], "number": len(members)}
