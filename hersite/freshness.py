"""Which copies of pages still hold.

Whoever writes raises the versions of the scopes it touches, last in the same transaction; a page
made from these rows holds as long as the versions it was made from, and no longer than until a
moment at which it changes by the clock alone. Scopes are named by slugs, so a page knows its scopes
before it reads a row; who changes a slug raises the scopes of both names (``hersite.slugs``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from time import time
from typing import Any

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest

from hersite.models import PageVersion
from hersite.replica import read_from_both

# What any page may show: films, titles, names of members, settings.
ALL = "all"
# What the lists of the site show: the newest, the liveliest, counts, who wrote last.
SITE = "site"

# (scope, number, removals) of each scope that has changed at all, in the order of their names.
Versions = tuple[tuple[str, int, int], ...]

_TABLE = PageVersion._meta.db_table


def thread(slug: str) -> str:
    """The comments of a question."""
    return f"thread:{slug}"


def results(slug: str) -> str:
    """The votes on a question's interpretations."""
    return f"results:{slug}"


def opinions(slug: str) -> str:
    """The opinion map of an explanation."""
    return f"opinions:{slug}"


def ratings(slug: str) -> str:
    """The stars of an explanation."""
    return f"ratings:{slug}"


def explanation(slug: str) -> str:
    """What an explanation's page shows besides its text: counts, the general thread."""
    return f"explanation:{slug}"


_ORDER = ["results", "opinions", "ratings", "thread", "explanation", SITE, ALL]


def bump(*scopes: str, removal: bool = False) -> None:
    """Raise the versions; ``removal`` where text was taken away.

    Inside the writer's transaction and last in it, for the rows stay locked until its end; always
    in one order, so that two writers never wait for each other.
    """
    connection = connections[router.db_for_write(PageVersion)]
    ordered = sorted(set(scopes), key=lambda scope: (_ORDER.index(scope.split(":")[0]), scope))
    new_rows = ", ".join([f"(%s, 1, {int(removal)})"] * len(ordered))
    also = f", removals = {_TABLE}.removals + 1" if removal else ""
    # One statement for all of them: the ORM has none that inserts or adds one.
    sql = (
        f"INSERT INTO {_TABLE} (scope, number, removals) VALUES {new_rows} "  # noqa: S608
        f"ON CONFLICT (scope) DO UPDATE SET number = {_TABLE}.number + 1{also}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, ordered)


def read_versions(scopes: tuple[str, ...], using: str | None = None) -> Versions:
    """The versions as they are now in that database, or in the one that this request reads."""
    return read_with(connections[using or router.db_for_read(PageVersion)], scopes)


def read_with(connection: BaseDatabaseWrapper, scopes: tuple[str, ...]) -> Versions:
    """The same over a connection that is at hand already.

    This runs for every page from memory: Django's cursor would cost ten times the statement, and
    the driver keeps it prepared.
    """
    mark = "?" if connection.vendor == "sqlite" else "%s"
    connection.ensure_connection()
    with connection.wrap_database_errors:
        rows = connection.connection.execute(_select(len(scopes), mark), scopes).fetchall()
    return tuple(rows)


@cache
def _select(number: int, mark: str) -> str:
    marks = ", ".join([mark] * number)
    return f"SELECT scope, number, removals FROM {_TABLE} WHERE scope IN ({marks}) ORDER BY scope"  # noqa: S608


@dataclass
class Freshness:
    """What a page depends on: its scopes with their versions, and the moment (seconds since 1970)
    at which the clock alone changes it."""

    scopes: tuple[str, ...]
    versions: Versions
    until: float = float("inf")

    def ends_at(self, moment: datetime | None) -> None:
        """The page changes then at the latest; None says nothing."""
        if moment:
            self.until = min(self.until, moment.timestamp())

    def part(self, scope: str) -> Freshness:
        """Of what depends on this scope alone."""
        return Freshness((scope,), tuple(row for row in self.versions if row[0] == scope))

    def holds(self, now: Versions) -> bool:
        return now == self.versions and time() < self.until

    def lost_text(self, now: Versions) -> bool:
        """Whether text may have been taken away since."""
        before = {scope: removals for scope, _number, removals in self.versions}
        return any(removals != before.get(scope, 0) for scope, _number, removals in now)


# Where a page that is being made leaves word of what it depends on.
ENVIRON = "hersite.freshness"


def watch(request: HttpRequest, *scopes: str) -> Freshness:
    """Say what a page shows, before reading it: a change while it is made then already counts. Of
    a page that says nothing no copy is kept."""
    known = tuple(sorted({ALL, *scopes}))
    versions = read_from_both(lambda alias: read_versions(known, alias))
    freshness = Freshness(known, versions)
    request.META[ENVIRON] = freshness
    return freshness


class OnEveryPage(models.Model):
    """A row that any page may show: saving or deleting it ends every copy, and whether words were
    taken away nobody asks."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump(ALL, removal=True)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            bump(ALL, removal=True)
        return deleted
