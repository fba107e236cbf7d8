"""The HTML of comments, kept in memory.

Rendering fifty comments is most of what a page of a thread costs, and hardly any of them has
changed since they were last shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from discussions.models import Comment, Member
from discussions.nesting import Folded, Row
from hersite.memory import Fragments
from hersite.shells import mark

# About 2 kB each.
_kept = Fragments(most=5_000)


@dataclass(frozen=True)
class Look:
    """How a comment looks to one viewer: whether its question is closed, whether it is their own,
    whether they found it useful, whether they are a moderator, whether they muted its author."""

    closed: bool
    mine: bool = False
    found_useful: bool = False
    moderator: bool = False
    muted: bool = False


def comment_html(comment: Comment, look: Look) -> str:
    """A comment with its text, by everything that the template reads."""
    return _kept.get_or_make((look, _shown(comment)), lambda: _render(comment, look))


def new_slot(comment: Comment) -> str:
    """Where it says that a comment is new to the viewer."""
    return f"new{comment.pk}"


def thread_html(rows: list[Row], look: Look) -> SafeString:
    """A page of a thread as nested lists, each comment with a text in a slot of its own. Put
    together here: fifty rounds in a template take as long as all else on the page."""
    replies = format_html(_REPLIES, _("Replies"))
    pieces: list[str] = []
    level = 0
    for row in rows:
        if row.level > level:
            pieces.append({1: _THREAD, 2: replies}.get(row.level, "<ol>\n"))
        else:
            pieces += ["</li>\n", *_closing(level, row.level)]
        pieces.append(_comment_html(row, look) if isinstance(row, Comment) else _folded_html(row))
        level = row.level
    pieces += ["</li>\n", *_closing(level, 0)] if rows else []
    return mark_safe("".join(pieces))


_THREAD = '<ol class="thread">\n'
# The answers to a root can be folded away, without a script; it takes one tab stop a branch.
_REPLIES = '<details class="replies" open>\n<summary>{}</summary>\n<ol>\n'


def _closing(level: int, until: int) -> Iterator[str]:
    for each in range(level, until, -1):
        yield "</ol>\n</details>\n" if each == 2 else "</ol>\n"
        if each > 1:
            yield "</li>\n"


def _comment_html(comment: Comment, look: Look) -> str:
    opening = '<li class="is-focus">\n' if comment.is_focus else "<li>\n"
    if not comment.is_shown:
        return opening + _placeholder_html(comment)
    return opening + mark(new_slot(comment), "") + mark(comment.anchor, comment_html(comment, look))


def _folded_html(folded: Folded) -> str:
    template = "discussions/comments/folded.html"
    link = _kept.get_or_make(
        ("folded", folded.comment, folded.number),
        lambda: render_to_string(template, {"folded": folded}),
    )
    return f'<li class="folded">\n{link}'


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
        comment.is_featured,
        comment.held_for,
        comment.standing,
        comment.shown_useful,
        tuple(comment.moves),
        comment.created_at,
        comment.edited_at,
        _person(comment.author),
        comment.parent
        and (comment.parent.pk, comment.parent.state, _person(comment.parent.author)),
        comment.supports and (comment.supports.pk, comment.supports.statement),
        comment.quote and (comment.quote, comment.quote_place),
    )


def _person(member: Member) -> Hashable:
    return (member.username, member.name, member.is_sample, member.is_staff, member.erased_at)
