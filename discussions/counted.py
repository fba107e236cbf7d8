"""Whose votes enter the figures that lead to conclusions: the opinion map and what moved readers.
The public counters hold every vote at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from discussions.models import Comment, Member

OLD_ENOUGH = timedelta(hours=24)


def who_count() -> QuerySet[Member]:
    """Members who are not suspended, and have a confirmed address (where mail is set up), or are a
    day old, or have a comment that everybody can read."""
    proven = Q(joined__lte=timezone.now() - OLD_ENOUGH)
    proven |= Q(Exists(Comment.objects.visible().filter(author=OuterRef("pk"))))
    if settings.MAIL:
        proven |= Q(Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)))
    return Member.objects.filter(proven, suspended_until=None, is_active=True)


def next_counts_at() -> datetime | None:
    """When the next of the youngest members is a day old."""
    young = Member.objects.filter(joined__gt=timezone.now() - OLD_ENOUGH)
    joined = young.order_by("joined").values_list("joined", flat=True).first()
    return joined + OLD_ENOUGH if joined else None
