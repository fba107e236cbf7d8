"""Who may keep a copy of a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Pages of one person or of the staff: nobody keeps them, the browser neither.
PRIVATE = ("/account/", "/me/", "/moderation/", "/admin/")
PUBLIC = "public, max-age=0, must-revalidate"


class CacheRulesMiddleware:
    """Set ``Cache-Control`` on every page that doesn't say so itself.

    A guest is a request without the session cookie; what a guest gets is the same for all guests
    and may be kept by a proxy, which has to ask whether it still holds.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = _rule(request, response)
        if request.path == "/account/logout/" and request.method == "POST":
            # Pages of the member who leaves must not come back from the browser's own cache.
            response["Clear-Site-Data"] = '"cache"'
        return response


def is_guest(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _rule(request: HttpRequest, response: HttpResponse) -> str:
    if request.path.startswith(PRIVATE):
        return "no-store"
    shared = request.method in ("GET", "HEAD") and is_guest(request) and not response.cookies
    if shared and response.status_code in (200, 301, 410):
        return PUBLIC
    return "private, no-cache"
