"""Error pages in the site's look. Their templates need neither database nor context."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from hersite.limits import LimitReached
from hersite.outages import database_is_gone
from hersite.unavailable import unavailable

# The limits of the account pages don't say when they end; this is the longest of their windows, in
# seconds (see ACCOUNT_RATE_LIMITS).
DEFAULT_RETRY_AFTER = 600


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever was raised, in a view or in middleware: 503 where the database is what failed."""
    error = sys.exception()
    if error is not None and database_is_gone(error):
        return unavailable(request, error)
    return defaults.server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of the account pages or the admin with a stale token: 403, and what to do."""
    return HttpResponse(render_to_string("403_csrf.html", request=None), status=403)


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None, retry_after: int = DEFAULT_RETRY_AFTER
) -> HttpResponse:
    """429 with ``Retry-After`` in seconds."""
    body = render_to_string(
        "429.html", {"retry_after": retry_after, "minutes": -(-retry_after // 60)}
    )
    return HttpResponse(body, status=429, headers={"Retry-After": str(retry_after)})


def gone(request: HttpRequest, reason: str) -> HttpResponse:
    """410 for what was withdrawn, with the editors' reason."""
    return HttpResponse(render_to_string("410.html", {"reason": reason}), status=410)


def refused(request: HttpRequest, status: int, message: str, back: str) -> HttpResponse:
    """A request that is understood and not carried out: why, and the way back."""
    context = {"title": _("That didn’t work"), "message": message, "back": back}
    return render(request, "errors/refused.html", context, status=status)


def wait(request: HttpRequest, limit: LimitReached, back: str) -> HttpResponse:
    """429 for a member's button: when it may be pressed again, and the way back."""
    response = refused(request, 429, limit.message, back)
    response["Retry-After"] = str(limit.retry_after)
    return response
