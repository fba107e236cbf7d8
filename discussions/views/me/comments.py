from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.cursors import part_of
from discussions.models import Appeal, Comment, Decision, Member
from discussions.moderation.appeals import APPEALABLE, FEATURING, can_be_appealed
from discussions.moderation.waits import usual_wait_text
from discussions.moves import readers_moved_by
from discussions.notices import is_judged
from discussions.views.me.frame import show, signed_in


@dataclass(frozen=True)
class Own:
    """A comment of the member's, what was decided about it, and what can be done about that."""

    comment: Comment
    reason: Decision | None = None
    appeal: Appeal | None = None
    can_be_appealed: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether its own page shows it, at least to its author."""
        return self.comment.has_text and self.comment.edition_spoils is not None


@login_required
@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """All that the member has written, in whatever state it is and why."""
    member = signed_in(request)
    part = part_of(_written_by(member), "created_at", request.GET.get("after", ""))
    held = any(comment.state == Comment.State.HELD for comment in part.rows)
    context = {
        "own": [_with_decisions(comment, member) for comment in part.rows],
        "after": part.after,
        "moved": readers_moved_by(member),
        "usual_wait": usual_wait_text() if held else "",
    }
    return show(request, "comments.html", _("Your comments"), context)


def _written_by(member: Member) -> QuerySet[Comment]:
    """With the decisions about them that stand, in no order."""
    standing = Decision.objects.filter(undone_at=None).exclude(action__in=FEATURING).order_by()
    decisions = Prefetch("decisions", standing.select_related("appeal"))
    return member.comments.with_scope().prefetch_related(decisions)


def _with_decisions(comment: Comment, member: Member) -> Own:
    standing = sorted(comment.decisions.all(), key=lambda each: (each.at, each.pk), reverse=True)
    if not standing or not is_judged(comment):
        return Own(comment)
    return Own(
        comment,
        reason=next((each for each in standing if each.action in APPEALABLE), None),
        appeal=next((each.appeal for each in standing if hasattr(each, "appeal")), None),
        can_be_appealed=can_be_appealed(standing[0], member),
    )
