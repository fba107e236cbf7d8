"""Making what readers get of an upload. Runs in a process of its own: a large picture takes some
seconds and a hundred megabytes."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from explainer.models import Picture
from explainer.pictures import pixels
from explainer.pictures.renditions import CARD, LAST, RECIPE, Folder, card_file, keep, widths
from hersite.freshness import ALL, bump

logger = logging.getLogger(__name__)


def make(pictures: Iterable[Picture]) -> list[Picture]:
    """Make all that is due of them; those of which it could be made. Where it fails the row says
    why, and it is not tried again by itself: the next try would fail alike."""
    return [picture for picture in pictures if _tried(picture)]


def _tried(picture: Picture) -> bool:
    try:
        _make(picture)
    except Exception as error:
        logger.exception("Picture %s could not be made.", picture.pk)
        said = f"{type(error).__name__}: {error}"[:300]
        Picture.objects.filter(pk=picture.pk).update(failure=said)
        return False
    return True


def _make(picture: Picture) -> None:
    folder = Folder(picture.digest, RECIPE)
    focus = (picture.focus_x, picture.focus_y)
    with default_storage.open(picture.original_name) as file, Image.open(file) as image:
        image.load()
        for width in widths(image.width):
            smaller = pixels.across(image, width)
            for suffix in pixels.OPTIONS:
                keep(folder.name(f"{width}.{suffix}"), pixels.encoded(smaller, suffix))
        card = pixels.encoded(pixels.cut(image, CARD, focus), LAST)
        keep(folder.name(card_file(*focus)), card)
    if not _tell(picture, focus):
        # It was taken down, or deleted, while this was made.
        picture.delete_files()


@transaction.atomic
def _tell(picture: Picture, focus: tuple[int, int]) -> bool:
    """Whether it is wanted still. Past ``save``, which would write back words that an editor has
    changed meanwhile. Pages that left the picture out show it from now on."""
    made = {"recipe": RECIPE, "card_x": focus[0], "card_y": focus[1], "failure": ""}
    wanted = Picture.objects.filter(pk=picture.pk).exclude(original="").update(**made)
    bump(ALL)
    return bool(wanted)
