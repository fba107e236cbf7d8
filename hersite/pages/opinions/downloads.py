"""The numbers of the page as files: ``map``, ``readings`` and ``agreement``, each as CSV and as
JSON. No person is in them, and no count of a camp under five."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from discussions.downloads import csv_response, json_response, named, shown, shown_with_total
from discussions.models import Stance
from explainer.models import Edition
from hersite.pages.opinions.load import Opinions, load_opinions, watch_opinions

Row = tuple[Any, ...]


@require_safe
def download(request: HttpRequest, slug: str, table: str, form: str) -> HttpResponse:
    """404 where there is no such table or form of it."""
    if table not in TABLES or form not in ("csv", "json"):
        raise Http404(f"{table}.{form}")
    freshness = watch_opinions(request, slug)
    freshness.ends_at(Edition.objects.next_publication())
    opinions = load_opinions(slug)
    header, rows_of = TABLES[table]
    name, rows = f"{slug}-{table}", rows_of(opinions)
    if form == "csv":
        return csv_response(name, header, rows)
    made_at = opinions.made_at.isoformat() if opinions.made_at else None
    about = {"explanation": slug, "made_at": made_at, "votes": opinions.result["votes"]}
    return json_response(name, about | {"rows": named(header, rows)})


def _map_rows(opinions: Opinions) -> Iterator[Row]:
    names = {group["group"]: group["name"] for group in opinions.result["groups"]}
    for cluster in opinions.result["clusters"]:
        yield names[cluster["group"]], cluster["x"], cluster["y"], shown(cluster["size"])


def _reading_rows(opinions: Opinions) -> Iterator[Row]:
    """All votes on a reading that count (its counters, until there is a map), and then those of
    each camp."""
    names = {group["group"]: group["name"] for group in opinions.result["groups"]}
    for reading, item in opinions.items:
        first = (reading.question.slug, reading.pk, reading.statement)
        for line in (item, *item["groups"]):
            counts = shown_with_total(line[stance] for stance in Stance)
            camp = names[line["group"]] if "group" in line else ""
            yield (*first, camp, *counts)


def _agreement_rows(opinions: Opinions) -> Iterator[Row]:
    for pair in opinions.result["agreement"]:
        if pair["of"] in opinions.readings and pair["also"] in opinions.readings:
            yield pair["of"], pair["also"], shown(pair["n"]), shown(pair["both"])


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Opinions], Iterable[Row]]]] = {
    "map": (("camp", "x", "y", "readers"), _map_rows),
    "readings": (
        ("question", "reading", "statement", "camp", *Stance.values, "votes"),
        _reading_rows,
    ),
    "agreement": (("of_those_who_accept", "reading", "readers", "accept_it"), _agreement_rows),
}
