from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from discussions.models import Member
from discussions.second_factor import detour

View = Callable[..., HttpResponse]


def for_moderators(view: View) -> View:
    """Guests sign in first, staff need their second factor under any address; for all others who
    aren't moderators there is nothing here (Http404). Nobody keeps a copy of the page."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        read = request.method in ("GET", "HEAD")
        wanted = request.get_full_path() if read else reverse(QUEUE)
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not request.user.is_moderator:
            raise Http404
        response = detour(request, wanted) or view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return checked


QUEUE = "discussions:queue"


def moderator_of(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user
