"""What is taken of an uploaded file: its pixels, once it is certain that it is one picture and
nothing else. A name and a type that come with it are only ever held against what it is."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from threading import Lock
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from explainer.pictures.endings import Broken, end_of, second_nature
from hersite.uploads import Refused

# Millions of pixels. A large camera's JPEG is read at half its size; of the others all is read,
# with the same memory for half as many. The limit on a side keeps out what has few pixels and is
# yet too long for the formats that it would be made into.
MOST_PIXELS = {"JPEG": 50, "PNG": 25, "WEBP": 25, "AVIF": 25}
LONGEST_SIDE = 12_000
ENDINGS = {
    "JPEG": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "PNG": {".png"},
    "WEBP": {".webp"},
    "AVIF": {".avif"},
}
# Two pictures at once would take twice the memory, and no editor waits long.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Master:
    """The pixels as they are kept: of all that a file held, these alone."""

    content: bytes
    suffix: str
    width: int
    height: int


def examine(upload: UploadedFile) -> Master:
    """ValidationError with the reason where it can't be taken."""
    if isinstance(upload, Refused):
        raise ValidationError(upload.reason)
    content = upload.read()
    if not content:
        raise ValidationError(_("The file is empty."))
    _check_drawing(content, upload.name or "")
    with _one_at_a_time:
        return _pixels_of(content, upload.name or "")


def _check_drawing(content: bytes, name: str) -> None:
    """In words of its own: SVG is what designers send."""
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if name.lower().endswith((".svg", ".svgz")) or head.startswith((b"<svg", b"<?xml")):
        raise ValidationError(
            _("An SVG can hold programs. Drawings come with the site; upload a JPEG, PNG, WebP or "
              "AVIF.")
        )  # fmt: skip


def _pixels_of(content: bytes, name: str) -> Master:
    from PIL import Image

    from explainer.pictures import pixels

    try:
        # Only the header is read here: what it claims decides whether the rest is.
        image = Image.open(BytesIO(content), formats=list(ENDINGS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_too_many(_("several times as many"))) from None
    except Exception:
        raise ValidationError(
            _("This is no picture that can be read. Upload a JPEG, PNG, WebP or AVIF.")
        ) from None
    _check_header(image, content, name)
    try:
        scale = pixels.LONGEST / max(image.size)
        image.draft(None, (round(image.width * scale), round(image.height * scale)))
        shown = pixels.plain(image)
    except Exception:
        raise ValidationError(_("The file is damaged: not all of the picture is there.")) from None
    kept, suffix = pixels.kept(shown)
    return Master(kept, suffix, *shown.size)


def _check_header(image: Any, content: bytes, name: str) -> None:
    # What telephones write for two pictures in one file is a JPEG to everybody else.
    kind = "JPEG" if image.format == "MPO" else image.format
    width, height = image.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS[kind] * 1_000_000:
        raise ValidationError(_too_many(f"{width:,} × {height:,}"))
    if PurePosixPath(name.lower()).suffix not in ENDINGS[kind]:
        said = _("“%(name)s” is a %(kind)s by its content. Give the file its right ending.")
        raise ValidationError(said, params={"name": name, "kind": kind})
    if kind != "JPEG" and getattr(image, "is_animated", False):
        raise ValidationError(_("It moves. Upload one picture of it: pages here stand still."))
    _check_end(content, kind)


def _check_end(content: bytes, kind: str) -> None:
    try:
        rest = content[end_of(content, kind) :]
    except Broken:
        raise ValidationError(_("The file is damaged: not all of the picture is there.")) from None
    other = second_nature(content)
    if other:
        said = _("The file is a %(kind)s and something else at once: %(other)s. Save the picture "
                 "anew and upload that.")  # fmt: skip
        raise ValidationError(said, params={"kind": kind, "other": other})
    # Cameras fill up their last block.
    if rest.strip(b"\0"):
        said = _("Behind the end of the picture the file goes on for %(size)s. Save the picture "
                 "anew and upload that.")  # fmt: skip
        raise ValidationError(said, params={"size": filesizeformat(len(rest))})


def _too_many(size: str) -> str:
    words = {
        "jpeg": MOST_PIXELS["JPEG"], "other": MOST_PIXELS["PNG"], "size": size,
        "side": f"{LONGEST_SIDE:,}",
    }  # fmt: skip
    said = _("A picture has at most %(other)d million pixels, a JPEG %(jpeg)d million, "
             "and %(side)s on a side; this one has %(size)s.")  # fmt: skip
    return said % words
