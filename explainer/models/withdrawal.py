from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hersite.freshness import OnEveryPage


class Withdrawal(OnEveryPage):
    """An explanation that was taken back: its page answers 410 and says why."""

    explanation = models.OneToOneField(
        "explainer.Explanation", models.CASCADE, related_name="withdrawal"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, null=True
    )
    at = models.DateTimeField(_("withdrawn"), default=timezone.now, editable=False)
    reason = models.CharField(_("reason"), max_length=300, help_text=_("Readers see it."))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return f"{self.explanation}: {self.reason}"
