from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from explainer.models.picture import Picture
from explainer.models.publishing import Publishing
from explainer.pictures.texts import pictures_of
from hersite.audit.state import Audited
from hersite.spoils import Spoils


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self, at: datetime | None = None) -> EditionQuerySet:
        """What readers see now, or at that moment: of each explanation the newest published
        edition, unless it is withdrawn."""
        return self.newest(at).filter(explanation__withdrawal=None)

    def newest(self, at: datetime | None = None) -> EditionQuerySet:
        """Of each explanation the edition published last, also where it is withdrawn."""
        newest = (
            Edition.objects.filter(
                explanation=OuterRef("explanation"), publish_at__lte=at or timezone.now()
            )
            .order_by("-publish_at", "-number")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))

    def for_lists(self) -> EditionQuerySet:
        """All that a line in a list shows: the film, the picture, when it first came out."""
        first = (
            Edition.objects.filter(explanation=OuterRef("explanation"))
            .order_by("publish_at")
            .exclude(publish_at=None)
            .values("publish_at")[:1]
        )
        return self.select_related("explanation__film", "lead_picture").annotate(
            first_published=Subquery(first), last_major=_last_major(OuterRef("explanation"))
        )

    def next_publication(self) -> datetime | None:
        """When the next of them goes live by itself; None where none waits."""
        return self.scheduled().values_list("publish_at", flat=True).first()

    def scheduled(self) -> EditionQuerySet:
        return self.filter(publish_at__gt=timezone.now()).order_by("publish_at")

    def unpublished(self) -> EditionQuerySet:
        """Those that readers have never seen: drafts and what is scheduled."""
        return self.exclude(publish_at__lte=timezone.now())

    def drafts(self) -> EditionQuerySet:
        return self.filter(publish_at=None)


def _last_major(explanation: OuterRef) -> Subquery:
    """When the newest edition came out that is no minor correction."""
    major = Edition.objects.filter(
        explanation=explanation, publish_at__lte=timezone.now(), minor=False
    )
    return Subquery(major.order_by("-publish_at", "-number").values("publish_at")[:1])


class Edition(Publishing):
    """One version of an explanation's words and pictures. Live is the latest ``publish_at`` that
    has passed. A published edition is never altered: a correction is a new edition."""

    audited = Audited(
        without=("editor", "created_at", "lock_version", "source_digest"),
        rows=("sections", "preview_links"),
    )

    # What an editor writes about the whole of it, and a new edition begins with.
    WRITTEN = ("title", "standfirst", "spoils", "lead_picture")
    WORDS_PER_MINUTE = 230

    explanation = models.ForeignKey(
        "explainer.Explanation", models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    title = models.CharField(_("title"), max_length=150)
    standfirst = models.CharField(
        _("standfirst"),
        max_length=300,
        help_text=_("Shown in lists and cards: it gives nothing away."),
    )
    spoils = models.CharField(
        _("the text gives away"), max_length=7, choices=Spoils, default=Spoils.ENDING
    )
    lead_picture = models.ForeignKey(
        "explainer.Picture", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("lead picture"),
    )  # fmt: skip
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    minor = models.BooleanField(
        _("minor correction"), default=False, help_text=_("Keeps the “updated” date as it was.")
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="+",
    )  # fmt: skip
    # Raised by every save of a draft: the second of two editors is told instead of overwriting.
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    # Annotated by for_lists().
    first_published: datetime | None
    last_major: datetime | None

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["explanation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["explanation", "number"], name="edition_number_once")
        ]
        indexes = [
            models.Index(fields=["explanation", "-publish_at", "-number"], name="edition_live")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def word_count(self) -> int:
        """Of all sections: whatever stands between spaces."""
        return sum(len(section.body.split()) for section in self.sections.all())

    @cached_property
    def pictures_in_texts(self) -> dict[int, Picture]:
        """Those that its sections name by their numbers, for the page that shows it."""
        return pictures_of(section.body_html for section in self.sections.all())

    @property
    def reading_minutes(self) -> int:
        """Whole minutes at 230 words each, at least one. A half is rounded up."""
        rounded_up = self.word_count + self.WORDS_PER_MINUTE // 2
        return max(1, rounded_up // self.WORDS_PER_MINUTE)

    def date_as_if_published(self, moment: datetime) -> None:
        """Give an edition that readers haven't seen the dates that its page will have once it
        goes live then. For rows of ``for_lists``."""
        self.first_published = min(self.first_published or moment, moment)
        if not self.minor:
            self.last_major = moment

    @property
    def updated(self) -> datetime | None:
        """When readers last got something new; None where only the first edition did. For rows of
        ``for_lists``."""
        return self.last_major if self.last_major != self.first_published else None

    @property
    def modified(self) -> datetime | None:
        """For feeds and search engines, which need a moment: a minor correction is none."""
        return self.last_major or self.first_published
