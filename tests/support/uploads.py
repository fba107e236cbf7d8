"""Small picture files, and what it takes to have one on a page."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from explainer.models import Picture
from explainer.pictures.making import make
from explainer.pictures.upload import examine

RED = (200, 30, 30)


def image(width: int = 60, height: int = 40, mode: str = "RGB", colour: Any = RED) -> Image.Image:
    return Image.new(mode, (width, height), colour)


def content(picture: Image.Image | None = None, kind: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    (picture or image()).save(file, kind, **options)
    return file.getvalue()


def upload(name: str = "a.png", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content() if data is None else data)


def make_picture(picture: Image.Image | None = None, *, made: bool = True, **words: Any) -> Picture:
    """An upload in the list; as its job has left it where it is ``made``."""
    row = Picture(**{"alt": "A red field"} | words)
    row.take(examine(upload(data=content(picture))))
    row.save()
    if made:
        assert make([row]) == [row]
        row.refresh_from_db()
    return row
