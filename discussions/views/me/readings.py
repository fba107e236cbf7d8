from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.cursors import part_of
from discussions.models import Decision, Interpretation, Member
from discussions.views.me.frame import show, signed_in
from explainer.models import Edition
from hersite.spoils import Spoils


@dataclass(frozen=True)
class Proposal:
    """A reading that the member proposed. ``spoils`` is how much its words give away; None where
    nobody can read its page at present."""

    reading: Interpretation
    decision: Decision | None
    spoils: str | None

    @property
    def ballot(self) -> Interpretation | None:
        """Where readers vote on it now, or on the one that it was merged into."""
        end: Interpretation | None = self.reading
        if self.reading.state == Interpretation.State.MERGED:
            end = self.reading.merged_into
        is_open = end is not None and end.state == Interpretation.State.OPEN
        return end if is_open and self.spoils else None


@login_required
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """What the member has proposed, and what became of it."""
    proposed = _proposed_by(signed_in(request))
    part = part_of(proposed, "proposed_at", request.GET.get("after", ""))
    context = {"proposals": [_proposal(row) for row in part.rows], "after": part.after}
    return show(request, "readings.html", _("Readings you have proposed"), context)


def _proposed_by(member: Member) -> QuerySet[Any]:
    live = Edition.objects.live().filter(explanation=OuterRef("question__explanation"))
    decisions = Prefetch("decisions", Decision.objects.order_by("-at", "-id"))
    rows = member.proposals.annotate(edition_spoils=Subquery(live.values("spoils")[:1]))
    rows = rows.select_related("question__explanation", "merged_into__question", "scene")
    return rows.prefetch_related(decisions)


def _proposal(row: Any) -> Proposal:
    spoils = row.edition_spoils and Spoils.widest(row.question.spoils, row.edition_spoils)
    return Proposal(row, next(iter(row.decisions.all()), None), spoils)
