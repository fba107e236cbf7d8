"""How the rows of a page stand to each other: who answers whom, what hangs below what, and where
replies are folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F
from django.urls import reverse

from discussions.models import Comment
from discussions.models.comment_query import CommentQuerySet
from discussions.models.placed import PATH_DIGITS, UNFOLDED

SHOWN_DEPTH = 5


@dataclass
class Folded:
    """Stands where the replies of a comment go on that are folded away."""

    comment: int
    path: str
    number: int
    level: int = 0

    @property
    def url(self) -> str:
        return f"{reverse('discussions:branch', args=[self.comment])}#thread"


Row = Comment | Folded


def join(comments: list[Comment]) -> None:
    """Give each the comment that it answers: one of the page, or read for it."""
    answered = {comment.pk: comment for comment in comments}
    missing = {c.parent_id for c in comments if c.parent_id and c.parent_id not in answered}
    if missing:
        answered |= Comment.objects.answered(missing).in_bulk()
    for comment in comments:
        if comment.parent_id:
            comment.parent = answered[comment.parent_id]


def nest(rows: Iterable[Row]) -> None:
    """Say of each in how many lists it stands, at most five."""
    ancestors: list[str] = []
    for row in rows:
        while ancestors and not row.path.startswith(ancestors[-1]):
            ancestors.pop()
        row.level = min(len(ancestors) + 1, SHOWN_DEPTH)
        if isinstance(row, Comment):
            ancestors.append(row.path)


def with_folds(
    comments: list[Comment], following: str, gone: CommentQuerySet | None, top: Comment | None
) -> list[Row]:
    """The comments, and after the last row below each that has folded replies a word of those.

    ``following`` is the path of the row that comes after the page, empty where none does. ``top``
    is the comment whose own page it is: of that one nothing is folded here. ``gone`` are the rows
    that no thread shows, None where there are none.
    """
    rows: list[Row] = []
    folds: list[Folded] = []
    above = _above(comments, top)
    for comment in comments:
        while above and not comment.path.startswith(above[-1].path):
            rows.append(_fold(above.pop(), folds))
        rows.append(comment)
        if comment.folded_count and comment is not top:
            above.append(comment)
    while above and not (following and following.startswith(above[-1].path)):
        rows.append(_fold(above.pop(), folds))
    if folds and gone is not None:
        _leave_out(folds, gone)
    return [row for row in rows if isinstance(row, Comment) or row.number]


def _fold(comment: Comment, folds: list[Folded]) -> Folded:
    folds.append(Folded(comment.pk, comment.path, comment.folded_count))
    return folds[-1]


def _above(comments: list[Comment], top: Comment | None) -> list[Comment]:
    """Those with folded replies in whose branch the page begins, and that stand on an earlier
    one."""
    first = next((comment for comment in comments if comment is not top), None)
    keys = list(_ancestors(first, len(top.path) if top else 0)) if first else []
    if not keys:
        return []
    folding = Comment.objects.filter(pk__in=keys, hung_count__gt=UNFOLDED)
    return list(folding.only("path", "hung_count").order_by("path"))


def _ancestors(comment: Comment, start: int) -> Iterator[int]:
    for at in range(start, len(comment.path) - PATH_DIGITS, PATH_DIGITS):
        yield int(comment.path[at : at + PATH_DIGITS])


def _leave_out(folds: list[Folded], gone: CommentQuerySet) -> None:
    """Not counting what the branch's page doesn't show either: a number would tell of texts that
    nobody has read yet."""
    hanging = gone.filter(fold__in=[fold.comment for fold in folds], depth=F("fold__depth") + 1)
    numbers = dict(hanging.order_by().values_list("fold").annotate(Count("pk")))
    for fold in folds:
        fold.number -= numbers.get(fold.comment, 0)
