"""What only a load of a million rows asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

# SQLite's cache in kB while it is loaded. With its usual 2 MB the indexes are read and written
# again and again: a million comments took 430 s of processor time instead of 340 s.
CACHE_KB = 400_000


@contextmanager
def room() -> Iterator[None]:
    """A larger cache for SQLite. Afterwards its write-ahead log is emptied, which else would stay
    as large on the disk as the load was."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA cache_size").fetchone()
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def keep_others_out(model: type[models.Model]) -> None:
    """Nobody else adds rows to the table until the transaction ends; reading goes on. SQLite has
    one writer anyway."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
