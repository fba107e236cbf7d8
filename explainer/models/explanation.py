from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hersite.audit.state import Audited
from hersite.freshness import ALL, OnEveryPage, opinions, ratings, read_versions
from hersite.freshness import explanation as explanation_scope
from hersite.memory import Memory
from hersite.slugs import KeepsItsAddresses

if TYPE_CHECKING:
    from discussions.models import Member
    from explainer.models.edition import Edition


# Of explanations by version: whether it is live, and until when that holds.
_live: Memory[tuple[bool, datetime]] = Memory(most=2_000)


class Explanation(KeepsItsAddresses):
    """The identity of an editorial page. Ratings, questions and links hold on to it; what it
    says is in its editions."""

    class Kind(models.TextChoices):
        EXPLANATION = "explanation", _("explanation")
        NOTE = "note", _("note")

    audited = Audited(rows=("withdrawal", "see_also_links"))

    film = models.ForeignKey("explainer.Film", models.PROTECT, related_name="explanations")
    slug = models.SlugField(
        _("slug"),
        unique=True,
        max_length=100,
        help_text=_(
            "Stands in the address and must not give the ending away. Where it is changed, links "
            "to the old address keep working."
        ),
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.EXPLANATION)
    author_line = models.CharField(_("author line"), max_length=200, default="the editors")
    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    see_also = models.ManyToManyField(
        "self", through="explainer.SeeAlso", symmetrical=False, related_name="seen_from"
    )

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ["film__title", "kind", "slug"]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("pages:explanation", args=[self.slug])

    @staticmethod
    def scopes_of(slug: str) -> tuple[str, ...]:
        return (opinions(slug), ratings(slug), explanation_scope(slug))

    @property
    def is_live(self) -> bool:
        """Whether readers can see it; known until something changes that every page shows, or the
        clock brings the next edition."""
        key = (self.pk, read_versions((ALL,)))
        known = _live.get(key)
        if known is None or known[1] <= timezone.now():
            waiting = self.editions.next_publication() or datetime.max.replace(tzinfo=UTC)
            known = (self.live_edition is not None, waiting)
            _live.put(key, known)
        return known[0]

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    @property
    def live_edition(self) -> Edition | None:
        """The edition that readers see now; None before the first one and after a withdrawal."""
        return self.editions.live().first()

    @property
    def current_edition(self) -> Edition | None:
        """The edition published last: what readers see, or would see if it weren't withdrawn."""
        return self.editions.newest().first()

    @property
    def scheduled_edition(self) -> Edition | None:
        """The one that waits for its moment; there is one at most."""
        return self.editions.scheduled().first()

    @transaction.atomic
    def new_edition(self, by: Member | None = None, *, source: Edition | None = None) -> Edition:
        """A draft that starts as a copy of the current edition, or of another one of this
        explanation; empty where nothing was ever published. It is based on the current one all the
        same, so that publishing it undoes nothing unseen."""
        current = self.current_edition
        draft = self.editions.model(
            explanation=self, number=self._next_number(), based_on=current, editor=by
        )
        source = source or current
        if source is None:
            draft.save()
            return draft
        for name in draft.WRITTEN:
            setattr(draft, name, getattr(source, name))
        draft.save()
        for section in source.sections.all():
            section.copy_to(draft)
        return draft

    def _next_number(self) -> int:
        self.lock()
        highest = self.editions.aggregate(highest=models.Max("number"))["highest"]
        return (highest or 0) + 1

    def lock(self) -> None:
        """Until the transaction ends no other edition of it gets a number, goes live or waits."""
        Explanation.objects.select_for_update().get(pk=self.pk)


class SeeAlso(OnEveryPage):
    """A link from one explanation to another, in an editor's order."""

    explanation = models.ForeignKey(Explanation, models.CASCADE, related_name="see_also_links")
    other = models.ForeignKey(
        Explanation, models.CASCADE, related_name="+", verbose_name=_("see also")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("see also")
        verbose_name_plural = _("see also")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["explanation", "other"], name="see_also_once"),
            models.CheckConstraint(
                condition=~models.Q(explanation=models.F("other")), name="see_also_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.explanation} → {self.other}"
