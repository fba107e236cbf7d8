from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NameChange(models.Model):
    """What a member was shown as before, and since when as something else."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="name_changes", db_index=False
    )
    before = models.CharField(_("before"), max_length=40, blank=True)
    after = models.CharField(_("after"), max_length=40, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("change of a name")
        verbose_name_plural = _("changes of names")
        ordering = ["-at"]
        indexes = [models.Index(fields=["member", "-at"], name="name_change_latest")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
