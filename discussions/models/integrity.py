from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class VoteRelease(models.Model):
    """A moderator has looked at accounts that vote alike and says: this is a reader of their own,
    and counts as one on the opinion map."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="vote_release",
        verbose_name=_("member"),
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("release of votes")
        verbose_name_plural = _("releases of votes")

    def __str__(self) -> str:
        return f"{self.member}: {self.at:%Y-%m-%d %H:%M}"


class VoteReport(models.Model):
    """What a night's look at the votes found. ``findings`` is described in
    ``discussions.integrity.report``. The last thirty are kept."""

    made_at = models.DateTimeField(_("made"), default=timezone.now)
    findings = models.JSONField(_("findings"))

    class Meta:
        verbose_name = _("report on votes")
        verbose_name_plural = _("reports on votes")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
