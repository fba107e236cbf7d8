"""Members who may read and not write for a while. Their votes leave the counters meanwhile."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from discussions.models import Decision, Interpretation, Member, Suspension
from discussions.models.decision import Rule
from discussions.models.moves_readers import count_moved
from hersite.audit.record import recorded
from hersite.freshness import ALL, SITE, bump


class StaffMember(ValueError):
    """Staff can't be suspended: their rights have to be taken away first."""


@transaction.atomic
def suspend(
    member: Member, by: Member, *, rule: str, message: str, ends_at: datetime
) -> Suspension:
    """StaffMember for staff. A suspension that stands already is replaced."""
    if member.is_staff:
        raise StaffMember(member)
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    member.suspensions.filter(ended_at=None).update(ended_at=timezone.now())
    with recorded(by, member, gettext("Suspended: %(rule)s.") % {"rule": Rule(rule).label}):
        Member.objects.filter(pk=member.pk).update(suspended_until=ends_at)
    if member.suspended_until is None:
        _move_votes(member, -1)
    return Suspension.objects.create(
        member=member, by=by, rule=rule, message=message, ends_at=ends_at
    )


@transaction.atomic
def lift(member: Member, by: Member | None = None) -> None:
    """End it now, by hand or because its time has come; nothing happens where there is none."""
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if member.suspended_until is None:
        return
    member.suspensions.filter(ended_at=None).update(ended_at=timezone.now())
    with recorded(by, member, gettext("Suspension lifted.")):
        Member.objects.filter(pk=member.pk).update(suspended_until=None)
    if by is not None:
        Decision.objects.create(action=Decision.Action.LIFT, member=member, moderator=by)
        bump(SITE)
    _move_votes(member, +1)


def standing(member: Member) -> Suspension | None:
    """What keeps the member from writing now; one whose time has come is ended right here."""
    if member.suspended_until is None:
        return None
    if not member.is_suspended:
        lift(member)
        member.suspended_until = None
        return None
    return member.suspensions.filter(ended_at=None).first()


def end_due() -> int:
    """End those whose time has come; how many there were."""
    due = Suspension.objects.filter(ended_at=None, ends_at__lte=timezone.now())
    members = list(Member.objects.filter(pk__in=due.values("member")))
    for member in members:
        lift(member)
    return len(members)


def _move_votes(member: Member, by: int) -> None:
    Interpretation.objects.lock_all_of(member.pk)
    votes = Counter(member.votes.values_list("interpretation", "stance"))
    # In one order, so that two of these never wait for each other.
    for (interpretation, stance), number in sorted(votes.items()):
        Interpretation.objects.filter(pk=interpretation).update(**{stance: F(stance) + by * number})
    credited = list(member.vote_changes.exclude(credited=None).values_list("credited", flat=True))
    count_moved(credited)
    if votes or credited:
        bump(ALL)
