"""Statements that every page of a member asks, put together once.

Django builds the SQL of a queryset anew each time, which takes up to ten times as long as running
it. A prepared one is written like any other, as a function that gives a queryset for some values,
and called with values it gives the rows:

    @prepared
    def stances(member: int, readings: list[int]) -> QuerySet[Any]:
        votes = Vote.objects.filter(member=member, interpretation__in=readings)
        return votes.values_list("interpretation", "stance")

The function itself is called with stand-ins, once for each length of its lists. So its values may
only be compared with fields: it can't look at them, and numbers, times and text are all it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import update_wrapper
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Stand-ins count up from these; nothing in a statement of this site equals them.
_NUMBER = 2_000_000_000
_MOMENT = datetime(1000, 1, 1, tzinfo=UTC)

Row = tuple[Any, ...]


class prepared:  # noqa: N801 - a decorator
    """The rows of a ``values_list`` queryset, read from the database itself, never the replica.
    ValueError where a value is not in the statement: then the function looked at it."""

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self.make = make
        self.built: dict[Hashable, _Statement | None] = {}
        update_wrapper(self, make)

    def __call__(self, *values: Any) -> list[Row]:
        shape = tuple(len(value) if isinstance(value, list) else -1 for value in values)
        key = (connection.vendor, shape)
        if key not in self.built:
            self.built[key] = _build(self.make, values)
        statement = self.built[key]
        return statement.rows([_adapted(value) for value in _flat(values)]) if statement else []


@dataclass(frozen=True)
class _Statement:
    """``places``: for each parameter the number of the value that it is, or None where it is the
    same each time. ``converters``: by column, as Django's compiler has them."""

    sql: str
    parameters: Sequence[Any]
    places: list[int | None]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]

    def rows(self, values: list[Any]) -> list[Row]:
        given = [
            always if place is None else values[place]
            for always, place in zip(self.parameters, self.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            rows = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: Row) -> Row:
        cells = list(row)
        for column, converters, expression in self.converters:
            for convert in converters:
                cells[column] = convert(cells[column], expression, connection)
        return tuple(cells)


def _build(make: Callable[..., QuerySet[Any]], values: Sequence[Any]) -> _Statement | None:
    """None where no row can ever fit, as with an empty list."""
    marks = [_stand_in(value, number) for number, value in enumerate(_flat(values))]
    left = iter(marks)
    arguments = [
        [next(left) for _each in value] if isinstance(value, list) else next(left)
        for value in values
    ]
    compiler = make(*arguments).query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    numbers = {_adapted(mark): number for number, mark in enumerate(marks)}
    places = [numbers.get(parameter) for parameter in parameters]
    if set(places) - {None} != set(range(len(marks))):
        raise ValueError(f"{make.__name__}: a value is not in the statement")
    columns = [column[0] for column in compiler.select]
    converters = [(at, *found) for at, found in compiler.get_converters(columns).items()]
    return _Statement(sql, parameters, places, converters)


def _flat(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        yield from value if isinstance(value, list) else [value]


def _stand_in(value: Any, number: int) -> Any:
    if isinstance(value, datetime):
        return _MOMENT + timedelta(days=number)
    return f"\x02{number}" if isinstance(value, str) else _NUMBER + number


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
