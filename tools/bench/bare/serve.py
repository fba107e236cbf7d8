"""python -m tools.bench.bare.serve PORT: granian as the site runs it, with less behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hersite.serve.server import THREADS


def serve(port: int) -> None:
    Granian(
        "",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve(target_loader=load, wrap_loader=False)


def load() -> Callable[..., Iterable[bytes]]:
    from django.core.wsgi import get_wsgi_application

    django = get_wsgi_application()
    from django.conf import settings
    from django.db import connection

    from tools.bench.bare.recipe import read

    recipe = read(settings.VAR_DIR)
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "br"),
        ("Content-Length", str(len(recipe.constant))),
    ]
    pages = {"/dictionary": [recipe.constant]}

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """A page from a dictionary after one statement, and Django for everything else."""
        page = pages.get(environ["PATH_INFO"])
        if page is None:
            return django(environ, start_response)
        connection.ensure_connection()
        connection.connection.execute(recipe.versions).fetchall()
        start_response("200 OK", headers)
        return page

    return application


if __name__ == "__main__":
    serve(int(sys.argv[1]))
