"""Members who say the same to everything."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Max, Min

from discussions.integrity.whom import looked_at
from discussions.models import Vote

LEAST = 15


def find_one_sided() -> list[dict[str, Any]]:
    """Those with fifteen votes or more, all of one stance; who voted last comes first."""
    rows = (
        Vote.objects.filter(member__in=looked_at())
        .values("member")
        .annotate(
            votes=Count("pk"),
            one=Min("stance"),
            other=Max("stance"),
            since=Min("at"),
            last=Max("at"),
        )
        .filter(votes__gte=LEAST, one=F("other"))
        .order_by("-last", "member")
    )
    return [
        {
            "members": [row["member"]],
            "stance": row["one"],
            "votes": row["votes"],
            "since": row["since"].isoformat(),
        }
        for row in rows
    ]
