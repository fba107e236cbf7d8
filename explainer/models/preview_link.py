from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

VALID_FOR = timedelta(days=7)
_SALT = "explainer.preview_link"


class PreviewLink(models.Model):
    """Lets somebody without an account read a draft as it is now, for seven days or until it is
    revoked."""

    edition = models.ForeignKey("explainer.Edition", models.CASCADE, related_name="preview_links")
    reader = models.CharField(_("for whom"), max_length=100, help_text=_("Only editors see this."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.reader

    @property
    def token(self) -> str:
        """What stands in its address; nobody makes one up without the site's secret key."""
        return signing.Signer(salt=_SALT).sign(str(self.pk))

    @property
    def ends_at(self) -> datetime:
        return self.made_at + VALID_FOR

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.ends_at

    @classmethod
    def find(cls, token: str) -> PreviewLink | None:
        """The one of that address, valid or not; None where nobody made it."""
        try:
            pk = signing.Signer(salt=_SALT).unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.filter(pk=pk).first()
