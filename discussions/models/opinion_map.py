from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# So many new ballots call for a new map, or so large a share of those that the last is made from.
NEW_BALLOTS, NEW_SHARE = 20, 0.02
KEPT = 20


class OpinionMap(models.Model):
    """Where readers stand on all readings of an explanation, as computed once. Rows are never
    altered; the last twenty of an explanation are kept. ``result`` is described in
    ``discussions.opinions.make``."""

    explanation = models.ForeignKey(
        "explainer.Explanation", models.PROTECT, related_name="opinion_maps", db_index=False
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # The votes of members who count, at that moment.
    votes = models.PositiveIntegerField(_("votes"))
    result = models.JSONField(_("result"))

    class Meta:
        verbose_name = _("opinion map")
        verbose_name_plural = _("opinion maps")
        ordering = ["-id"]
        indexes = [models.Index(fields=["explanation", "-id"], name="opinion_map_newest")]

    def __str__(self) -> str:
        return f"{self.explanation}: {self.made_at:%Y-%m-%d %H:%M}"


class MapWatch(models.Model):
    """How many ballots have changed something since the last map of an explanation, and how many
    call for the next. Whoever sets ``called_at`` asks for the job; the job empties it."""

    explanation = models.OneToOneField(
        "explainer.Explanation", models.PROTECT, primary_key=True, related_name="map_watch"
    )
    ballots = models.PositiveIntegerField(default=0)
    enough = models.PositiveIntegerField(default=NEW_BALLOTS)
    called_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ballots since the last map")
        verbose_name_plural = _("ballots since the last map")

    def __str__(self) -> str:
        return f"{self.explanation_id}: {self.ballots} of {self.enough}"

    @classmethod
    def count_ballot(cls, explanation: int) -> bool:
        """One more, in the transaction that stores it; whether the job is to be called for now."""
        rows = cls.objects.filter(pk=explanation)
        if not rows.update(ballots=F("ballots") + 1):
            cls.objects.get_or_create(pk=explanation)
            rows.update(ballots=F("ballots") + 1)
        due = rows.filter(ballots__gte=F("enough"), called_at=None)
        return due.update(called_at=timezone.now()) > 0
