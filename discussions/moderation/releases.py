"""A moderator says of accounts that vote alike which are readers of their own."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from discussions.models import Decision, Member, VoteRelease
from hersite.audit.record import recorded
from hersite.freshness import SITE, bump
from hersite.limits import lock_members


class OwnAccount(PermissionError):
    """Whether one's own account is a reader of its own is for a colleague to say."""


@transaction.atomic
def release(member: Member, moderator: Member) -> None:
    """Count the account as one of its own from the next map on; once, however often it is said."""
    _lock(member, moderator)
    with recorded(moderator, member):
        _row, new = VoteRelease.objects.get_or_create(member=member, defaults={"by": moderator})
    if new:
        Decision.objects.create(action=Decision.Action.RELEASE, member=member, moderator=moderator)
        # The public log.
        bump(SITE)


@transaction.atomic
def take_back(member: Member, moderator: Member) -> None:
    """Count it as one with those that vote alike again; nothing where it was not released."""
    _lock(member, moderator)
    with recorded(moderator, member):
        deleted, _tables = VoteRelease.objects.filter(member=member).delete()
    if deleted:
        member.decisions.filter(action=Decision.Action.RELEASE, undone_at=None).update(
            undone_at=timezone.now()
        )
        bump(SITE)


def _lock(member: Member, moderator: Member) -> None:
    if member == moderator:
        raise OwnAccount(member)
    lock_members(member.pk)
