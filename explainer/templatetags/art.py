"""The drawings that stand in a stored text."""

import re

from django import template
from django.templatetags.static import static

from explainer.art import art_size, art_url

register = template.Library()

_DRAWING = re.compile(rf'(?<= src="){re.escape(art_url("@")).replace("@", "(?P<name>[a-z0-9-]+)")}')


@register.filter(is_safe=True)
def with_hashed_art(html: str) -> str:
    """Stored HTML with the addresses of this release's drawings.

    What is stored names a drawing without a hash, so that it outlives releases. A page names it
    with its hash, so that a browser keeps it for ever.
    """
    return _DRAWING.sub(_hashed, html)


def _hashed(drawing: re.Match[str]) -> str:
    known = art_size(drawing["name"]) is not None
    return static(f"art/{drawing['name']}.svg") if known else drawing[0]
