from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hersite.outages import database_is_gone


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _plain("ok")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process reaches its database; 503 where it doesn't. Guests are answered all the same."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        if not database_is_gone(error):
            raise
        return _plain("no database", status=503)
    return _plain("ready")


def _plain(word: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(f"{word}\n", content_type="text/plain", status=status, headers=headers)
