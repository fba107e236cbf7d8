"""The HTML of comments, kept in memory.

Rendering fifty comments is most of what a page of a thread costs, and hardly any of them has
changed since they were last shown. The key holds everything that the template shows, so a kept text
is never out of date: a comment that changed has another key.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from django.template.loader import render_to_string
from django.utils.translation import get_language

from discussions.models import Comment, Member
from discussions.threads import Thread, Viewer

TEMPLATE = "discussions/comments/comment.html"
# About 2 kB each.
MOST = 5_000

_kept: OrderedDict[Hashable, str] = OrderedDict()
_lock = threading.Lock()


def add_html(thread: Thread, viewer: Viewer) -> None:
    """Give each comment that has a text its ``html``, as the viewer sees it."""
    closed = thread.question.is_closed
    moderator = isinstance(viewer, Member) and viewer.is_moderator
    for comment in thread.comments:
        if comment.has_text:
            comment.html = _html(comment, closed, moderator)


def _html(comment: Comment, closed: bool, moderator: bool) -> str:
    key = (_shown(comment), comment.found_useful, comment.is_mine, closed, moderator)
    with _lock:
        html = _kept.pop(key, None)
        if html is not None:
            _kept[key] = html
            return html
    context = {"comment": comment, "closed": closed, "moderator": moderator}
    html = render_to_string(TEMPLATE, context)
    with _lock:
        _kept[key] = html
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return html


def _shown(comment: Comment) -> Hashable:
    """Every column and relation that the template reads."""
    return (
        comment.pk,
        comment.state,
        comment.body_html,
        comment.spoils,
        comment.useful_count,
        comment.created_at,
        comment.edited_at,
        _person(comment.author),
        comment.parent
        and (comment.parent.pk, comment.parent.state, _person(comment.parent.author)),
        comment.supports and comment.supports.statement,
        comment.quote and (comment.quote, comment.quote_url),
        get_language(),
    )


def _person(member: Member) -> Hashable:
    return (member.username, member.name, member.is_sample, member.erased_at)
