"""Some of a question's comments one beneath the other, wherever they stand in its thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from discussions.models import Comment, Question
from discussions.models.comment_query import CommentQuerySet
from discussions.nesting import join
from discussions.threads import PAGE, Thread, count


def read_flat(
    question: Question,
    parts: Iterable[CommentQuerySet],
    url: str,
    sort: str,
    cursor_after: Callable[[Comment], str],
) -> Thread:
    """A page of the parts, which follow each other, each in its order. ``cursor_after`` names the
    place of the last one shown."""
    found: list[Comment] = []
    for rows in parts:
        found += rows.for_thread()[: PAGE + 1 - len(found)]
    shown = found[:PAGE]
    for comment in shown:
        comment.question, comment.level = question, 1
    join(shown)
    page = Thread(question, count(question), shown, [*shown], url, sort)
    if len(found) > PAGE:
        page.next_cursor = cursor_after(shown[-1])
    return page
