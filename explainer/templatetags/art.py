"""The drawings and pictures that stand in a stored text."""

import re
from collections.abc import Mapping
from html import unescape

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static

from explainer.art import art_size, art_url
from explainer.models import Picture
from explainer.pictures.texts import PLACE, pictures_of

register = template.Library()

_DRAWING = re.compile(rf'(?<= src="){re.escape(art_url("@")).replace("@", "(?P<name>[a-z0-9-]+)")}')


@register.filter(is_safe=True)
def with_hashed_art(html: str, pictures: Mapping[int, Picture] | None = None) -> str:
    """Stored HTML with the addresses of this release's drawings, and with uploaded pictures as
    they can be shown now.

    What is stored names a drawing without a hash, so that it outlives releases. A page names it
    with its hash, so that a browser keeps it for ever. ``pictures`` are those of the whole page;
    without them those of this text are looked up.
    """
    known = pictures_of([html]) if pictures is None else pictures
    return PLACE.sub(lambda place: _figure(place, known), _DRAWING.sub(_hashed, html))


def _hashed(drawing: re.Match[str]) -> str:
    known = art_size(drawing["name"]) is not None
    return static(f"art/{drawing['name']}.svg") if known else drawing[0]


def _figure(place: re.Match[str], known: Mapping[int, Picture]) -> str:
    """Nothing where there is no such picture, or nothing of it that could be shown."""
    picture = known.get(int(place["number"]))
    if picture is None or not picture.is_ready:
        return ""
    context = {
        "picture": picture,
        "alt": unescape(place["alt"]) or picture.alt,
        "caption": unescape(place["caption"] or "") or picture.caption,
    }
    return render_to_string("explainer/pictures/figure.html", context)
