"""The site's own drawings in static/art: which there are, where they stand, how large they are."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

_SIZE = re.compile(r'<svg [^>]*?width="(?P<width>\d+)" height="(?P<height>\d+)"')


def art_folder() -> Path:
    return Path(settings.BASE_DIR) / "static" / "art"


@cache
def art_size(name: str) -> tuple[int, int] | None:
    """Width and height in px as the drawing itself gives them; None where there is no such
    drawing."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return None
    file = art_folder() / f"{name}.svg"
    if not file.is_file():
        return None
    match = _SIZE.search(file.read_text(encoding="utf-8")[:2000])
    return (int(match["width"]), int(match["height"])) if match else None


def art_url(name: str) -> str:
    """The address of a drawing. Without a hash: it is stored in rendered text and must outlive
    releases."""
    return f"/{settings.STATIC_URL.strip('/')}/art/{name}.svg"


def art_names() -> list[str]:
    return sorted(file.stem for file in art_folder().glob("*.svg"))
