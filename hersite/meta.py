"""What a page says of itself to search engines and to sites that link to it."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

SITE_CARD = "cards/site.png"


def absolute(path: str) -> str:
    """An address on this site, with scheme and host from SITE_URL."""
    return f"{settings.SITE_URL}{path}"


class Here:
    """SITE_URL in the shape of django.contrib.sites, which this project does without."""

    name = settings.SITE_NAME

    def __init__(self) -> None:
        self.scheme, _separator, self.domain = settings.SITE_URL.partition("://")


@dataclass
class PageMeta:
    """Title, description and card of a page. None of them may give an ending away.

    ``path`` is the clean one, without sort and cursor: the canonical address, empty where the page
    has none that others should know; ``feed`` a title and an address.
    """

    title: str
    description: str
    path: str
    card: str = ""
    card_alt: str = ""
    og_type: str = "website"
    feed: tuple[str, str] | None = None
    robots: str = ""
    json_ld: list[dict[str, Any]] = field(default_factory=list)

    @property
    def canonical(self) -> str:
        return absolute(self.path) if self.path else ""

    @property
    def full_title(self) -> str:
        return (
            self.title
            if settings.SITE_NAME in self.title
            else f"{self.title} · {settings.SITE_NAME}"
        )

    @property
    def card_url(self) -> str:
        return absolute(self.card or static(SITE_CARD))

    @property
    def json_ld_html(self) -> SafeString:
        """The data as script elements; ``<``, ``>`` and ``&`` can't end them early."""
        safe = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
        texts = (json.dumps(data, ensure_ascii=False).translate(safe) for data in self.json_ld)
        blocks = (f'<script type="application/ld+json">{text}</script>' for text in texts)
        return mark_safe("".join(blocks))


def breadcrumbs(*steps: tuple[str, str]) -> dict[str, Any]:
    """BreadcrumbList after Google's rules, from (name, path) pairs, the page itself last."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }
