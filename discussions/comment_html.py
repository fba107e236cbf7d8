"""The HTML of comments, kept in memory.

Rendering fifty comments is most of what a page of a thread costs, and hardly any of them has
changed since they were last shown.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import astuple, dataclass

from django.template.loader import render_to_string

from discussions.models import Comment, Member
from hersite.memory import Fragments

# About 2 kB each.
_kept = Fragments(most=5_000)


@dataclass(frozen=True)
class Look:
    """How a comment looks to one viewer: whether its question is closed, whether it is their own,
    whether they found it useful, whether they are a moderator."""

    closed: bool
    mine: bool = False
    found_useful: bool = False
    moderator: bool = False


def comment_html(comment: Comment, look: Look) -> str:
    """A comment with its text, by everything that the template reads."""
    return _kept.get_or_make((astuple(look), _shown(comment)), lambda: _render(comment, look))


def _render(comment: Comment, look: Look) -> str:
    context = {"comment": comment, **vars(look)}
    return render_to_string("discussions/comments/comment.html", context)


def _shown(comment: Comment) -> Hashable:
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
    )


def _person(member: Member) -> Hashable:
    return (member.username, member.name, member.is_sample, member.erased_at)
