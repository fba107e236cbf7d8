"""Members whose ballots follow each other faster than anybody reads."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from django.utils import timezone

from discussions.integrity.whom import looked_at
from discussions.models import VoteChange

LOOK_BACK = timedelta(days=7)
APART = timedelta(seconds=1)
# What a guest pressed before signing in is stored in one go, and a question has a few readings.
LEAST = 10


def find_quick() -> list[dict[str, Any]]:
    """Those with ten ballots or more, in the last seven days, that came under a second after
    another one of theirs; the most first."""
    rows = VoteChange.objects.filter(
        at__gte=timezone.now() - LOOK_BACK, member__in=looked_at()
    ).order_by("member", "at")
    ballots = rows.values_list("member_id", "at").iterator()
    found = []
    for member, theirs in groupby(ballots, itemgetter(0)):
        quick = [at for (_, before), (_, at) in pairwise(theirs) if at - before < APART]
        if len(quick) >= LEAST:
            since = quick[0].isoformat()
            found.append({"members": [member], "ballots": len(quick), "since": since})
    return sorted(found, key=lambda finding: -finding["ballots"])
