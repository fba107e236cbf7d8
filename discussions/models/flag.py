from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Flag(models.Model):
    """A member's report of a comment to the moderators, once each."""

    class Reason(models.TextChoices):
        SPOILER = "spoiler", _("It gives something away without a warning")
        UNKIND = "unkind", _("It is unkind")
        OFF_TOPIC = "off-topic", _("It is off topic")
        SPAM = "spam", _("It is spam")
        OTHER = "other", _("Something else")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="flags")
    comment = models.ForeignKey("discussions.Comment", models.PROTECT, related_name="flags")
    reason = models.CharField(_("reason"), max_length=9, choices=Reason)
    note = models.CharField(_("note"), max_length=500, blank=True)
    at = models.DateTimeField(_("reported"), default=timezone.now)
    # What the moderators made of it; nothing while it is open.
    upheld = models.BooleanField(_("upheld"), null=True, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["member", "comment"], name="one_flag_each")]
        indexes = [
            models.Index(fields=["-at", "-id"], name="flag_newest"),
            models.Index(
                fields=["comment", "reason"], name="flag_open", condition=models.Q(upheld=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_reason_display()}"
