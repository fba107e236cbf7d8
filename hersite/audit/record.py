"""What a member of the staff did, put on record in the transaction in which it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from hersite.audit.state import State, audited, state_of
from hersite.models import StaffAction

Verb = StaffAction.Verb


@contextmanager
def recorded(actor: Any, row: Model, said: str = "") -> Iterator[None]:
    """Around a verb that changes ``row``, inside its transaction and after the row is locked.
    Nothing is on record where nobody did it (None), or where it changed nothing."""
    before = state_of(row) if actor is not None else {}
    yield
    if actor is not None:
        record(actor, Verb.CHANGE, row, before, state_of(row), said)


def record(
    actor: Any, verb: str, row: Model, before: State | None, after: State, said: str = ""
) -> None:
    """``said`` is what was done, where it has a name of its own. None as ``before`` is for what
    wasn't read: what it was stays unknown, what it is now is kept."""
    was = before or {}
    parts = [name for name in {**was, **after} if _differs(was.get(name), after.get(name))]
    if verb == Verb.CHANGE and not parts and not said:
        return
    StaffAction.objects.create(
        actor=actor,
        verb=verb,
        kind=row._meta.label_lower,
        key=str(row.pk),
        name=str(row)[:200] if audited(type(row)).named else "",
        said=said[:500],
        before={name: was[name] for name in parts if name in was} if before is not None else None,
        after={name: after[name] for name in parts if name in after},
    )


def _differs(was: Any, becomes: Any) -> bool:
    """Nothing and an empty text are the same to whoever reads it."""
    nothing: tuple[Any, ...] = (None, "", [])
    return was != becomes and not (was in nothing and becomes in nothing)


# -- A request of the admin, which reads an object long before it writes it --


def note_before(request: HttpRequest, row: Model) -> None:
    """Keep what it is like until the request has written; the first time counts."""
    states = _states(request)
    if _name(row) not in states:
        states[_name(row)] = state_of(row)


def record_change(request: HttpRequest, row: Model, said: str = "") -> None:
    """What the request has done to it since ``note_before``, or since it was last on record."""
    after = state_of(row)
    before = _states(request).get(_name(row))
    record(request.user, Verb.CHANGE, row, before, after, said)
    _states(request)[_name(row)] = after


def _states(request: Any) -> dict[tuple[str, Any], State]:
    if not hasattr(request, "audit_states"):
        request.audit_states = {}
    states: dict[tuple[str, Any], State] = request.audit_states
    return states


def _name(row: Model) -> tuple[str, Any]:
    return row._meta.label_lower, row.pk
