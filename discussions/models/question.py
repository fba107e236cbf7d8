from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from explainer.models import Edition
from hersite.freshness import OnEveryPage
from hersite.spoils import Spoils

if TYPE_CHECKING:
    from discussions.models.member import Member

# In mode hold-new a member is new until this many comments were approved.
APPROVED_BEFORE_FREE = 2


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> QuestionQuerySet:
        """Those whose explanation readers can see."""
        live = Edition.objects.live().filter(explanation=models.OuterRef("explanation"))
        return self.filter(models.Exists(live))

    def liveliest(self) -> QuestionQuerySet:
        """By the latest comment; those without any at the end, in the editors' order."""
        return self.order_by(models.F("last_comment_at").desc(nulls_last=True), "order", "id")


class Question(OnEveryPage):
    """What readers discuss and vote on: an open question of an explanation, or its general
    thread."""

    class Mode(models.TextChoices):
        PRE = "pre", _("every comment waits for approval")
        HOLD_NEW = "hold-new", _("newcomers' comments wait for approval")
        POST = "post", _("comments appear at once")

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
    mode = models.CharField(_("moderation"), max_length=8, choices=Mode, default=Mode.POST)
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

    @property
    def public_title(self) -> str:
        """What may stand anywhere: the safe title where the question itself gives the ending
        away."""
        return self.safe_title if self.spoils == Spoils.ENDING else self.title

    @property
    def is_closed(self) -> bool:
        return hasattr(self, "closure") or (
            self.closes_at is not None and self.closes_at <= timezone.now()
        )

    def holds(self, author: Member) -> bool:
        """Whether a new comment of this author waits for a moderator."""
        if self.mode == self.Mode.HOLD_NEW:
            return author.comments.visible()[:APPROVED_BEFORE_FREE].count() < APPROVED_BEFORE_FREE
        return self.mode == self.Mode.PRE
