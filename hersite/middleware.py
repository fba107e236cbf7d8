"""How static files are sent, and who may keep a copy of a page."""

from collections.abc import Callable
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

# Pages of one person, of the staff or of those with the link: nobody keeps them, the browser
# neither.
PRIVATE = ("/account/", "/me/", "/moderation/", "/admin/", "/drafts/")
# Below one of them, and yet a page like any other.
OPEN = ("/moderation/log/",)
PUBLIC = "public, max-age=0, must-revalidate"


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Static files before anything else, with no header that means nothing for a file.

    They are a tenth of what sixteen small files take: the headers that every page has, and for a
    file that never changes those with which a browser would ask whether it has.
    """

    def add_mime_headers(self, headers: Headers, path: str, url: str) -> None:
        super().add_mime_headers(headers, path, url)
        headers["X-Content-Type-Options"] = "nosniff"

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        file = super().get_static_file(path, url, stat_cache)
        file.alternatives = [
            (encoding, path, _without_validators(headers))
            for encoding, path, headers in file.alternatives
        ]
        return file


def _without_validators(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if "immutable" not in dict(headers)["Cache-Control"]:
        return headers
    return [header for header in headers if header[0] not in ("ETag", "Last-Modified")]


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
            # Pages of the member who leaves must not come back from the browser's own cache, nor
            # what they typed and did not post from its storage.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class EtagMiddleware(ConditionalGetMiddleware):
    """A tag for what may be asked for again. A member's page has a token of its own each time, so
    no tag of it would ever be met again."""

    def needs_etag(self, response: HttpResponseBase) -> bool:
        return "public" in response.get("Cache-Control", "")


def is_private(path: str) -> bool:
    return path.startswith(PRIVATE) and not path.startswith(OPEN)


def is_guest(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _rule(request: HttpRequest, response: HttpResponse) -> str:
    if is_private(request.path):
        return "no-store"
    shared = request.method in ("GET", "HEAD") and is_guest(request) and not response.cookies
    if shared and response.status_code in (200, 301, 410):
        return PUBLIC
    return "private, no-cache"
