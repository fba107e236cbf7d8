"""Whose votes enter the figures that lead to conclusions: the opinion map and what moved readers.
The public counters hold every vote at once."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from discussions.models import Comment, Member, Question, VoteChange

OLD_ENOUGH = timedelta(hours=24)


def who_count() -> QuerySet[Member]:
    """Members who are not suspended, and have a confirmed address (where mail is set up), or are a
    day old, or have a comment that everybody can read."""
    proven = Q(joined__lte=timezone.now() - OLD_ENOUGH)
    proven |= Q(Exists(Comment.objects.visible().filter(author=OuterRef("pk"))))
    if settings.MAIL:
        proven |= Q(Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)))
    return Member.objects.filter(proven, suspended_until=None, is_active=True)


def somebody_waits(question: Question) -> bool:
    """Whether a member has said before or after reading where they stand on it, and doesn't count
    yet. They may at any moment: with a confirmed address, a comment anywhere, or by the clock."""
    ballots = VoteChange.objects.exclude(moment="").filter(
        interpretation__question=question.pk, member=OuterRef("pk")
    )
    young = Member.objects.filter(Exists(ballots), joined__gt=timezone.now() - OLD_ENOUGH)
    return young.filter(~Exists(who_count().filter(pk=OuterRef("pk")))).exists()
