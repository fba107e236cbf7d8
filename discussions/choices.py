"""The comments among which a member says which one moved them: the thread as it stands, without
what nobody could mean."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from discussions.branches import load_branch
from discussions.doors import open_comment
from discussions.models import Comment, Interpretation, Member
from discussions.nesting import Folded
from discussions.supporting import excerpt_of
from discussions.threads import Thread, load_thread

# What everybody sees: nothing else can be named.
_ANYBODY = AnonymousUser()


@dataclass(frozen=True)
class Choice:
    """A comment that can be named."""

    comment: Comment

    @property
    def excerpt(self) -> str:
        return excerpt_of(self.comment)


@dataclass(frozen=True)
class Choices:
    """A page of them, and of the places where replies are folded away. ``below``: it is the page
    of one comment's replies; ``next_cursor`` is empty on the last one."""

    rows: list[Choice | Folded]
    below: int | None
    next_cursor: str


def load_choices(
    reading: Interpretation, member: Member, cursor: str = "", below: str = ""
) -> Choices:
    """By others whom the member hasn't muted. Http404 for a cursor that no page gave, and for
    replies of what is no comment of the question."""
    thread = _thread(reading, cursor, below)
    away = {member.pk, *member.mutes.values_list("muted", flat=True)}
    rows: list[Choice | Folded] = []
    for row in thread.rows:
        if isinstance(row, Folded):
            rows.append(row)
        elif row.state == Comment.State.VISIBLE and row.author_id not in away:
            rows.append(Choice(row))
    return Choices(rows, thread.top.pk if thread.top else None, thread.next_cursor)


def _thread(reading: Interpretation, cursor: str, below: str) -> Thread:
    if not below:
        return load_thread(reading.question, _ANYBODY, cursor=cursor)
    if not (below.isascii() and below.isdecimal() and len(below) < 19):
        raise Http404("below")
    among = Comment.objects.in_thread(_ANYBODY).filter(question=reading.question_id)
    top = open_comment(int(below), among)
    top.question = reading.question
    return load_branch(top, _ANYBODY, cursor)
