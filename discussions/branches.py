"""The page of a comment whose replies are folded away in its thread: from the eleventh on, with
all below them."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from discussions.doors import open_comment
from discussions.models import Comment
from discussions.models.comment_query import CommentQuerySet
from discussions.thread_order import find_cursor
from discussions.threads import PAGE, Counted, Thread, Viewer, count, page_of, path_before, shown


def load_branch(top: Comment, viewer: Viewer, cursor: str = "") -> Thread:
    """The page after a cursor, or the first. Http404 for a cursor that no page of the branch
    gave."""
    counted = count(top.question)
    folded = Comment.objects.filter(fold=top)
    start = Q(path__gt=find_cursor(folded, cursor)[0].path) if cursor else Q()
    return _page(top, shown(folded, viewer, counted).filter(start), counted, viewer, not cursor)


def load_folded(comment: Comment, viewer: Viewer) -> Thread:
    """The page of the branch in which a comment is folded away, with what stands just before it."""
    assert comment.fold_id is not None
    top = open_comment(comment.fold_id, Comment.objects.all())
    top.question = comment.question
    counted = count(top.question)
    folded = shown(Comment.objects.filter(fold=top), viewer, counted)
    start = Q(path__gte=path_before(folded, comment))
    return _page(top, folded.filter(start), counted, viewer, at_start=False)


def _page(
    top: Comment, rows: CommentQuerySet, counted: Counted, viewer: Viewer, at_start: bool
) -> Thread:
    found = [top, *rows.order_by("path").for_thread()[: PAGE + 1]]
    url = reverse("discussions:branch", args=[top.pk])
    page = page_of(top.question, counted, found, viewer, url, top)
    page.at_start = at_start
    if len(found) > len(page.comments):
        page.next_cursor = page.comments[-1].path
    return page
