from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from hersite.audit.shown import Shown, shown
from hersite.desk.drafts import Drafts, load_drafts
from hersite.desk.live import Published, load_published
from hersite.desk.talk import Talk, load_talk
from hersite.desk.waits import Wait, waits_for
from hersite.models import StaffAction

if TYPE_CHECKING:
    from discussions.models import Member

# So many of one's own last actions.
RECENT = 8


@dataclass(frozen=True)
class Desk:
    """What ``user`` finds there. A block that isn't for them is None: they may not read what it
    shows."""

    waits: list[Wait]
    published: Published | None
    drafts: Drafts | None
    talk: Talk | None
    recent: list[Shown]


def load_desk(user: Member) -> Desk:
    now = timezone.now()
    edits = user.has_perm("explainer.view_edition")
    reads = user.has_perm("discussions.view_comment")
    return Desk(
        waits=list(waits_for(user, now)),
        published=load_published() if edits else None,
        drafts=load_drafts(user) if edits else None,
        talk=load_talk(now) if reads else None,
        recent=shown(StaffAction.objects.by(user)[:RECENT]),
    )
