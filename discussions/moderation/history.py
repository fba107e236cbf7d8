"""What a member has posted so far, read once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from discussions.models import Appeal, Comment, Decision, Member

# Older ones decide nothing: a rule about the latest hundreds would be as strict.
LATEST = 200
JUDGED_WITHIN = timedelta(days=30)
APPROVED_BEFORE_FREE = 2
# Of at least so many, so large a share.
ENOUGH, MOST_AWAY = 5, 0.3


class Posted(NamedTuple):
    """One comment of the member; ``same`` where its text is the one that is being posted."""

    state: str
    created_at: datetime
    question_id: int
    same: bool


@dataclass(frozen=True)
class History:
    """The newest first."""

    member: Member
    posted: list[Posted]

    @property
    def is_new(self) -> bool:
        """Too few of their comments have been approved so far."""
        visible = sum(p.state == Comment.State.VISIBLE for p in self.posted)
        return visible < APPROVED_BEFORE_FREE

    @property
    def waiting(self) -> int:
        return sum(posted.state == Comment.State.HELD for posted in self.posted)

    @property
    def is_mostly_rejected(self) -> bool:
        """Of at least five in 30 days, moderators took more than three in ten away. Counted by
        their decisions: deleting what was taken away doesn't help. One statement where there were
        as many at all."""
        since = timezone.now() - JUDGED_WITHIN
        latest = self.since(since)
        if len(latest) < ENOUGH:
            return False
        taken = self.member.decisions.filter(
            action__in=Decision.TAKING, undone_at=None, comment__created_at__gt=since
        )
        standing = taken.exclude(appeal__outcome=Appeal.Outcome.OVERTURNED)
        away = standing.values("comment").distinct().count()
        left = sum(posted.state == Comment.State.VISIBLE for posted in latest)
        return left + away >= ENOUGH and away > MOST_AWAY * (left + away)

    def since(self, moment: datetime) -> list[Posted]:
        return [posted for posted in self.posted if posted.created_at > moment]


def load_history(member: Member, body: str = "") -> History:
    """One statement, along the index (author, created_at)."""
    same = ExpressionWrapper(Q(body=body), output_field=BooleanField())
    rows = member.comments.annotate(same=same).order_by("-created_at", "-id")
    columns = rows.values_list("state", "created_at", "question_id", "same")
    return History(member, [Posted(*row) for row in columns[:LATEST]])
