"""Where a POST comes from, for the addresses that keep what was typed instead of refusing it."""

from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class _TokenCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def has_valid_token(request: HttpRequest) -> bool:
    """Whether Django's own check of the CSRF token passes."""
    check = _TokenCheck(lambda _request: None)  # type: ignore[arg-type]
    return check.process_view(request, None, (), {}) is None  # type: ignore[arg-type]


def is_same_origin(request: HttpRequest) -> bool:
    """True where the browser says that the form stood on this site, False where it says nothing.

    PermissionDenied where it says that the form stood elsewhere.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site == "same-origin":
            return True
        if site != "none":
            raise PermissionDenied
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    if origin != f"{request.scheme}://{request.get_host()}":
        raise PermissionDenied
    return True


def require_utf8(request: HttpRequest) -> None:
    """BadRequest where a form holds bytes that are not UTF-8; Django would replace them in
    silence."""
    body = request.body
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8") or b"\ncontent-transfer-encoding:" in body.lower():
        raise BadRequest("The form is not plain UTF-8.")
    if request.content_type == "application/x-www-form-urlencoded":
        body = unquote_to_bytes(body.replace(b"+", b" "))
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest("The form is not UTF-8.") from error
