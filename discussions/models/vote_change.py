from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.vote import Stance


class Moment(models.TextChoices):
    """When a ballot was handed in, as far as the explanation is concerned."""

    BEFORE = "before", _("before reading")
    AFTER = "after", _("after reading")


class VoteChange(models.Model):
    """A ballot that was handed in, also where it said the same again. Made by
    ``Interpretation.vote`` and ``withdraw``, and never altered but for the credit.

    ``previous`` is empty where the member had no vote, ``stance`` where they took it back,
    ``moment`` where the ballot stood on the question's own page.
    """

    # An index begins with it.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="vote_changes", db_index=False
    )
    interpretation = models.ForeignKey(
        "discussions.Interpretation", models.PROTECT, related_name="changes", db_index=False
    )
    previous = models.CharField(_("before"), max_length=8, choices=Stance, blank=True)
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, blank=True)
    moment = models.CharField(_("moment"), max_length=6, choices=Moment, blank=True)
    at = models.DateTimeField(_("handed in"), default=timezone.now)
    # The comment that moved the member to this change.
    credited = models.ForeignKey(
        "discussions.Comment", models.PROTECT, null=True, related_name="credits",
        verbose_name=_("moved by"), db_index=False,
    )  # fmt: skip
    # Whence it came: a keyed hash that ``housekeeping`` takes away after 30 days.
    origin = models.CharField(max_length=16, blank=True, editable=False)

    class Meta:
        verbose_name = _("ballot handed in")
        verbose_name_plural = _("ballots handed in")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "interpretation"],
                condition=Q(credited__isnull=False),
                name="one_credit_a_reading",
            )
        ]
        indexes = [
            models.Index(fields=["interpretation", "at"], name="change_of_reading"),
            models.Index(fields=["member", "interpretation", "id"], name="change_of_member"),
            models.Index(
                fields=["interpretation", "member", "id"],
                name="change_with_moment",
                condition=~Q(moment=""),
            ),
            models.Index(
                fields=["credited"], name="change_credited", condition=Q(credited__isnull=False)
            ),
            models.Index(fields=["at"], name="change_with_origin", condition=~Q(origin="")),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.previous}-{self.stance} {self.interpretation_id}"

    @property
    def changed_sides(self) -> bool:
        """The member stood elsewhere before: neither the first vote nor a withdrawal."""
        return bool(self.previous and self.stance and self.previous != self.stance)
