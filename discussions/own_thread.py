"""What looks different to one member in a thread that is otherwise the same for everybody: their
own comments and marks, what is new to them, whom they muted, what they may do as a moderator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string

from discussions.comment_html import Look, comment_html, new_slot
from discussions.following import follow_html
from discussions.models import Comment, Member, Mute, Useful
from discussions.supporting import Strongest
from discussions.threads import Thread
from discussions.visits import Arrival
from hersite.prepared import prepared


def own_thread(
    viewer: Member, thread: Thread, strongest: list[Strongest], arrival: Arrival
) -> Iterator[tuple[str, str]]:
    """The slots that are filled, by their names. One statement, and one more for who has muted
    somebody."""
    yield "follow", follow_html(thread.question.slug, follows=arrival.follows)
    muted = _muted(viewer, thread, strongest) if arrival.has_mutes else set()
    yield from _own_comments(viewer, thread, muted)
    for best in strongest:
        if best.comment.author_id in muted:
            yield best.slot, ""
    yield from _news(thread, arrival)


def _muted(viewer: Member, thread: Thread, strongest: list[Strongest]) -> set[int]:
    """Those whom the viewer has muted, of all who wrote on the page."""
    authors = {comment.author_id for comment in thread.comments}
    authors |= {best.comment.author_id for best in strongest}
    rows = Mute.objects.filter(member=viewer, muted__in=authors)
    return set(rows.values_list("muted", flat=True))


def _own_comments(viewer: Member, thread: Thread, muted: set[int]) -> Iterator[tuple[str, str]]:
    closed = thread.question.is_closed
    moderator = viewer.is_moderator
    # The number once: the viewer is a lazy object, and asking it fifty times shows.
    member = viewer.pk
    useful = [comment.pk for comment in thread.comments if comment.useful_count]
    marked = {comment for (comment,) in _marks(member, useful)}
    for comment in thread.comments:
        mine, found_useful = comment.author_id == member, comment.pk in marked
        is_muted = comment.author_id in muted
        if comment.is_shown and (mine or found_useful or moderator or is_muted):
            look = Look(closed, mine, found_useful, moderator, is_muted)
            yield comment.anchor, comment_html(comment, look)


@prepared
def _marks(member: int, comments: list[int]) -> QuerySet[Any]:
    return Useful.objects.filter(member=member, comment__in=comments).values_list("comment")


def _news(thread: Thread, arrival: Arrival) -> Iterator[tuple[str, str]]:
    """The marks of those that are new, and a line that leads to the first of them: on this page,
    or where it stands."""
    new = [c for c in thread.comments if c.state == Comment.State.VISIBLE and arrival.is_new(c)]
    # The same words at each of them.
    mark = render_to_string("discussions/comments/new.html") if new else ""
    for comment in new:
        yield new_slot(comment), mark
    if arrival.first_new is None:
        return
    url = f"#{new[0].anchor}" if new else Comment(pk=arrival.first_new).get_absolute_url()
    context = {
        "number": len(new),
        "since": arrival.since,
        "url": url,
        "is_whole": thread.is_whole,
    }
    yield "news", render_to_string("discussions/comments/news.html", context)
