"""For which readings a member has argued, as far as everybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from discussions.models import Comment, Interpretation, Member
from explainer.models import Edition
from hersite.spoils import Spoils

# Looked at for it, the newest: somebody's hundred thousandth comment makes no page slower.
LATEST = 1_000


@dataclass(frozen=True)
class ArguedFor:
    """``statement`` is empty where it would give something away outside its page."""

    interpretation: Interpretation
    statement: str


def load_argued_for(member: Member) -> list[ArguedFor]:
    """What their visible comments speak for, each reading once, in the order of the questions."""
    written = Comment.objects.visible().filter(author=member).order_by("-created_at", "-id")
    live = Edition.objects.live().filter(explanation=OuterRef("question__explanation"))
    readings = (
        Interpretation.objects.open()
        .filter(pk__in=written.values("supports")[:LATEST])
        .annotate(edition_spoils=Subquery(live.values("spoils")[:1]))
        .exclude(edition_spoils=None)
        .select_related("question")
        .order_by("question__explanation", "question__order", "question", "order", "id")
    )
    return [
        ArguedFor(reading, reading.statement if _is_harmless(reading) else "")
        for reading in readings
    ]


def _is_harmless(reading: Interpretation) -> bool:
    edition_spoils: str = reading.edition_spoils  # type: ignore[attr-defined]
    return Spoils.widest(reading.question.spoils, edition_spoils) == Spoils.NONE
