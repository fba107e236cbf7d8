"""What the page and its downloads are made from: the newest map, or counts until there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from discussions.models import Interpretation, Question, Stance
from explainer.models import Edition
from hersite.freshness import Freshness, opinions, results, watch
from hersite.memory import Memory
from hersite.spoils import Spoils

# Slugs of questions by explanation and version of its map; see ``watch_opinions``.
_counted: Memory[tuple[str, ...]] = Memory(most=500)


@dataclass(frozen=True)
class Opinions:
    """``result`` as ``OpinionMap`` stores it; ``readings`` are those of its items that are open, by
    their keys, in the order of their questions. ``made_at`` is None as long as no map was made."""

    edition: Edition
    result: Mapping[str, Any]
    readings: dict[int, Interpretation]
    made_at: datetime | None

    @property
    def is_map(self) -> bool:
        return bool(self.result["state"] == "map")

    @property
    def items(self) -> list[tuple[Interpretation, Mapping[str, Any]]]:
        """Each open reading with its figures."""
        figures = {item["id"]: item for item in self.result["items"]}
        return [(reading, figures[key]) for key, reading in self.readings.items()]

    @property
    def voted_on(self) -> int:
        """How many readings the map is made from: those that anybody has voted on."""
        items = self.result["items"]
        return sum(1 for item in items if any(item[stance] for stance in Stance))

    @property
    def spoils(self) -> Spoils:
        scopes = {reading.question.spoils for reading in self.readings.values()}
        return Spoils.widest(self.edition.spoils, *scopes)


def watch_opinions(request: HttpRequest, slug: str) -> Freshness:
    """As long as no map was made, the page counts the votes itself, and changes with each."""
    freshness = watch(request, opinions(slug))
    key = (slug, freshness.versions)
    counted = _counted.get(key)
    if counted is None:
        asked = Question.objects.filter(explanation__slug=slug, general=False)
        slugs = asked.filter(explanation__opinion_maps=None).values_list("slug", flat=True)
        counted = tuple(slugs)
        _counted.put(key, counted)
    return watch(request, opinions(slug), *map(results, counted)) if counted else freshness


def load_opinions(slug: str) -> Opinions:
    """Http404 where no such explanation is live."""
    live = Edition.objects.live().select_related("explanation__film", "lead_picture")
    edition = get_object_or_404(live, explanation__slug=slug)
    newest = edition.explanation.opinion_maps.order_by("-id").first()
    asked = Interpretation.objects.open().filter(question__explanation=edition.explanation_id)
    rows = asked.select_related("question").order_by("question__order", "question", "order", "id")
    readings = {reading.pk: reading for reading in rows}
    if newest is None:
        return Opinions(edition, _counts(readings), readings, None)
    mapped = {item["id"] for item in newest.result["items"]}
    known = {key: reading for key, reading in readings.items() if key in mapped}
    return Opinions(edition, newest.result, known, newest.made_at)


def _counts(readings: Mapping[int, Interpretation]) -> dict[str, Any]:
    """The public counters in the form of a result that is no map."""
    items = [
        {"id": key, "agree": r.agree, "disagree": r.disagree, "unsure": r.unsure, "groups": []}
        for key, r in readings.items()
    ]
    votes = sum(r.agree + r.disagree + r.unsure for r in readings.values())
    return {"state": "few" if votes else "none", "items": items, "groups": [], "clusters": [],
            "agreement": [], "voters": 0, "votes": votes}  # fmt: skip
