"""Names and sizes of what is made of an uploaded picture. Nothing here reads a pixel."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

# Raised with every change of how files are made: what was made in another way keeps its address
# until it is made again.
RECIPE = 1
# Pixels across: phones, phones with fine screens, desks, desks with fine screens.
WIDTHS = (480, 800, 1200, 1800)
CARD = (1200, 630)
# Best first; the last one every browser knows.
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
LAST = "jpg"
# Served to everybody, and kept on this machine alone.
FOLDER, ORIGINALS = "pictures", "originals"


def widths(width: int) -> list[int]:
    """Of a picture so wide: never wider than itself, and one at least."""
    return [*(one for one in WIDTHS[:-1] if one < width), min(width, WIDTHS[-1])]


@dataclass(frozen=True)
class Folder:
    """Where the files of one upload lie that were made by one recipe."""

    digest: str
    recipe: int

    def name(self, file: str) -> str:
        return f"{FOLDER}/{self.digest}/{self.recipe}/{file}"

    def url(self, file: str) -> str:
        return f"{settings.MEDIA_URL}{self.name(file)}"

    def srcset(self, suffix: str, width: int) -> str:
        return ", ".join(f"{self.url(f'{one}.{suffix}')} {one}w" for one in widths(width))


def made_of(digest: str) -> list[str]:
    """The names of all files that readers could ever get of an upload: by whichever recipe, cut
    around whichever place."""
    folder = f"{FOLDER}/{digest}"
    try:
        recipes, _files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    listed = {recipe: default_storage.listdir(f"{folder}/{recipe}")[1] for recipe in recipes}
    return [f"{folder}/{recipe}/{file}" for recipe, files in listed.items() for file in files]


def card_file(focus_x: int, focus_y: int) -> str:
    """A card cut around another place is another file, for an address never changes."""
    return f"card-{focus_x}-{focus_y}.{LAST}"


def keep(name: str, content: bytes) -> str:
    """Store it under exactly this name. What is there already in full stays; what a process that
    died left half-written does not."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
