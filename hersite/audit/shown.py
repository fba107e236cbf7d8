"""Staff actions for people: labels instead of columns, names instead of keys, loaded for a whole
page at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, Model
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hersite.admin_columns import label_of
from hersite.audit.state import State
from hersite.models import StaffAction

# Longer texts are folded, with their words marked.
SHORT = 80
# More parts are folded together: a list of what was done is read line by line.
FEW = 5


@dataclass(frozen=True)
class Change:
    """One part of an object, before and after as it is shown; empty where there was nothing."""

    label: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        return max(len(self.before), len(self.after)) > SHORT


@dataclass(frozen=True)
class Shown:
    """An action with its object: what that is, what it is called, and where it is to be seen as
    long as it is there."""

    action: StaffAction
    kind: str
    name: str
    url: str
    changes: list[Change]

    @property
    def said(self) -> str:
        return self.action.said or capfirst(f"{self.action.get_verb_display()}.")

    @property
    def is_much(self) -> bool:
        return len(self.changes) > FEW

    @property
    def before_is_known(self) -> bool:
        return self.action.before is not None


def shown(actions: Iterable[StaffAction]) -> list[Shown]:
    rows = list(actions)
    people, there = _people(rows), _there(rows)
    return [_shown(action, people, there) for action in rows]


def _shown(action: StaffAction, people: dict[int, Any], there: set[tuple[str, str]]) -> Shown:
    model = _model(action.kind)
    name = action.name
    if model is get_user_model():
        name = str(people.get(int(action.key), ""))
    url = _url(action) if (action.kind, action.key) in there else ""
    kind = str(model._meta.verbose_name) if model else action.kind
    changes = list(_changes(model, action.before or {}, action.after, people))
    return Shown(action, kind, name or f"#{action.key}", url, changes)


def _model(kind: str) -> type[Model] | None:
    """None where the site no longer has such a model."""
    try:
        return apps.get_model(kind)
    except LookupError:
        return None


def _url(action: StaffAction) -> str:
    try:
        return reverse(f"admin:{action.kind.replace('.', '_')}_change", args=[action.key])
    except NoReverseMatch:
        return ""


def _people(actions: list[StaffAction]) -> dict[int, Any]:
    """All members that the actions name, in one statement."""
    kind = get_user_model()._meta.label_lower
    keys = {int(action.key) for action in actions if action.kind == kind}
    for action in actions:
        for value in (*(action.before or {}).values(), *action.after.values()):
            if isinstance(value, dict) and "member" in value:
                keys.add(value["member"])
    return get_user_model()._default_manager.in_bulk(keys) if keys else {}


def _there(actions: list[StaffAction]) -> set[tuple[str, str]]:
    """The objects that still exist; a statement for each kind."""
    keys: dict[str, set[str]] = defaultdict(set)
    for action in actions:
        keys[action.kind].add(action.key)
    found: set[tuple[str, str]] = set()
    for kind, wanted in keys.items():
        if model := _model(kind):
            rows = model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True)
            found |= {(kind, str(key)) for key in rows}
    return found


def _changes(
    model: type[Model] | None, before: State, after: State, people: dict[int, Any]
) -> Iterator[Change]:
    for name in {**before, **after}:
        field, label = _field(model, name)
        was, becomes = (
            _words(field, state[name], people) if name in state else "" for state in (before, after)
        )
        yield Change(label, was, becomes)


def _field(model: type[Model] | None, name: str) -> tuple[Any, str]:
    """The column that a part's name stands for, and what it is called. A column that was taken out
    of the site since is called as it was."""
    relation, _slash, rest = name.partition("/")
    try:
        if model is None or not rest:
            return (model._meta.get_field(name), label_of(model, name)) if model else (None, name)
        owner: Any = model._meta.get_field(relation).related_model
        key, _slash, column = rest.rpartition("/")
        row = f"{capfirst(owner._meta.verbose_name)} {key}"
        return owner._meta.get_field(column), f"{row}: {label_of(owner, column)}"
    except (FieldDoesNotExist, AttributeError):
        return None, name


def _words(field: Any, value: Any, people: dict[int, Any]) -> str:
    if isinstance(value, dict) and "member" in value:
        return str(people.get(value["member"], f"#{value['member']}"))
    if isinstance(value, dict):
        number = value["characters"]
        said = ngettext(
            "a reader’s words, %(n)d character", "a reader’s words, %(n)d characters", number
        )
        return said % {"n": number}
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(field, DateTimeField) and value:
        moment = timezone.localtime(datetime.fromisoformat(value))
        return date_format(moment, "DATETIME_FORMAT")
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, "" if value is None else value))
