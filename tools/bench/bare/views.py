"""Views that answer the site's bytes, and run the site's statements where it runs any."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tools.bench.bare.recipe import read

RECIPE = read(settings.VAR_DIR)
# How the statements begin that read the session and the member.
WHO = ('SELECT "django_session"', 'SELECT "discussions_member"')
_turn = count()


def constant(request: HttpRequest) -> HttpResponse:
    return _answer(RECIPE.constant, {"Content-Encoding": "br"})


def replay(request: HttpRequest, name: str) -> HttpResponse:
    """Statement by statement what the site asked, in the same transactions; but for those by
    which Django's middleware, where there is any, finds out who asks."""
    variants, body = RECIPE.replays[name]
    statements = variants[next(_turn) % len(variants)]
    if hasattr(request, "user"):
        if not request.user.is_authenticated:
            raise PermissionDenied
        statements = [each for each in statements if not each[0].startswith(WHO)]
    _play(statements)
    if request.method == "POST":
        return _answer(b"", {"Location": "/"}, status=303)
    return _answer(body, {})


def _answer(body: bytes, headers: dict[str, str], status: int = 200) -> HttpResponse:
    headers = {"Content-Length": str(len(body)), **headers}
    return HttpResponse(body, status=status, headers=headers)


def _play(statements: Sequence[tuple[str, Sequence[Any] | None]]) -> None:
    renamed: dict[Any, Any] = {RECIPE.submission: str(uuid.uuid4())}
    with connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values and [_renamed(value, renamed) for value in values])
            if cursor.description:
                rows = cursor.fetchall()
                if sql.startswith('INSERT INTO "discussions_comment"'):
                    (new,) = rows[0]
                    renamed[RECIPE.comment] = new
                    # A comment's path: ten digits for each of its ancestors and itself.
                    renamed[f"{RECIPE.comment:010}"] = f"{new:010}"


def _renamed(value: Any, renamed: dict[Any, Any]) -> Any:
    return renamed.get(value, value) if isinstance(value, int | str) else value


urlpatterns = [path("constant", constant), path("replay/<name>", replay)]
