from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from discussions.models.vote_change import VoteChange

if TYPE_CHECKING:
    from discussions.moves import Move


class MovesReaders(models.Model):
    """What can change a reader's mind: how many readers say that it did, but for suspended ones."""

    moved_count = models.PositiveIntegerField(_("moved"), default=0, editable=False)

    # From where to where it moved how many, the most first; set by ``discussions.moves`` for the
    # pages that say so.
    moves: Sequence[Move] = ()

    class Meta:
        abstract = True

    @property
    def moved_otherwise(self) -> int:
        """How many moved in another direction than most did."""
        return self.moved_count - self.moves[0].number if self.moves else 0


def moved_by() -> Coalesce:
    """For a query over comments: how many readers name each of them, be it for two readings."""
    given = VoteChange.objects.filter(credited=OuterRef("pk"), member__suspended_until=None)
    counted = given.order_by().values("credited").annotate(found=Count("member", distinct=True))
    return Coalesce(Subquery(counted.values("found")), 0)


def count_moved(comments: Iterable[int]) -> None:
    """Write down anew how many each of them moved, in the transaction that changed it."""
    # Imported where it is needed: the comment is made of this.
    from discussions.models.comment import Comment

    named = Comment.objects.filter(pk__in=list(comments))
    # Locked first: of two members who name one comment, the second to be counted finds the first.
    list(named.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    named.update(moved_count=moved_by())
