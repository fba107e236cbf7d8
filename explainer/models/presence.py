from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# An open page says so every GONE_AFTER / 6, so that one lost word doesn't make its editor vanish.
GONE_AFTER = timedelta(minutes=2)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def now(self) -> PresenceQuerySet:
        """Of those who were heard of in the last two minutes."""
        return self.filter(seen_at__gt=timezone.now() - GONE_AFTER)


class Presence(models.Model):
    """An editor has a draft open, or had it until ``seen_at``."""

    edition = models.ForeignKey("explainer.Edition", models.CASCADE, related_name="presences")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["edition", "member"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.member} → {self.edition}"
