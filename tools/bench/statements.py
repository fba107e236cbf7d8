"""What a request asks of the database, as SQLite itself sees it.

python -m tools.bench.statements, with the database in the environment: reads requests from standard
input, answers them in this process as the server would, and prints for each its statements.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from tools.bench import ROOT
from tools.bench.databases import Database
from tools.bench.processes import environment
from tools.bench.requests import Request

# SQL and parameters; None for a statement that went past Django's cursor, its values written out.
Statement = tuple[str, Sequence[Any] | None]
# Before a request: nothing, or the scope whose pages are to be made anew.
Asked = tuple[Request, str | None]


def count(statements: Sequence[Statement]) -> int:
    """Without those that only begin and end transactions."""
    frames = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not sql.startswith(frames) for sql, _parameters in statements)


def capture(database: Database, host: str, asked: Sequence[Asked]) -> list[list[Statement]]:
    """The statements of each request, in a process that has just started."""
    requests = [
        {
            "path": request.path,
            "headers": dict(request.headers),
            "body": request.body and request.body.decode(),
            "change": change,
        }
        for request, change in asked
    ]
    told = {"database": asdict(database), "host": host, "requests": requests}
    said = subprocess.run(
        [sys.executable, "-m", "tools.bench.statements"],
        cwd=ROOT,
        env=environment(database.path),
        check=True,
        input=json.dumps(told).encode(),
        stdout=subprocess.PIPE,
    ).stdout
    return [[(sql, values) for sql, values in statements] for statements in json.loads(said)]


def capture_each(
    database: Database, host: str, requests: Sequence[Request], change: str | None
) -> list[list[Statement]]:
    """Of each request the second time: the first one makes what is made once."""
    twice = [(request, change) for request in requests for _ in range(2)]
    return capture(database, host, twice)[1::2]


class Recorder:
    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._inside = False

    def wrap(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Django's way: SQL and parameters apart."""
        self.statements.append((sql, None if params is None else list(params)))
        self._inside = True
        try:
            return execute(sql, params, many, context)
        finally:
            self._inside = False

    def trace(self, sql: str) -> None:
        """SQLite's own word: also of what goes past Django's cursor, and of each COMMIT. Lines
        with -- are what triggers do."""
        if not self._inside and not sql.startswith("--"):
            self.statements.append((sql, None))


def main() -> None:
    told = json.load(sys.stdin)
    database = Database(**told["database"])
    from django.db import connection

    from hersite.wsgi import application

    connection.ensure_connection()
    recorder = Recorder()
    connection.connection.set_trace_callback(recorder.trace)
    found = []
    with connection.execute_wrapper(recorder.wrap):
        for entry in told["requests"]:
            if entry["change"]:
                database.change(entry["change"])
            recorder.statements.clear()
            body = entry["body"]
            request = Request(entry["path"], entry["headers"], body and body.encode())
            _answer(application, request.environ(told["host"]))
            found.append(list(recorder.statements))
    print(json.dumps(found))


def _answer(application: Callable[..., Any], environ: dict[str, Any]) -> None:
    statuses: list[str] = []
    answer = application(environ, lambda status, headers, error=None: statuses.append(status))
    b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    if statuses[0][:3] not in ("200", "303", "304"):
        raise RuntimeError(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {statuses[0]}")


if __name__ == "__main__":
    main()
