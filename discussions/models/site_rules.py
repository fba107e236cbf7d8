from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from hersite.audit.state import Audited
from hersite.freshness import OnEveryPage


class Mode(models.TextChoices):
    """Who reads a comment before everybody does; or that nothing is posted any more."""

    PRE = "pre", _("every comment waits for approval")
    HOLD_NEW = "hold-new", _("newcomers’ comments wait for approval")
    POST = "post", _("comments appear at once")
    CLOSED = "closed", _("closed: nothing is posted")


class SiteRules(OnEveryPage):
    """The one row of rules for the whole site."""

    audited = Audited(only=("mode",))

    mode = models.CharField(
        _("moderation"), max_length=8, choices=Mode, default=Mode.HOLD_NEW,
        help_text=_("For every question that says nothing else. “Closed” closes all of them."),
    )  # fmt: skip
    # Since when the queue is too long; see discussions.moderation.tension.
    tight_since = models.DateTimeField(null=True, editable=False)
    # Raised by every change of a word rule; what is compiled of them holds for one number.
    words_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("rules of the site")
        verbose_name_plural = _("rules of the site")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_rules")]

    def __str__(self) -> str:
        return str(self.get_mode_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> SiteRules:
        """As they are now; those of a new site where nothing was ever said."""
        return cls.objects.first() or cls(pk=1)


def site_mode() -> Coalesce:
    """For a query: the site's own mode; that of a new site where nothing was ever said."""
    said = models.Subquery(SiteRules.objects.filter(pk=1).values("mode"))
    return Coalesce(said, models.Value(SiteRules().mode))
