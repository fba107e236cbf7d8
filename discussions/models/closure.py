from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hersite.freshness import OnEveryPage


class Closure(OnEveryPage):
    """A question closed by hand: it stays readable, nothing more is posted."""

    question = models.OneToOneField("discussions.Question", models.CASCADE, related_name="closure")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    at = models.DateTimeField(_("closed"), default=timezone.now, editable=False)
    reason = models.CharField(_("reason"), max_length=300, help_text=_("Readers see it."))

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")

    def __str__(self) -> str:
        return f"{self.question}: {self.reason}"
