"""Addresses in which a slug stands that was changed since: they lead to where the row is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from hersite.slugs import current_slugs, moved_to

# Whose slug stands in an address, by its beginning.
KINDS = {
    "explained/<slug:slug>/": "explainer.explanation",
    "opinions/<slug:slug>/": "explainer.explanation",
    "questions/<slug:slug>/": "discussions.question",
    "feeds/questions/<slug:slug>/": "discussions.question",
}
# From an edition to the slugs of that kind which its page brings before readers.
_PUBLISHED_WITH = {
    "explainer.explanation": "explanation__slug",
    "discussions.question": "explanation__questions__slug",
}


class OldAddressesMiddleware:
    """Looks only where nothing was found, so that no page costs a statement more.

    308 for what is sent: the browser sends it once more, whole, to the new address. A page that was
    opened before the change still takes comments, votes and ratings.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.resolver_match is None:
            return response
        url = _moved(request.resolver_match)
        if url is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        is_read = request.method in ("GET", "HEAD")
        return HttpResponsePermanentRedirect(
            f"{url}?{query}" if query else url, preserve_request=not is_read
        )


def kind_of(match: ResolverMatch) -> str:
    """Empty for an address without a slug that can be changed."""
    return next((kind for start, kind in KINDS.items() if match.route.startswith(start)), "")


def _moved(match: ResolverMatch) -> str | None:
    kind = kind_of(match)
    slug = moved_to(kind, match.kwargs["slug"]) if kind else None
    return _address(match, slug) if slug and _is_published(kind, slug) else None


def _is_published(kind: str, slug: str) -> bool:
    """Or was once. How an unpublished page is called now is nobody's to know who tries names."""
    editions: Any = apps.get_model("explainer.edition")._default_manager
    return bool(editions.newest().filter(**{_PUBLISHED_WITH[kind]: slug}).exists())


def _address(match: ResolverMatch, slug: str) -> str:
    return reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})


def moved_addresses(urls: Collection[str]) -> dict[str, str]:
    """Where those of these addresses lead now that have moved; one statement or two for all that
    are of a kind."""
    matches = {url: match for url in urls if (match := _match(url)) and kind_of(match)}
    slugs: dict[str, set[str]] = defaultdict(set)
    for match in matches.values():
        slugs[kind_of(match)].add(match.kwargs["slug"])
    now = {kind: current_slugs(apps.get_model(kind), names) for kind, names in slugs.items()}
    moved = {}
    for url, match in matches.items():
        slug, former = now[kind_of(match)].get(match.kwargs["slug"]), match.kwargs["slug"]
        if slug and slug != former:
            moved[url] = urlsplit(url)._replace(path=_address(match, slug)).geturl()
    return moved


def _match(url: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(url).path)
    except Resolver404:
        return None
