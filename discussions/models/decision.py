from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNDO_WITHIN = timedelta(minutes=10)


class Rule(models.TextChoices):
    """The house rule that a decision names."""

    SPOILER = "spoiler", _("gives something away without a warning")
    UNKIND = "unkind", _("unkind")
    OFF_TOPIC = "off-topic", _("off topic")
    SPAM = "spam", _("spam")
    OTHER = "other", _("another reason")


class Decision(models.Model):
    """What a moderator did, or the site by itself (nobody): the log of moderation. Rows are never
    altered, but for the mark that one was undone."""

    class Action(models.TextChoices):
        APPROVE = "approve", _("approved")
        HIDE = "hide", _("hidden")
        REMOVE = "remove", _("removed")
        COVER = "cover", _("covered as a spoiler")
        FEATURE = "feature", _("featured")
        UNFEATURE = "unfeature", _("no longer featured")
        SUSPEND = "suspend", _("member suspended")
        LIFT = "lift", _("suspension lifted")
        UPHOLD = "uphold", _("appeal refused: the decision stands")
        OVERTURN = "overturn", _("appeal granted: the decision is taken back")
        OPEN = "open", _("reading opened to votes")
        MERGE = "merge", _("reading merged into another one")
        DECLINE = "decline", _("reading declined")
        RELEASE = "release", _("votes released: a reader of their own")
        TIGHTEN = "tighten", _("rules tightened: the queue was over twelve hours old")
        RELAX = "relax", _("rules relaxed: the queue is empty")

    # What takes a comment from the page.
    TAKING = (Action.HIDE, Action.REMOVE, Action.SUSPEND)

    action = models.CharField(_("decision"), max_length=9, choices=Action)
    rule = models.CharField(_("rule"), max_length=9, choices=Rule, blank=True)
    note = models.CharField(
        _("message"), max_length=500, blank=True, help_text=_("The author reads it.")
    )
    comment = models.ForeignKey(
        "discussions.Comment", models.PROTECT, null=True, related_name="decisions",
        verbose_name=_("comment"),
    )  # fmt: skip
    interpretation = models.ForeignKey(
        "discussions.Interpretation", models.PROTECT, null=True, related_name="decisions",
        verbose_name=_("reading"),
    )  # fmt: skip
    # Whom it concerns: the author of the comment, who was suspended, or who proposed the reading.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decisions",
        verbose_name=_("member"),
    )  # fmt: skip
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("moderator"),
    )  # fmt: skip
    review = models.ForeignKey(
        "discussions.Review", models.PROTECT, null=True, related_name="decisions"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    # The comment's columns before, by their names, so that it can be undone.
    before = models.JSONField(default=dict, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="decision_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_action_display()}"

    @classmethod
    def told(cls, action: str, rule: str = "") -> str:
        """In a sentence, for the record of what staff do; the message stays with the decision."""
        words = str(cls.Action(action).label).capitalize()
        return f"{words}: {Rule(rule).label}." if rule else f"{words}."

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() - self.at <= UNDO_WITHIN
