from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from discussions.models import Member
    from explainer.models.edition import Edition

# How often an open page says so; browsers hold back a tab that nobody looks at to once a minute. So
# one lost word doesn't make its editor vanish.
TOLD_EVERY = timedelta(seconds=20)
GONE_AFTER = timedelta(minutes=2)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def now(self) -> PresenceQuerySet:
        """Of those who were heard of in the last two minutes, with their members."""
        recent = self.filter(seen_at__gt=timezone.now() - GONE_AFTER)
        return recent.select_related("member").order_by("member__username")

    def others(self, member: Member) -> PresenceQuerySet:
        return self.now().exclude(member=member)

    def tell(self, edition: Edition, member: Member) -> None:
        """The member has it open now. Rows of those who went without a word go with that."""
        now = timezone.now()
        self.filter(seen_at__lte=now - GONE_AFTER).delete()
        # One statement: two tabs may say so at once.
        Presence.objects.bulk_create(
            [Presence(edition=edition, member=member, seen_at=now)],
            update_conflicts=True,
            unique_fields=["edition", "member"],
            update_fields=["seen_at"],
        )


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

    @property
    def gone_at(self) -> datetime:
        """When nobody is told of it any more, unless it is heard of again."""
        return self.seen_at + GONE_AFTER
