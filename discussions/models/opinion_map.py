from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# So many new ballots call for a new map, or so large a share of those that the last is made from.
NEW_BALLOTS, NEW_SHARE = 20, 0.02
KEPT = 20
# What was called for or begun so long ago will not come: its process has ended.
GIVEN_UP = timedelta(hours=1)


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


class MapWatchQuerySet(models.QuerySet["MapWatch"]):
    def call(self) -> bool:
        """Ask for the job, where nobody has lately; whether it has to be called for now."""
        now = timezone.now()
        due = self.filter(Q(called_at=None) | Q(called_at__lt=now - GIVEN_UP))
        return due.update(called_at=now) > 0


class MapWatch(models.Model):
    """How many ballots have changed something since the last map of an explanation, and how many
    call for the next. Whoever sets ``called_at`` asks for the job; the job empties it.

    ``ballots`` counts those of all members, since that costs nothing; the job finds out how many
    of them enter a map (``discussions.opinions.job``).
    """

    explanation = models.OneToOneField(
        "explainer.Explanation", models.PROTECT, primary_key=True, related_name="map_watch"
    )
    ballots = models.PositiveIntegerField(default=0)
    enough = models.PositiveIntegerField(default=NEW_BALLOTS)
    called_at = models.DateTimeField(null=True)
    # Since when a process is at it, and when one last was.
    working_since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)

    objects = MapWatchQuerySet.as_manager()

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
        return rows.filter(ballots__gte=F("enough")).call()

    def begin(self) -> bool:
        """Claim the work on this map; False where another process is at it."""
        now = timezone.now()
        free = Q(working_since=None) | Q(working_since__lt=now - GIVEN_UP)
        rows = type(self).objects.filter(free, pk=self.pk)
        if not rows.update(working_since=now):
            return False
        self.refresh_from_db()
        return True

    def done(self, new: int, enough: int) -> None:
        """The ballots that were there at the beginning have been looked at: ``new`` of them wait
        for the next map, which ``enough`` call for. Those that came meanwhile stay."""
        type(self).objects.filter(pk=self.pk).update(
            ballots=F("ballots") - self.ballots + min(new, self.ballots), enough=enough,
            called_at=None, looked_at=self.working_since,
        )  # fmt: skip

    def end(self) -> None:
        """Another process may go to work on it."""
        type(self).objects.filter(pk=self.pk, working_since=self.working_since).update(
            working_since=None
        )
