"""Which comments moved readers, and from where to where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from discussions.models import Comment, Stance, VoteChange


@dataclass(frozen=True)
class Move:
    """So many readers went from one stance to another."""

    number: int
    previous: str
    stance: str

    @property
    def words(self) -> tuple[str, str]:
        """Where they stood and where they stand now, as a sentence goes on with it."""
        return str(Stance(self.previous).label).lower(), str(Stance(self.stance).label).lower()


def tell_moves(comments: Iterable[Comment]) -> None:
    """Give each of them what it moved, the most first. One statement, and none where no comment
    moved anybody."""
    moving = [comment for comment in comments if comment.moved_count]
    if not moving:
        return
    given = VoteChange.objects.filter(credited__in=moving, member__suspended_until=None)
    found: dict[int, list[Move]] = defaultdict(list)
    rows = given.order_by().values_list("credited", "previous", "stance")
    for comment, previous, stance, number in rows.annotate(number=Count("pk")):
        found[comment].append(Move(number, previous, stance))
    for comment in moving:
        comment.moves = sorted(found[comment.pk], key=lambda m: (-m.number, m.previous, m.stance))
