"""The reading to ask a viewer about next, across all questions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, Max, OuterRef

from discussions.models import Interpretation, OpinionMap, Question, Vote
from discussions.models.site_rules import site_mode
from discussions.opinions.priority import priority
from discussions.threads import Viewer
from hersite.memory import Memory

# Of each map, how far out its readings lie. A map is never altered.
_extremities: Memory[dict[int, float]] = Memory(most=100)


def vote_next(viewer: Viewer) -> Interpretation | None:
    """The open one on which a vote of theirs tells most, of questions that take votes; None where
    they have voted on all that they didn't propose themselves."""
    waiting = list(_open_to(viewer))
    extremity = _extremity_of({reading.question.explanation_id for reading in waiting})

    def rank(reading: Interpretation) -> tuple[float, int]:
        agree, unsure = reading.agree, reading.unsure
        votes = agree + reading.disagree + unsure
        out = extremity.get(reading.pk, 0.0)
        return priority(agree=agree, unsure=unsure, votes=votes, extremity=out), -reading.pk

    return max(waiting, key=rank, default=None)


def _open_to(viewer: Viewer) -> Iterable[Interpretation]:
    live = Question.objects.published().filter(general=False)
    rows = Interpretation.objects.open().filter(question__in=live)
    if viewer.is_authenticated:
        voted = Vote.objects.filter(interpretation=OuterRef("pk"), member=viewer.pk)
        rows = rows.filter(~Exists(voted)).exclude(proposed_by=viewer.pk)
    related = rows.select_related("question__closure").annotate(site_mode=site_mode())
    for reading in related:
        reading.question.site_mode = reading.site_mode
        if not reading.question.is_closed:
            yield reading


def _extremity_of(explanations: set[int]) -> dict[int, float]:
    """By the keys of readings, in the latest map of each explanation; those without one have
    none."""
    maps = OpinionMap.objects.filter(explanation__in=explanations).order_by()
    latest = maps.values("explanation").annotate(latest=Max("pk")).values_list("latest", flat=True)
    found = {key: _extremities.get(key) for key in latest}
    missing = [key for key, known in found.items() if known is None]
    if missing:
        for row in OpinionMap.objects.filter(pk__in=missing):
            items = row.result.get("items", [])
            found[row.pk] = {item["id"]: item["extremity"] or 0.0 for item in items}
            _extremities.put(row.pk, found[row.pk] or {})
    return {key: far for known in found.values() if known for key, far in known.items()}
