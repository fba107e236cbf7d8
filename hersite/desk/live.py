"""What readers see, and what they will see by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from discussions.models import Question
from discussions.views.ratings import Totals, load_totals
from explainer.models import Edition, Explanation
from hersite.desk.drafts import draft_url

SHOWN = 12


@dataclass(frozen=True)
class Live:
    """An explanation that was published: its newest edition, the stars of its readers, and how many
    comments all its questions have."""

    edition: Any
    url: str
    rating: Totals
    comments: int

    @property
    def explanation(self) -> Explanation:
        return self.edition.explanation


@dataclass(frozen=True)
class Published:
    """``scheduled`` as (edition, address), what comes next first; ``live`` the newest first, with
    those that were withdrawn; ``more`` where not all of these are shown."""

    scheduled: list[tuple[Edition, str]]
    live: list[Live]
    more: bool


def load_published() -> Published:
    waiting = Edition.objects.scheduled().select_related("explanation", "editor", "lead_picture")
    scheduled = [(edition, draft_url(edition)) for edition in waiting[:SHOWN]]
    editions = list(_newest()[: SHOWN + 1])
    shown = editions[:SHOWN]
    ratings = load_totals([edition.explanation.slug for edition in shown])
    live = [
        Live(edition, _url(edition), ratings[edition.explanation.slug], edition.comments)
        for edition in shown
    ]
    return Published(scheduled, live, len(editions) > SHOWN)


def _newest() -> QuerySet[Any]:
    asked = Question.objects.filter(explanation=OuterRef("explanation")).order_by()
    comments = asked.values("explanation").annotate(total=Sum("comment_count")).values("total")
    rows = Edition.objects.newest().for_lists().select_related("explanation__withdrawal")
    rows = rows.select_related("explanation__film", "lead_picture", "explanation__withdrawal")
    return rows.annotate(comments=Coalesce(Subquery(comments), 0)).order_by("-publish_at", "-pk")


def _url(edition: Edition) -> str:
    return reverse("admin:explainer_explanation_change", args=[edition.explanation_id])
