"""503 while the database is gone: what was sent stands on the page, ready to be sent again."""

from __future__ import annotations

import logging
from time import monotonic
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from hersite.origin import is_same_origin

logger = logging.getLogger(__name__)

# Seconds after which a program may try again, and between two errors in the log: one of them
# tells all.
RETRY_AFTER = 5
QUIET = 60.0
# What people write in, whatever its length; other fields are shown where they hold several lines.
TEXTS = {"body", "note", "about", "reason", "reasoning"}

_logged_at = float("-inf")


class Sent(NamedTuple):
    """A field of the form that could not be worked off."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        return self.name in TEXTS or "\n" in self.value


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The page needs neither database nor context. Its form goes where the first one went, with
    the same token and the same key, so that what arrived after all is not stored twice."""
    _log(error)
    sent = _sent(request)
    context = {
        "address": request.get_full_path(),
        "sent": sent,
        "has_text": any(field.is_text for field in sent),
    }
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    # By Django, with a traceback for each request.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _log(error: BaseException) -> None:
    global _logged_at
    if monotonic() - _logged_at > QUIET:
        _logged_at = monotonic()
        logger.error("Requests are answered with 503: the database failed", exc_info=error)


def _sent(request: HttpRequest) -> list[Sent]:
    """The fields of a form of this site. None of one that holds a password, which no page
    repeats, and none of another site's."""
    if request.method != "POST":
        return []
    try:
        is_same_origin(request)
        fields = [Sent(name, value) for name, values in request.POST.lists() for value in values]
    except (PermissionDenied, SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return [] if any("password" in field.name for field in fields) else fields
