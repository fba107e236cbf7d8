"""Pictures that texts name by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps

from hersite.markdown import PICTURE_PLACE

if TYPE_CHECKING:
    from explainer.models import Picture

# As it is stored. Its words are HTML.
PLACE = re.compile(
    rf'<figure class="art"><img src="{PICTURE_PLACE}(?P<number>\d+)" alt="(?P<alt>[^"]*)">'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>\n?",
    re.DOTALL,
)


def pictures_of(stored: Iterable[str]) -> dict[int, Picture]:
    """By number, those that stored texts have a place for: one statement for all of them, and
    none where there is no such place."""
    numbers = {int(place["number"]) for html in stored for place in PLACE.finditer(html)}
    # Editions, which are made when this is loaded, ask for it.
    return apps.get_model("explainer.Picture").objects.in_bulk(numbers) if numbers else {}
