from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Appeal(models.Model):
    """An author asks once for a decision to be looked at again, by another moderator where there
    is one."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("the decision stands")
        OVERTURNED = "overturned", _("the decision is taken back")

    decision = models.OneToOneField(
        "discussions.Decision", models.PROTECT, related_name="appeal", verbose_name=_("decision")
    )
    text = models.TextField(_("why it should be looked at again"), max_length=1_000)
    at = models.DateTimeField(_("when"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.get_outcome_display() or '–'}"
