from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.scores import wilson_interval

if TYPE_CHECKING:
    from discussions.models.member import Member


class Useful(models.Model):
    """A member found somebody else's comment useful. Set by ``Comment.mark_useful``."""

    # The constraint's index begins with it.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="useful_marks", db_index=False
    )
    comment = models.ForeignKey("discussions.Comment", models.PROTECT, related_name="useful_marks")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("useful mark")
        verbose_name_plural = _("useful marks")
        constraints = [models.UniqueConstraint(fields=["member", "comment"], name="useful_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.comment_id}"


# Younger than this, a comment is to be read and not to be judged by its score.
SCORE_HIDDEN = timedelta(hours=36)


class CanBeUseful(models.Model):
    """What readers can find useful, and what "best" sorts it by."""

    useful_count = models.PositiveIntegerField(_("useful"), default=0, editable=False)
    # Reports of it that moderators found right.
    upheld_count = models.PositiveIntegerField(default=0, editable=False)
    rank = models.FloatField(default=0, editable=False)

    if TYPE_CHECKING:
        author_id: int
        created_at: datetime
        useful_marks: Any

        def _changed(self, *, lists: bool) -> None: ...

    class Meta:
        abstract = True

    @property
    def score_shows_at(self) -> datetime:
        return self.created_at + SCORE_HIDDEN

    @property
    def shown_useful(self) -> int:
        """How many found it useful, as far as anybody is told: 0 in its first 36 hours."""
        return self.useful_count if self.score_shows_at <= timezone.now() else 0

    def mark_useful(self, member: Member) -> None:
        """The member found it useful, once. PermissionDenied on one's own."""
        if member.pk == self.author_id:
            raise PermissionDenied(_("Your own comment can't be marked as useful by you."))
        with transaction.atomic():
            _mark, created = self.useful_marks.get_or_create(member=member)
            if created:
                self._count_useful(+1)

    @transaction.atomic
    def withdraw_useful(self, member: Member) -> None:
        deleted, _rows = self.useful_marks.filter(member=member).delete()
        if deleted:
            self._count_useful(-1)

    def _count_useful(self, by: int) -> None:
        self._judge(useful=by)
        self._changed(lists=False)

    @transaction.atomic
    def count_upheld(self, by: int) -> None:
        """So many more reports of it were found right, or fewer."""
        self._judge(upheld=by)
        self._changed(lists=False)

    def _judge(self, useful: int = 0, upheld: int = 0) -> None:
        """Move the counts and with them the rank, in the transaction that stores the reason."""
        stored = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        self.useful_count = stored.useful_count + useful
        self.upheld_count = stored.upheld_count + upheld
        self.rank = rank_of(self.useful_count, self.upheld_count)
        self.save(update_fields=["useful_count", "upheld_count", "rank"])


def rank_of(useful: int, upheld: int = 0) -> float:
    """What "best" sorts by: the lower end of the 80 % Wilson interval of the share of useful marks
    among them and the reports that were found right."""
    return wilson_interval(useful, useful + upheld)[0]
