from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Stance(models.TextChoices):
    """Where a member stands on an interpretation."""

    AGREE = "agree", _("Agree")
    DISAGREE = "disagree", _("Disagree")
    UNSURE = "unsure", _("Unsure")


class Vote(models.Model):
    """A member's stance on an interpretation: one row at most. Cast by ``Interpretation.vote``."""

    # The constraint's index begins with it.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="votes", db_index=False
    )
    # So does one of the indexes.
    interpretation = models.ForeignKey(
        "discussions.Interpretation", models.PROTECT, related_name="votes", db_index=False
    )
    stance = models.CharField(_("stance"), max_length=8, choices=Stance)
    at = models.DateTimeField(_("cast"), default=timezone.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["member", "interpretation"], name="one_vote_each")
        ]
        indexes = [
            # All that an opinion map reads, in the order in which it does.
            models.Index(fields=["interpretation", "stance", "member"], name="vote_of_reading")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.stance} {self.interpretation_id}"
