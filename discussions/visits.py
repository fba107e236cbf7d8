"""What a member's page of a thread depends on besides the page itself: when they were here before,
whom they don't want to read, and whether something of their own is kept from others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.db.models.query import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from discussions.models import Comment, Member, Mute, Question, Visit
from discussions.models.comment_state import WITHHELD
from discussions.models.visit import SAME_VISIT
from hersite.prepared import prepared


@dataclass(frozen=True)
class Arrival:
    """A member comes to a question. What was posted after ``since`` is new to them: None at the
    first visit. ``first_new`` is the oldest such comment by somebody else, wherever it stands."""

    member: int
    question: int
    now: datetime
    visit: int | None
    seen_at: datetime | None
    since: datetime | None
    follows: bool
    has_mutes: bool
    has_withheld: bool
    first_new: int | None

    @property
    def is_new_visit(self) -> bool:
        return self.seen_at is not None and self.seen_at < self.now - SAME_VISIT

    def is_new(self, comment: Comment) -> bool:
        return (
            self.since is not None
            and comment.created_at > self.since
            and comment.author_id != self.member
        )

    def keep(self, last_comment_at: datetime | None) -> None:
        """Remember that they were here: one small write, and none where it would say nothing
        new."""
        if self.seen_at is None:
            # Two pages may be opened at once.
            row = Visit(member_id=self.member, question_id=self.question, seen_at=self.now)
            Visit.objects.bulk_create([row], ignore_conflicts=True)
            return
        if self.is_new_visit:
            self._stored(self.seen_at).update(seen_at=self.now, before=F("seen_at"))
        elif last_comment_at and last_comment_at > self.seen_at:
            self._stored(self.seen_at).update(seen_at=self.now)

    def _stored(self, seen_at: datetime) -> QuerySet[Visit]:
        return Visit.objects.filter(pk=self.visit or 0, seen_at=seen_at)


def arrive(member: Member, question: Question) -> Arrival:
    """One statement, whatever there is to know."""
    now = timezone.now()
    key = member.pk
    known = _known(key, question.pk, now - SAME_VISIT)[0]
    visit, seen_at, started, follows, *others = known
    return Arrival(key, question.pk, now, visit, seen_at, started, bool(follows), *others)


@prepared
def _known(member: int, question: int, visit_ended: datetime) -> QuerySet[Any]:
    here = FilteredRelation("visits", condition=Q(visits__question=question))
    # A new visit begins where the last one ended.
    since = Case(When(here__seen_at__lt=visit_ended, then="here__seen_at"), default="here__before")
    comments = Comment.objects.filter(question=question)
    unread = (
        comments.visible()
        .filter(created_at__gt=OuterRef("since"))
        .exclude(author=member)
        .order_by("created_at", "id")
    )
    rows = Member.objects.filter(pk=member).annotate(here=here, since=since)
    return rows.values_list(
        "here__pk", "here__seen_at", "since", "here__follows",
        Exists(Mute.objects.filter(member=member)),
        Exists(comments.filter(author=member, state__in=WITHHELD)),
        Subquery(unread.values("pk")[:1]),
    )  # fmt: skip


def is_read(request: HttpRequest) -> bool:
    """Whether somebody looks at the page now: a browser may also fetch it in advance."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")
