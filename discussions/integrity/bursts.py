"""Hours in which far more ballots came in on a reading than usually do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import exp, lgamma, log
from typing import Any

from django.db.models import Count, Min
from django.db.models.functions import TruncHour
from django.utils import timezone

from discussions.integrity.origin import most_from_one_place
from discussions.integrity.whom import looked_at
from discussions.models import VoteChange

LOOK_BACK = timedelta(days=7)
# Where the reading's ballots came in by chance, as many or more in an hour would be so unlikely.
LIMIT = 1e-6
# Fewer are nobody's business, however quiet the reading has been.
LEAST = 5
HOUR = timedelta(hours=1)


def find_bursts() -> list[dict[str, Any]]:
    """Of the last seven days, the largest first."""
    handed_in = VoteChange.objects.exclude(stance="").filter(member__in=looked_at())
    hours = (
        handed_in.filter(at__gte=timezone.now() - LOOK_BACK)
        .annotate(hour=TruncHour("at"))
        .values("interpretation", "hour")
        .annotate(ballots=Count("pk"))
        .filter(ballots__gte=LEAST)
        .order_by("-ballots", "interpretation", "hour")
    )
    readings = {row["interpretation"] for row in hours}
    usual = {
        row["interpretation"]: row["number"] / _hours_since(row["first"])
        for row in handed_in.filter(interpretation__in=readings)
        .values("interpretation")
        .annotate(number=Count("pk"), first=Min("at"))
        .order_by()
    }
    return [
        _finding(row, usual[row["interpretation"]])
        for row in hours
        if chance_of(row["ballots"], usual[row["interpretation"]]) < LIMIT
    ]


def _hours_since(first: datetime) -> float:
    return max((timezone.now() - first) / HOUR, 1.0)


def chance_of(number: int, mean: float) -> float:
    """The probability of ``number`` or more, where the mean is this: the upper tail of Poisson's
    distribution, added up from its largest term, so that small ones keep their digits."""
    if number <= mean:
        return 1.0
    term = exp(number * log(mean) - mean - lgamma(number + 1))
    tail, following = 0.0, number
    while term > tail * 1e-12:
        tail += term
        following += 1
        term *= mean / following
    return tail


def _finding(row: Mapping[str, Any], usual: float) -> dict[str, Any]:
    within = VoteChange.objects.filter(
        interpretation=row["interpretation"], at__gte=row["hour"], at__lt=row["hour"] + HOUR
    ).exclude(stance="")
    return {
        "reading": row["interpretation"],
        "since": row["hour"].isoformat(),
        "ballots": row["ballots"],
        "usual": round(usual, 2),
        "members": sorted(set(within.values_list("member_id", flat=True))),
        "same_place": most_from_one_place(within),
    }
