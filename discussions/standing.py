"""What the author of a comment is told where others can't read it: that it waits, or by which rule
it was taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from discussions.models import Comment, Decision
from discussions.models.comment_state import WITHHELD
from discussions.moderation.waits import usual_wait_text

if TYPE_CHECKING:
    from discussions.threads import Viewer


@dataclass(frozen=True)
class Standing:
    """``wait`` and ``rule`` are in words, and empty where nothing is known; ``note`` is what the
    moderator wrote. ``appeal`` says what came of one: empty where none was made."""

    wait: str = ""
    rule: str = ""
    note: str = ""
    appeal: str = ""
    can_be_appealed: bool = False


def tell_author(comments: Iterable[Comment], viewer: Viewer) -> None:
    """Those of the viewer's own that nobody else can read are told what stands about them. At most
    a statement about decisions and one about the usual wait."""
    if not viewer.is_authenticated:
        return
    own = [c for c in comments if c.author_id == viewer.pk and c.state in WITHHELD]
    held = [comment for comment in own if comment.state == Comment.State.HELD]
    wait = usual_wait_text() if held else ""
    for comment in held:
        comment.standing = Standing(wait)
    taken = [comment for comment in own if comment.state != Comment.State.HELD]
    decisions = _decisions(taken)
    for comment in taken:
        comment.standing = _standing(decisions.get(comment.pk))


def _decisions(comments: list[Comment]) -> dict[int, Decision]:
    """The latest that took each of them away and stands."""
    if not comments:
        return {}
    made = Decision.objects.filter(comment__in=comments, action__in=Decision.TAKING, undone_at=None)
    return {d.comment_id or 0: d for d in made.select_related("appeal").order_by("at", "pk")}


def _standing(decision: Decision | None) -> Standing:
    if decision is None:
        return Standing()
    appeal = getattr(decision, "appeal", None)
    return Standing(
        rule=str(decision.get_rule_display()),
        note=decision.note,
        appeal=appeal.outcome or "open" if appeal else "",
        can_be_appealed=appeal is None,
    )
