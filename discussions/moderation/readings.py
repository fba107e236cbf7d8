"""Whoever may decide opens a reading to votes, merges it into another one, or declines it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.utils.timesince import timesince

from discussions.models import Decision, Interpretation, Member, Notice
from discussions.moderation.appeals import has_colleague
from discussions.moderation.decisions import NotYours
from hersite.audit.record import recorded
from hersite.limits import lock_members

Action = Decision.Action
State = Interpretation.State
# What may be done with a reading, by its state; with one that was merged nothing more.
POSSIBLE: dict[str, tuple[str, ...]] = {
    State.PROPOSED: (Action.OPEN, Action.MERGE, Action.DECLINE),
    State.OPEN: (Action.MERGE, Action.DECLINE),
    State.DECLINED: (Action.OPEN,),
    State.MERGED: (),
}


class DecidedMeanwhile(Exception):
    """The reading, or the one that it was to be merged into, is not what it was on the page;
    ``decision`` is the latest on it, where there is one."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(decision)
        self.decision = decision


@dataclass(frozen=True)
class Verdict:
    """What is to become of a reading that was in the state ``was``; ``statement`` are its words,
    put right, where they may still change, ``note`` is what the proposer is told."""

    action: str
    was: str
    note: str = ""
    statement: str = ""
    into: Interpretation | None = None


@transaction.atomic
def decide(reading: Interpretation, verdict: Verdict, by: Member) -> Decision:
    """Do it, log it, and tell the proposer. DecidedMeanwhile where it can't be done any more,
    NotYours as ``is_for_colleague`` says."""
    if is_for_colleague(reading, by):
        raise NotYours(reading)
    # Members before readings, and these by their keys, as whoever votes does.
    lock_members(*filter(None, [reading.proposed_by_id]))
    keys = [row.pk for row in (reading, verdict.into) if row]
    # Not the questions: whoever posts a comment has locked theirs, and waits for a reading.
    locked = Interpretation.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    now = {row.pk: row for row in locked}
    reading, into = now[reading.pk], now.get(verdict.into.pk) if verdict.into else None
    if reading.state != verdict.was or verdict.action not in POSSIBLE[reading.state]:
        raise DecidedMeanwhile(latest_decision(reading))
    with recorded(by, reading, Decision.told(verdict.action)):
        _carry_out(reading, verdict, into)
    decision = Decision.objects.create(
        action=verdict.action, note=verdict.note, interpretation=reading,
        member_id=reading.proposed_by_id, moderator=by,
    )  # fmt: skip
    Notice.of_decision(decision)
    return decision


def _carry_out(reading: Interpretation, verdict: Verdict, into: Interpretation | None) -> None:
    if verdict.action == Action.MERGE:
        if into is None or into.state != State.OPEN or into.question_id != reading.question_id:
            raise DecidedMeanwhile(latest_decision(into) if into else None)
        reading.merge_into(into)
    elif verdict.action == Action.OPEN:
        if verdict.statement and not reading.is_frozen:
            reading.statement = verdict.statement
        reading.open_to_votes()
    else:
        reading.decline()


def is_for_colleague(reading: Interpretation, moderator: Member) -> bool:
    """Nobody decides on what they proposed, as long as there is another moderator."""
    return reading.proposed_by_id == moderator.pk and has_colleague(moderator)


def latest_decision(reading: Interpretation) -> Decision | None:
    return reading.decisions.select_related("moderator").order_by("-at", "-id").first()


def waiting_readings() -> QuerySet[Interpretation]:
    """What members propose, the oldest first."""
    rows = Interpretation.objects.filter(state=State.PROPOSED).order_by("proposed_at", "pk")
    return rows.select_related("question__explanation", "proposed_by", "scene")


@dataclass(frozen=True)
class WaitingReadings:
    """How many wait to be decided on, and since when the oldest does."""

    number: int
    oldest: datetime | None

    @property
    def age(self) -> str:
        """Of the oldest, in its largest unit."""
        return timesince(self.oldest, depth=1) if self.oldest else ""


def load_waiting_readings() -> WaitingReadings:
    waiting = Interpretation.objects.filter(state=State.PROPOSED)
    row: dict[str, Any] = waiting.aggregate(number=Count("pk"), oldest=Min("proposed_at"))
    return WaitingReadings(**row)


def may_decide(user: Any) -> bool:
    """Moderators, and the editors whose questions they are."""
    return user.is_authenticated and (
        user.is_moderator or (user.is_staff and user.has_perm("discussions.change_interpretation"))
    )
