from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from discussions.models.vote_change import VoteChange

if TYPE_CHECKING:
    from discussions.moves import Move


class MovesReaders(models.Model):
    """What can change a reader's mind: how many say that it did, but for suspended ones."""

    moved_count = models.PositiveIntegerField(_("moved"), default=0, editable=False)

    # From where to where it moved how many, set by ``discussions.moves`` for the pages that say so.
    moves: list[Move]

    class Meta:
        abstract = True


def moved_by() -> Coalesce:
    """For a query over comments: how many credits there are for each."""
    given = VoteChange.objects.filter(credited=OuterRef("pk"), member__suspended_until=None)
    counted = given.order_by().values("credited").annotate(found=Count("pk"))
    return Coalesce(Subquery(counted.values("found")), 0)


def count_moved(comments: Iterable[int]) -> None:
    """Write down anew how many each of them moved, in the transaction that changed it."""
    # Imported where it is needed: the comment is made of this.
    from discussions.models.comment import Comment

    Comment.objects.filter(pk__in=list(comments)).update(moved_count=moved_by())
