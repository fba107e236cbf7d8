"""The HTML of comments, kept in memory.

Rendering fifty comments is most of what a page of a thread costs, and hardly any of them has
changed since they were last shown.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from discussions.models import Comment, Member
from hersite.memory import Fragments
from hersite.shells import mark

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
    return _kept.get_or_make((look, _shown(comment)), lambda: _render(comment, look))


def thread_html(comments: list[Comment], look: Look) -> SafeString:
    """A page of a thread as nested lists, each comment with a text in a slot of its own. Put
    together here: fifty rounds in a template take as long as all else on the page."""
    pieces: list[str] = []
    for comment in comments:
        opening = "<ol>\n" if pieces else '<ol class="thread">\n'
        pieces.append(opening if comment.deeper else "</li>\n")
        pieces.append('<li class="is-focus">\n' if comment.is_focus else "<li>\n")
        if comment.has_text:
            pieces.append(mark(comment.anchor, comment_html(comment, look)))
        else:
            pieces.append(_placeholder_html(comment))
        pieces.append("</li>\n</ol>\n" * comment.closing)
    return mark_safe("".join(pieces))


def _placeholder_html(comment: Comment) -> str:
    template = "discussions/comments/placeholder.html"
    return _kept.get_or_make(
        (comment.pk, comment.state), lambda: render_to_string(template, {"comment": comment})
    )


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
