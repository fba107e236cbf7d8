from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.site_rules import SiteRules
from discussions.word_rules import clean_pattern


class WordRule(models.Model):
    """Words that a moderator wants to read before others do, or that are not posted here at all.
    How they are found: ``discussions.word_rules``."""

    class Action(models.TextChoices):
        QUEUE = "queue", _("hold the comment for a moderator")
        REJECT = "reject", _("refuse it, and say why")

    pattern = models.CharField(
        _("words"), max_length=100, unique=True,
        help_text=_("A word, the beginning of one (“lamp*”), or several in a row."),
    )  # fmt: skip
    action = models.CharField(_("what happens"), max_length=6, choices=Action, default=Action.QUEUE)
    is_on = models.BooleanField(
        _("switched on"), default=False, help_text=_("Try it on the latest comments first.")
    )
    note = models.CharField(_("why"), max_length=200, blank=True)
    at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("word rule")
        verbose_name_plural = _("word rules")
        ordering = ["pattern"]

    def __str__(self) -> str:
        return self.pattern

    def clean(self) -> None:
        try:
            self.pattern = clean_pattern(self.pattern)
        except ValidationError as error:
            raise ValidationError({"pattern": error}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            _change_version()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            _change_version()
        return deleted


def _change_version() -> None:
    """What processes have compiled of the rules is out of date."""
    rules, _created = SiteRules.objects.get_or_create(pk=1)
    SiteRules.objects.filter(pk=rules.pk).update(words_version=F("words_version") + 1)
