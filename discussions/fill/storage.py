"""What only a load of a million rows asks of the database."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

# SQLite's cache in kB while it is loaded. With its usual 2 MB the indexes are read and written
# again and again: a million comments took 430 s of processor time instead of 340 s.
CACHE_KB = 400_000


@contextmanager
def room() -> Iterator[None]:
    """A larger cache for SQLite. Afterwards its write-ahead log is emptied, which else would stay
    as large on the disk as the load was; PostgreSQL learns how large its tables are now, which it
    would find out by itself some minutes later."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            (before,) = cursor.execute("PRAGMA cache_size").fetchone()
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA cache_size = {before}")
            if not connection.in_atomic_block:
                cursor.execute(_TIDY[connection.vendor])


_TIDY = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": "VACUUM ANALYZE"}


class Table:
    """Takes rows as tuples: an object of the model for each was two thirds of a load's time. The
    constraints are the database's and hold as for any row.

    ``names`` says which fields a row has values for, in their order; the others get their defaults.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str]) -> None:
        self.model = model
        given = [model._meta.get_field(name) for name in names]
        others = [
            field
            for field in model._meta.concrete_fields
            if field not in given and not field.primary_key
        ]
        self.defaults = [f.get_db_prep_save(f.get_default(), connection) for f in others]
        quote = connection.ops.quote_name
        self.table = quote(model._meta.db_table)
        fields: list[Any] = [*given, *others]
        self.columns = [quote(field.column) for field in fields]

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """IntegrityError where a row breaks a constraint."""
        # SQLite has no moments; Django stores them as text.
        adapt = connection.ops.adapt_datetimefield_value
        whole: Any = (
            [adapt(value) if type(value) is datetime else value for value in row] + self.defaults
            for row in rows
        )
        columns = ", ".join(self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.table} ({columns}) FROM STDIN") as copy:
                    for row in whole:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                # Names of the model's own table and columns.
                sql = f"INSERT INTO {self.table} ({columns}) VALUES ({marks})"  # noqa: S608
                cursor.executemany(sql, whole)

    def keep_others_out(self) -> None:
        """Nobody else adds rows until the transaction ends; reading goes on. SQLite has one writer
        anyway."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {self.table} IN SHARE ROW EXCLUSIVE MODE")

    def advance_keys(self) -> None:
        """PostgreSQL counts keys by itself and would give those away again that were taken here."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]):
                cursor.execute(statement)
