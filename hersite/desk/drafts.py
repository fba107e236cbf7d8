"""What is being written, by its age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from explainer.models import Edition
from hersite.models import StaffAction
from hersite.svg import short

if TYPE_CHECKING:
    from discussions.models import Member

SHOWN = 12
# The longest bar, in units of its picture: that of the oldest draft, or of a fortnight where none
# is as old, so that a bar that fills its line means a draft to look after.
WIDTH = 100
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Draft:
    """One of them. ``saved_at`` is None for what was begun and never saved, ``overtaken_by`` the
    number of an edition that went live after it was begun; ``bar`` is the length of its age."""

    edition: Edition
    url: str
    saved_at: datetime | None
    overtaken_by: int | None
    mine: bool
    bar: str


@dataclass(frozen=True)
class Drafts:
    """The oldest first, so that what was forgotten comes up; ``more`` where not all are shown."""

    drafts: list[Draft]
    more: bool
    width = WIDTH


def load_drafts(user: Member) -> Drafts:
    rows = with_current(Edition.objects.drafts()).select_related("explanation", "editor")
    editions = list(rows.order_by("created_at", "pk")[: SHOWN + 1])
    shown = editions[:SHOWN]
    saved = _saved(shown)
    now = timezone.now()
    longest = max([FORTNIGHT, *(now - edition.created_at for edition in shown)])
    drafts = [
        Draft(
            edition,
            draft_url(edition),
            saved.get(str(edition.pk)),
            edition.current_number if _is_overtaken(edition) else None,
            edition.editor_id == user.pk,
            short(WIDTH * ((now - edition.created_at) / longest)),
        )
        for edition in shown
    ]
    return Drafts(drafts, len(editions) > SHOWN)


def with_current(editions: QuerySet[Edition]) -> QuerySet[Any]:
    """Each with the key and the number of the edition published last, whether withdrawn or not."""
    current = Edition.objects.newest().filter(explanation=OuterRef("explanation"))
    return editions.annotate(
        current=Subquery(current.values("pk")[:1]),
        current_number=Subquery(current.values("number")[:1]),
    )


def overtaken(drafts: QuerySet[Edition]) -> QuerySet[Any]:
    """Those that ``check_base`` refuses."""
    other = Q(based_on=None) | ~Q(based_on=F("current"))
    return with_current(drafts).filter(other).exclude(current=None).order_by("created_at", "pk")


def _is_overtaken(edition: Any) -> bool:
    return edition.current is not None and edition.current != edition.based_on_id


def _saved(editions: list[Any]) -> dict[str, datetime]:
    """When somebody last saved each of them, as it is on record."""
    keys = [str(edition.pk) for edition in editions]
    saves = StaffAction.objects.filter(
        kind=Edition._meta.label_lower, key__in=keys, verb=StaffAction.Verb.CHANGE
    )
    return dict(saves.order_by().values_list("key").annotate(Max("at")))


def draft_url(edition: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[edition.pk])
