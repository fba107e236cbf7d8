from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.decision import Rule
from hersite.audit.state import Audited


class Suspension(models.Model):
    """A member who may read and not write until a moment, and is told why. Made and ended by
    ``discussions.moderation.suspensions``, which also moves their votes."""

    # It is called after the member.
    audited = Audited(named=False)

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="suspensions",
        verbose_name=_("member"),
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    rule = models.CharField(_("rule"), max_length=9, choices=Rule)
    message = models.CharField(_("message"), max_length=500, help_text=_("The member reads it."))
    at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"))
    # When it was over: at its end, or earlier by hand.
    ended_at = models.DateTimeField(_("over since"), null=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at=None), name="one_suspension_at_a_time"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("at")), name="suspension_has_an_end"),
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="suspension_due", condition=Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.ends_at:%Y-%m-%d %H:%M}"
