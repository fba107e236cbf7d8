"""What an object is like, read from the database: twice, before and after something is done to it.

What is compared are rows and not calls, so a write is on record whether it went through a form, a
verb or one statement for many rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import (
    BinaryField,
    EmailField,
    Field,
    FileField,
    ForeignKey,
    JSONField,
    ManyToManyField,
    Model,
    QuerySet,
)
from django.utils.crypto import salted_hmac

# By the name of the column; of a row that belongs to the object by "rows/name of the row/column".
# Each value can be put into JSON; somebody is {"member": key}, a reader's own words are
# {"characters": number, "mark": what is the same for the same words}.
State = dict[str, Any]


@dataclass(frozen=True)
class Audited:
    """What of a model's rows is put on record; where a model says nothing, all columns.

    Rows of this record can't be altered, and who leaves the site is forgotten: names and words of
    readers never stand in it.
    """

    # The only columns, where most are moved by readers; and those that aren't an editor's words.
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    # Relations whose rows belong to the object: sections of an edition.
    rows: tuple[str, ...] = ()
    # The column by which a row is told from the others of its object.
    key: str = "pk"
    # Whether its ``str`` may be kept, or is about somebody.
    named: bool = True
    # The columns that are a reader's words where ``reader`` says whose.
    readers_words: tuple[str, ...] = ()
    reader: str = ""


# Of models that are not the site's own: a passkey has a name that its owner gave it.
_OTHERS = {"mfa.authenticator": Audited(named=False)}


def audited(model: type[Model]) -> Audited:
    return getattr(model, "audited", None) or _OTHERS.get(model._meta.label_lower, Audited())


def state_of(row: Model) -> State:
    """As it is stored now; empty where it isn't. It takes a statement, and one for each relation of
    the object."""
    stored = _with_named(type(row)).filter(pk=row.pk).first()
    if stored is None:
        return {}
    found = dict(_columns(stored))
    for name in audited(type(row)).rows:
        owner, parts = _rows(stored, name)
        for part in parts:
            key = getattr(part, audited(type(part)).key)
            # Not the column that says whose it is.
            own = [(column, value) for column, value in _columns(part) if column != owner]
            found |= {f"{name}/{key}/{column}": value for column, value in own}
    return found


def _rows(stored: Model, name: str) -> tuple[str, list[Model]]:
    """With the name of the column by which they belong to it."""
    relation: Any = type(stored)._meta.get_field(name)
    owner: str = relation.field.name
    rows = _with_named(relation.related_model).filter(**{owner: stored.pk})
    return owner, list(rows.order_by("pk"))


def _with_named(model: type[Model]) -> QuerySet[Any]:
    """Together with what its columns name."""
    rules = audited(model)
    names = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and _is_kept(field, rules) and not _is_member(field)
    ]
    rows = model._base_manager.all()
    return rows.select_related(*names) if names else rows


def _columns(row: Model) -> Iterator[tuple[str, Any]]:
    rules = audited(type(row))
    hidden = bool(rules.reader) and getattr(row, rules.reader) is not None
    for field in (*row._meta.concrete_fields, *row._meta.many_to_many):
        if not _is_kept(field, rules):
            continue
        value = _value(row, field)
        is_readers = hidden and field.name in rules.readers_words and value
        yield field.name, _covered(value) if is_readers else value


def _is_kept(field: Any, rules: Audited) -> bool:
    """Addresses, secrets and what programs keep for themselves never are."""
    private = (JSONField, BinaryField, EmailField)
    if field.primary_key or isinstance(field, private) or field.name == "password":
        return False
    if isinstance(field, ManyToManyField) and not _is_plain(field):
        return False
    return field.name in rules.only if rules.only else field.name not in rules.without


def _is_plain(field: Any) -> bool:
    """Whether its rows are nothing but pairs of keys; others belong to the object as ``rows``."""
    return bool(field.remote_field.through._meta.auto_created)


def _value(row: Model, field: Field[Any, Any]) -> Any:
    if isinstance(field, ManyToManyField):
        others = getattr(row, field.name).select_related()
        return sorted(named(other) for other in others)
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey):
        return _reference(row, field) if value is not None else None
    if isinstance(field, FileField):
        return value.name
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, bool | int | float | str | None) else str(value)


def _reference(row: Model, field: ForeignKey[Any, Any]) -> Any:
    if _is_member(field):
        return {"member": getattr(row, field.attname)}
    return named(getattr(row, field.name))


def _is_member(field: Any) -> bool:
    return field.related_model is get_user_model()


def named(row: Model) -> str:
    """What it is called, with its number: two may be called the same."""
    return f"{row} (#{row.pk})" if audited(type(row)).named else f"#{row.pk}"


def _covered(words: str) -> dict[str, Any]:
    """That they were altered is seen by it, and nothing of what they say."""
    return {"characters": len(words), "mark": salted_hmac("audit", words).hexdigest()[:12]}
