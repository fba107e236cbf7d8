"""In which order comments stand, and where in it a page ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404

from discussions.models import Comment
from discussions.models.comment_query import CommentQuerySet
from discussions.models.placed import PATH_DIGITS

SORTS = {
    "best": ("-rank", "created_at", "id"),
    "new": ("-created_at", "-id"),
    "old": ("created_at", "id"),
}
DEFAULT_SORT = "best"
_CURSOR = re.compile(r"(?:(?P<rank>\d+(?:\.\d+)?(?:e-\d+)?)_)?(?P<path>(?:\d{10}){1,8})\Z")


@dataclass(frozen=True)
class SortKey:
    """Where a comment stands in every sort; in a thread, where its root does."""

    id: int
    rank: float
    created_at: datetime

    @classmethod
    def of(cls, comment: Comment | None, rank: float | None = None) -> SortKey:
        """With the rank that it had, where that is another one by now."""
        assert comment is not None
        return cls(comment.pk, comment.rank if rank is None else rank, comment.created_at)

    def after(self, sort: str) -> list[Q]:
        """Those that come later, in parts that follow each other. Most roots of a long thread have
        one rank: in one condition with the others the database would go through all of them to
        find where the page begins."""
        if sort == "new":
            earlier = Q(created_at__lt=self.created_at) | Q(id__lt=self.id)
            return [Q(created_at__lte=self.created_at) & earlier]
        later = Q(created_at__gte=self.created_at) & (
            Q(created_at__gt=self.created_at) | Q(id__gt=self.id)
        )
        return [later] if sort == "old" else [Q(rank=self.rank) & later, Q(rank__lt=self.rank)]

    def cursor(self, sort: str, path: str) -> str:
        """Of the page that goes on after the comment with this path."""
        return f"{self.rank!r}_{path}" if sort == "best" else path


def find_cursor(among: CommentQuerySet, cursor: str) -> tuple[Comment, float | None]:
    """The comment after which a page goes on, and the rank of its key when that page was made, if
    it says one: it may be another by now. Http404 for what no page of these comments gave."""
    match = _CURSOR.match(cursor)
    if not match:
        raise Http404("cursor")
    path = match["path"]
    last = among.filter(pk=int(path[-PATH_DIGITS:]), path=path).select_related("root").first()
    if last is None:
        raise Http404("cursor")
    return last, float(match["rank"]) if match["rank"] else None
