"""The reports of a comment, right or not by what moderators decided about it."""

from __future__ import annotations

from typing import Any

from discussions.models import Appeal, Comment, Decision, Flag

Action = Decision.Action
# By the keys of the reports, what each was before; as JSON has it.
Settled = dict[str, bool | None]


def settle(comment: Comment, action: str, appeal: Appeal | None) -> Settled:
    """Mark the reports that this decision answers, and count those that were right. Gives back
    what they were before."""
    if action == Action.OVERTURN and appeal is not None:
        answered = Flag.objects.filter(pk__in=appeal.decision.before.get("flags", {}))
    else:
        answered = Flag.objects.filter(comment=comment, upheld=None)
    flags = list(answered) if action in _RIGHT else []
    before = {str(flag.pk): flag.upheld for flag in flags}
    for flag in flags:
        flag.upheld = _RIGHT[action](flag.reason)
    _store(comment, flags, before)
    return before


def unsettle(comment: Comment, before: Settled) -> None:
    """As they were before a decision that is undone."""
    flags = list(Flag.objects.filter(pk__in=before))
    now = {str(flag.pk): flag.upheld for flag in flags}
    for flag in flags:
        flag.upheld = before[str(flag.pk)]
    _store(comment, flags, now)


def _store(comment: Comment, flags: list[Flag], before: Settled) -> None:
    Flag.objects.bulk_update(flags, ["upheld"])
    upheld = sum(bool(flag.upheld) - bool(before[str(flag.pk)]) for flag in flags)
    if upheld:
        comment.count_upheld(upheld)


# Which reports a decision finds right, by their reason.
_RIGHT: dict[str, Any] = {
    Action.APPROVE: lambda reason: False,
    Action.HIDE: lambda reason: True,
    Action.REMOVE: lambda reason: True,
    Action.SUSPEND: lambda reason: True,
    Action.COVER: lambda reason: reason == Flag.Reason.SPOILER,
    Action.OVERTURN: lambda reason: False,
}
