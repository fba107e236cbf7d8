"""Which requests may be answered from memory, and which of them are for the same page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

from hersite.middleware import is_private

# Scheme and host, path, the parameters that the page knows.
Key = tuple[str, str, str]
Environ = dict[str, Any]

# Static files have their own rules; of the health of a process no copy is kept.
_NEVER = ("/static/", "/healthz", "/readyz")
# The parameters that pages know, by the beginning of their address: the values that they take, the
# first for leaving it out, or one alone where any will do. All else changes nothing.
PARAMETERS: dict[str, dict[str, tuple[str, ...]]] = {
    "/questions/": {"sort": ("best", "new", "old", "moved"), "after": ("",), "supports": ("",)},
    "/moderation/log/": {"before": ("",)},
    "/comments/": {"quote": ("", "1"), "after": ("",)},
}
_COOKIE = f"{settings.SESSION_COOKIE_NAME}="
_BEHIND_PROXY = settings.TRUSTED_PROXIES > 0
# All that Django is told of a guest's request: what the key is made of. So nothing of the one who
# happens to ask first can enter the copy that everybody gets.
_TOLD = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


def key_of(environ: Environ) -> Key | None:
    """None for what never comes from memory: writes, members, private pages and static files."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    if _COOKIE in environ.get("HTTP_COOKIE", ""):
        return None
    path = environ["PATH_INFO"]
    if path.startswith(_NEVER) or is_private(path):
        return None
    query = environ["QUERY_STRING"]
    return (_site(environ), path, known_parameters(path, query))


def _site(environ: Environ) -> str:
    """Scheme and host as Django understands them: another one may be redirected or refused."""
    scheme, host = environ["wsgi.url_scheme"], environ.get("HTTP_HOST", "")
    if _BEHIND_PROXY:
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", scheme)
        host = environ.get("HTTP_X_FORWARDED_HOST", host)
    return f"{scheme}://{host}"


def known_parameters(path: str, query: str) -> str:
    """What of a query string the page at ``path`` knows, written in one way."""
    if not query:
        return ""
    names = next((names for start, names in PARAMETERS.items() if path.startswith(start)), None)
    if names is None:
        return ""
    # Of one given twice the last counts, as in Django.
    given = dict(parse_qsl(query, keep_blank_values=True))
    said = {name: given[name] for name, values in names.items() if _says(given.get(name), values)}
    return urlencode(said)


def _says(value: str | None, values: tuple[str, ...]) -> bool:
    """Whether it makes another page than leaving it out does."""
    return value not in (None, values[0]) and (len(values) == 1 or value in values)


def neutral(environ: Environ, key: Key) -> Environ:
    """The request as anybody would have sent it."""
    told = {
        name: value
        for name, value in environ.items()
        if not name.startswith("HTTP_") or name in _TOLD
    }
    return {**told, "REQUEST_METHOD": "GET", "QUERY_STRING": key[2]}
