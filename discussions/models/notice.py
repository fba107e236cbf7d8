from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.member import Member
from discussions.models.mute import Mute
from hersite.markdown import mentioned

if TYPE_CHECKING:
    from discussions.models.comment import Comment
    from discussions.models.decision import Decision


class Notice(models.Model):
    """Something that a member is told on their own pages. Made in the transaction that
    stores what it tells of."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("an answer to a comment of yours")
        MENTION = "mention", _("a comment that names you")
        DECISION = "decision", _("a decision on a comment of yours")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    comment = models.ForeignKey(
        "discussions.Comment", models.PROTECT, null=True, related_name="notices"
    )
    decision = models.ForeignKey(
        "discussions.Decision", models.PROTECT, null=True, related_name="notices"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-id"]
        constraints = [
            # Hidden and shown again, a reply is told once.
            models.UniqueConstraint(
                fields=["member", "comment"],
                condition=models.Q(decision=None),
                name="one_notice_a_comment",
            )
        ]
        indexes = [models.Index(fields=["member", "-at", "-id"], name="notice_newest")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_kind_display()}"

    @classmethod
    def called(cls, body: str, parent: Comment | None) -> dict[int, Notice.Kind]:
        """Whom a text names and whom it answers, by their keys, its author perhaps among them."""
        told = {}
        if names := mentioned(body):
            named = Member.named(names).values_list("pk", flat=True)
            told = dict.fromkeys(named, cls.Kind.MENTION)
        if parent is not None:
            told[parent.author_id] = cls.Kind.REPLY
        return told

    @classmethod
    def announce(cls, comment: Comment) -> None:
        """Tell whom a comment answers and whom it names that it can be read now; once, whatever
        becomes of it. Nobody hears of those whom they muted, nor of themselves."""
        told = cls.called(comment.body, comment.parent)
        told.pop(comment.author_id, None)
        if told:
            muted = Mute.objects.filter(member__in=told, muted=comment.author_id)
            for member in muted.values_list("member", flat=True):
                told.pop(member)
            heard = set(cls.objects.filter(comment=comment).values_list("member", flat=True))
            cls._tell(
                {
                    key: {"kind": kind, "comment": comment}
                    for key, kind in told.items()
                    if key not in heard
                }
            )

    @classmethod
    def of_decision(cls, decision: Decision) -> None:
        """Tell the member whom it concerns."""
        if decision.member_id is not None:
            row = {"kind": cls.Kind.DECISION, "comment": decision.comment, "decision": decision}
            cls._tell({decision.member_id: row})

    @classmethod
    def take_back(cls, decision: Decision) -> None:
        """What was decided is undone: nobody has to read of it."""
        told, _rows = cls.objects.filter(decision=decision).delete()
        if told:
            unread = Member.objects.filter(decisions=decision, unread__gt=0)
            unread.update(unread=F("unread") - 1)

    @classmethod
    def _tell(cls, rows: dict[int, dict[str, Any]]) -> None:
        Notice.objects.bulk_create([Notice(member_id=key, **row) for key, row in rows.items()])
        # Not through ``save``: no page that others see shows the number.
        Member.objects.filter(pk__in=rows).update(unread=F("unread") + 1)
