from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Pages of one question within so much time are one visit.
SAME_VISIT = timedelta(minutes=30)


class Visit(models.Model):
    """When a member was last at a question, and whether they follow it. What came after ``before``
    is new to them."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits", db_index=False
    )
    question = models.ForeignKey("discussions.Question", models.PROTECT, related_name="visits")
    # The latest page of this visit, and of the one before it.
    seen_at = models.DateTimeField(default=timezone.now)
    before = models.DateTimeField(null=True)
    follows = models.BooleanField(_("follows"), default=False)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(fields=["member", "question"], name="one_visit_each")
        ]
        indexes = [models.Index(fields=["member"], name="visit_follows", condition=Q(follows=True))]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.question_id}"
