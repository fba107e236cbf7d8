"""What waits for somebody: only what they may act on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from discussions.models import Comment, Flag, Review
from discussions.moderation.queue import queue_for
from discussions.moderation.readings import load_waiting_readings, may_decide
from explainer.models import Edition, Picture
from hersite.desk.drafts import draft_url, overtaken

if TYPE_CHECKING:
    from discussions.models import Member

# An edition that goes live by itself so soon is worth a last look.
SOON = timedelta(hours=24)
REPORTS = "admin:discussions_flag_changelist"
MANY, FEW = 100, 5


@dataclass(frozen=True)
class Wait:
    """``number`` things that wait for the same; ``since`` when the oldest does, ``at`` what happens
    by itself and when."""

    text: str
    url: str
    number: int = 1
    since: datetime | None = None
    at: datetime | None = None


def waits_for(user: Member, now: datetime) -> Iterator[Wait]:
    if user.is_moderator:
        yield from _queue(user)
        yield from _single_reports()
    if may_decide(user):
        yield from _readings()
    if user.has_perm("explainer.change_edition"):
        yield from _overtaken(user)
        yield from _going_live(now)
    if user.has_perm("explainer.change_picture"):
        yield from _pictures()
    if user.has_perm("django_tasks_database.view_dbtaskresult"):
        yield from _failed_jobs()


def _queue(user: Member) -> Iterator[Wait]:
    """Comments that wait, by why they do."""
    rows = queue_for(user).order_by().values_list("cause")
    found = {
        cause: (number, oldest)
        for cause, number, oldest in rows.annotate(Count("pk"), Min("opened_at"))
    }
    for cause in Review.Cause:
        if cause in found:
            number, oldest = found[cause]
            yield Wait(_in_words(cause, number), reverse("discussions:queue"), number, oldest)


def _in_words(cause: Review.Cause, number: int) -> str:
    if cause == Review.Cause.HELD:
        said = ngettext("%(n)d comment held back", "%(n)d comments held back", number)
    elif cause == Review.Cause.REPORTS:
        said = ngettext("%(n)d comment reported", "%(n)d comments reported", number)
    else:
        said = ngettext("%(n)d appeal", "%(n)d appeals", number)
    return said % {"n": number}


def _single_reports() -> Iterator[Wait]:
    """Those that are too few to bring a comment into the queue."""
    queued = Review.objects.open().filter(comment=OuterRef("comment"))
    # Asked of each report: a join would begin with all comments in that state.
    visible = Comment.objects.visible().filter(pk=OuterRef("comment"))
    reports = Flag.objects.filter(~Exists(queued), Exists(visible), upheld=None)
    # No more are counted than somebody would look through.
    number = reports[:MANY].count()
    if number:
        said = ngettext("%(n)d report by one reader", "%(n)d reports by one reader each", number)
        yield Wait(said % {"n": number}, f"{reverse(REPORTS)}?stands=yes", number)


def _readings() -> Iterator[Wait]:
    waiting = load_waiting_readings()
    if waiting.number:
        said = ngettext("%(n)d proposed reading", "%(n)d proposed readings", waiting.number)
        words = said % {"n": waiting.number}
        yield Wait(words, reverse("discussions:proposals"), waiting.number, waiting.oldest)


def _overtaken(user: Member) -> Iterator[Wait]:
    """Their own drafts that can't go live as they are."""
    for draft in overtaken(Edition.objects.drafts().filter(editor=user)):
        words = {"title": draft.title, "number": draft.current_number}
        said = _("Your draft “%(title)s”: edition %(number)d went live after it was begun")
        yield Wait(said % words, draft_url(draft))


def _going_live(now: datetime) -> Iterator[Wait]:
    for edition in Edition.objects.scheduled().filter(publish_at__lte=now + SOON):
        said = _("“%(title)s” goes live by itself") % {"title": edition.title}
        yield Wait(said, draft_url(edition), at=edition.publish_at)


def _pictures() -> Iterator[Wait]:
    """Uploads that nothing can be made of; the first few."""
    for picture in Picture.objects.failed().order_by("pk")[:FEW]:
        words = {"number": picture.pk, "why": picture.failure}
        said = _("Picture %(number)d can’t be shown: %(why)s") % words
        yield Wait(said, reverse("admin:explainer_picture_change", args=[picture.pk]))


def _failed_jobs() -> Iterator[Wait]:
    number = DBTaskResult.objects.failed().count()
    if number:
        said = ngettext("%(n)d job failed", "%(n)d jobs failed", number) % {"n": number}
        page = reverse("admin:django_tasks_database_dbtaskresult_changelist")
        yield Wait(said, f"{page}?status__exact=FAILED", number)
