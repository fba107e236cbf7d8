from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewQuerySet(models.QuerySet["Review"]):
    def open(self) -> ReviewQuerySet:
        return self.filter(closed_at=None)

    def in_order(self) -> ReviewQuerySet:
        """What may give an ending away before all, then the oldest."""
        return self.open().order_by("-spoiler", "opened_at", "id")


class Review(models.Model):
    """A comment that waits for a moderator: one open row for each, closed by a decision."""

    class Cause(models.TextChoices):
        HELD = "held", _("held back")
        REPORTS = "reports", _("reported by readers")
        APPEAL = "appeal", _("its author appeals")

    comment = models.ForeignKey(
        "discussions.Comment", models.PROTECT, related_name="reviews", verbose_name=_("comment")
    )
    cause = models.CharField(_("cause"), max_length=7, choices=Cause)
    spoiler = models.BooleanField(_("reported as a spoiler"), default=False)
    opened_at = models.DateTimeField(_("waiting since"), default=timezone.now)
    # Who has it on the screen, so that a second moderator is told.
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=Q(closed_at=None), name="one_open_review"
            )
        ]
        indexes = [
            models.Index(
                fields=["-spoiler", "opened_at", "id"],
                name="review_queue",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["opened_at"], name="review_oldest", condition=Q(closed_at=None)),
            models.Index(fields=["-closed_at"], name="review_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_cause_display()}"
