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


def for_whom(may: Callable[[Any], bool], page: str) -> Callable[[View], View]:
    """Guests sign in first, staff need their second factor under any address; for members who may
    not there is nothing here (Http404). Nobody keeps a copy of the view's page; a POST that has to
    wait leads to ``page``, the name of a URL."""

    def restrict(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            read = request.method in ("GET", "HEAD")
            wanted = request.get_full_path() if read else reverse(page)
            if not request.user.is_authenticated:
                return redirect_to_login(wanted)
            if not may(request.user):
                raise Http404
            response = detour(request, wanted) or view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return checked

    return restrict


QUEUE = "discussions:queue"
for_moderators = for_whom(lambda user: user.is_moderator, QUEUE)


def moderator_of(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user
