from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from discussions.models.site_rules import Mode, SiteRules, site_mode
from explainer.models import Edition
from hersite.audit.state import Audited
from hersite.freshness import results, thread
from hersite.slugs import KeepsItsAddresses
from hersite.spoils import Spoils

# A question where nobody has written for so long is closed; it stays readable.
QUIET = timedelta(days=180)


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> QuestionQuerySet:
        """Those whose explanation readers can see."""
        live = Edition.objects.live().filter(explanation=models.OuterRef("explanation"))
        return self.filter(models.Exists(live))

    def with_rules(self) -> QuestionQuerySet:
        """With the site's own mode, for those that have none."""
        return self.annotate(site_mode=site_mode())

    def liveliest(self) -> QuestionQuerySet:
        """By the latest comment; those without any at the end, in the editors' order."""
        return self.order_by(models.F("last_comment_at").desc(nulls_last=True), "order", "id")


class Question(KeepsItsAddresses):
    """What readers discuss and vote on: an open question of an explanation, or its general
    thread."""

    Mode = Mode
    audited = Audited(
        without=("comment_count", "last_comment_at", "source_digest"),
        rows=("closure", "interpretations"),
    )

    explanation = models.ForeignKey(
        "explainer.Explanation", models.PROTECT, related_name="questions"
    )
    section_key = models.SlugField(
        _("section"), max_length=60, blank=True, help_text=_("Key of the section that asks it.")
    )
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    title = models.CharField(_("question"), max_length=200)
    spoils = models.CharField(
        _("the question gives away"), max_length=7, choices=Spoils, default=Spoils.NONE
    )
    safe_title = models.CharField(
        _("safe title"), max_length=200, blank=True,
        help_text=_(
            "Stands in lists, addresses and cards where the question gives the ending away."
        ),
    )  # fmt: skip
    prompt = models.TextField(_("introduction"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    leading = models.BooleanField(_("leading question"), default=False)
    general = models.BooleanField(_("general thread"), default=False)
    mode = models.CharField(
        _("moderation"), max_length=8, choices=[("", _("as on the whole site")), *Mode.choices],
        blank=True, default="",
    )  # fmt: skip
    # Quiet days are counted from the latest comment, and from here where it was opened again.
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    comment_count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    last_comment_at = models.DateTimeField(_("last comment"), null=True, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["explanation", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["explanation"], condition=Q(leading=True), name="one_leading_question"
            ),
            models.UniqueConstraint(
                fields=["explanation"], condition=Q(general=True), name="one_general_thread"
            ),
            models.CheckConstraint(
                condition=~Q(spoils=Spoils.ENDING) | ~Q(safe_title=""),
                name="safe_title_if_it_spoils",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_title

    def clean(self) -> None:
        if self.spoils == Spoils.ENDING and not self.safe_title:
            raise ValidationError(
                {"safe_title": _("A question that gives the ending away needs a safe title.")}
            )

    def get_absolute_url(self) -> str:
        return reverse("discussions:question", args=[self.slug])

    @staticmethod
    def scopes_of(slug: str) -> tuple[str, ...]:
        return (results(slug), thread(slug))

    @property
    def public_title(self) -> str:
        """What may stand anywhere: the safe title where the question itself gives the ending
        away."""
        return self.safe_title if self.spoils == Spoils.ENDING else self.title

    @cached_property
    def rules_mode(self) -> str:
        """How comments on it are moderated: its own mode, or the site's. A closed site closes it in
        any case."""
        if self.site_mode == Mode.CLOSED:
            return Mode.CLOSED
        return self.mode or self.site_mode

    @cached_property
    def site_mode(self) -> str:
        """Annotated by ``with_rules``, otherwise asked for once."""
        return SiteRules.current().mode

    @property
    def ends_at(self) -> datetime:
        """When it closes by the clock alone: at its date, or after 180 quiet days."""
        quiet = max(self.opened_at, self.last_comment_at or self.opened_at) + QUIET
        return min(quiet, self.closes_at) if self.closes_at else quiet

    @property
    def is_quiet(self) -> bool:
        """Closed because nobody has written for 180 days."""
        return self.ends_at <= timezone.now() and self.ends_at != self.closes_at

    @property
    def is_closed(self) -> bool:
        return (
            hasattr(self, "closure")
            or self.ends_at <= timezone.now()
            or self.rules_mode == Mode.CLOSED
        )

    def reopen(self) -> None:
        """Whatever closed it; where its own mode or the site's did, that is left to be changed."""
        with transaction.atomic():
            self.opened_at = timezone.now()
            if self.closes_at and self.closes_at <= self.opened_at:
                self.closes_at = None
            if hasattr(self, "closure"):
                self.closure.delete()
            self.save(update_fields=["opened_at", "closes_at"])
