"""Long lists in parts, the newest first; each part costs the same wherever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

PAGE = 30

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Part(Generic[Row]):
    """Some rows of a list, and the cursor of those that follow; empty at the end."""

    rows: list[Row]
    after: str = ""


def part_of(rows: QuerySet[Row], by: str, after: str = "") -> Part[Row]:
    """The rows that come after the one whose key is ``after``, by ``-by`` and then by ``-id``.
    Http404 where that is not one of them."""
    if after:
        value = _find(rows, by, after)
        earlier = Q(**{f"{by}__lt": value}) | Q(pk__lt=int(after))
        rows = rows.filter(Q(**{f"{by}__lte": value}) & earlier)
    found = list(rows.order_by(f"-{by}", "-pk")[: PAGE + 1])
    more = len(found) > PAGE
    return Part(found[:PAGE], str(found[PAGE - 1].pk) if more else "")


def _find(rows: QuerySet[Row], by: str, after: str) -> Any:
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        raise Http404(after)
    value = rows.filter(pk=int(after)).order_by().values_list(by, flat=True).first()
    if value is None:
        raise Http404(after)
    return value
