from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hersite.audit.state import Audited
from hersite.meta import absolute

VALID_FOR = timedelta(days=7)
# For so long one can see who had a link that has ended; then the name is forgotten.
LISTED_FOR = timedelta(days=30)
_SALT = "explainer.preview_link"


class PreviewLink(models.Model):
    """Lets somebody without an account read a draft, as it is saved when they open it, for seven
    days or until the link is revoked."""

    # Whoever it is for is nobody of the site.
    audited = Audited(without=("reader",))

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

    def get_absolute_url(self) -> str:
        return reverse("pages:draft", args=[self.token])

    @property
    def url(self) -> str:
        """With scheme and host, to be sent to somebody."""
        return absolute(self.get_absolute_url())

    @property
    def ends_at(self) -> datetime:
        return self.made_at + VALID_FOR

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.ends_at

    def revoke(self) -> None:
        """From now on it leads nowhere; who revokes it again changes nothing."""
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])

    @classmethod
    def forget_old(cls) -> None:
        cls.objects.filter(made_at__lt=timezone.now() - VALID_FOR - LISTED_FOR).delete()

    @classmethod
    def find(cls, token: str) -> PreviewLink | None:
        """The one of that address, valid or not; None where nobody made it."""
        try:
            pk = signing.Signer(salt=_SALT).unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.filter(pk=pk).first()
