"""The database itself refuses to alter or delete what is on record, whoever asks.

A later migration that remakes the table on SQLite drops its triggers in silence and has to run
``install`` once more; tests/site/test_audit_guard.py would say so.
"""

from __future__ import annotations

from typing import Any

TABLE = "hersite_staffaction"
SAID = "The record of staff actions is only ever added to."

_SQLITE = [
    f"CREATE TRIGGER {TABLE}_no_{name} BEFORE {name.upper()} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for name in ("update", "delete")
]
_POSTGRESQL = [
    f"CREATE FUNCTION {TABLE}_kept() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$",
    f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_kept()",
]
_INSTALL = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
_REMOVE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {TABLE}_no_{name}" for name in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {TABLE}_kept ON {TABLE}",
        f"DROP FUNCTION IF EXISTS {TABLE}_kept()",
    ],
}


def statements(vendor: str) -> list[str]:
    """Those that put the guard in place; of databases that the site doesn't run on, none."""
    return _INSTALL.get(vendor, [])


def removal(vendor: str) -> list[str]:
    return _REMOVE.get(vendor, [])


def install(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for statement in (*removal(vendor), *statements(vendor)):
        schema_editor.execute(statement)


def remove(apps: Any, schema_editor: Any) -> None:
    for statement in removal(schema_editor.connection.vendor):
        schema_editor.execute(statement)
