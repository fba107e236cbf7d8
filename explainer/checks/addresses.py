"""The addresses of this site that the text of an edition links to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve

from explainer.checks.finding import Finding, Level, Place
from explainer.checks.manuscript import Manuscript


@dataclass(frozen=True)
class Address:
    """A link to a page of this site, as written and as the site understands it; ``match`` is None
    where nothing answers there."""

    written: str
    path: str
    fragment: str
    match: ResolverMatch | None
    place: Place

    @property
    def route(self) -> str:
        """As the URL configuration has it; empty where nothing answers."""
        return self.match.route if self.match else ""

    @property
    def values(self) -> dict[str, Any]:
        """What the route names, taken from the address."""
        return self.match.kwargs if self.match else {}

    @property
    def slug(self) -> str:
        return str(self.values.get("slug", ""))

    def dead(self, message: str) -> Finding:
        """``message`` has a place for ``%(link)s``."""
        return Finding(Level.STOP, message % {"link": self.written}, self.place)


def own_addresses(manuscript: Manuscript) -> Iterator[Address]:
    """Every link that leads to this site, in the order of the text: with or without its name, and
    ``#key`` alone. Links to other sites are nobody's to check here."""
    page = settings.SITE_URL + manuscript.edition.explanation.get_absolute_url()
    for written in manuscript.written:
        for link in written.parts.links:
            if parts := _on_this_site(page, link):
                path, fragment = unquote(parts.path) or "/", unquote(parts.fragment)
                # What follows names words to be marked; the browser finds them or lets it be.
                fragment = fragment.partition(":~:")[0]
                yield Address(link, path, fragment, _match(path), written.place)


def _on_this_site(page: str, link: str) -> SplitResult | None:
    try:
        parts = urlsplit(urljoin(page, link))
    except ValueError:
        return None
    return parts if parts.netloc == urlsplit(page).netloc else None


def _match(path: str) -> ResolverMatch | None:
    # Django leads from an address without its last slash to the one with it.
    for tried in (path, f"{path}/"):
        try:
            return resolve(tried)
        except Resolver404:
            continue
    return None
