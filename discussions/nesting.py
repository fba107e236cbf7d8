"""How the comments of a page stand to each other: who answers whom, and below whom they hang."""

from __future__ import annotations

from discussions.models import Comment

SHOWN_DEPTH = 5


def join(comments: list[Comment]) -> None:
    """Give each the comment that it answers: one of the page, or read for it."""
    answered = {comment.pk: comment for comment in comments}
    missing = {c.parent_id for c in comments if c.parent_id and c.parent_id not in answered}
    if missing:
        answered |= Comment.objects.answered(missing).in_bulk()
    for comment in comments:
        if comment.parent_id:
            comment.parent = answered[comment.parent_id]


def nest(comments: list[Comment]) -> None:
    """Say of each comment how many lists open before and close after it, at most five deep."""
    ancestors: list[str] = []
    levels = []
    for comment in comments:
        while ancestors and not comment.path.startswith(ancestors[-1]):
            ancestors.pop()
        levels.append(min(len(ancestors) + 1, SHOWN_DEPTH))
        ancestors.append(comment.path)
    for before, level, following, comment in zip(
        [0, *levels], levels, [*levels[1:], 0], comments, strict=False
    ):
        comment.deeper = level > before
        comment.closing = max(0, level - following)
