"""Where a picture ends in its file, by the structure of its format, and what else a file is.

What stands behind the end is no part of the picture: it is how a file is two things at once. The
pixels that are kept hold none of it; it is refused all the same, since somebody put it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import is_zipfile

# At least six bytes each: shorter ones come about by chance in compressed pixels.
_OTHER = {
    b"<script": "HTML",
    b"<iframe": "HTML",
    b"<!doctype": "HTML",
    b"<html>": "HTML",
    b"<svg xmlns": "SVG",
    b"<?php ": "PHP",
    b"__halt_compiler": "PHP",
    b"%pdf-1.": "PDF",
    b"rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
}
# Of AVIF, in the outermost row.
_BOXES = {b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip", b"uuid", b"idat", b"styp", b"sidx"}
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
# Markers of JPEG without a length.
_BARE = {0x01, *range(0xD0, 0xD8)}


class Broken(ValueError):
    """The structure of the file is not that of its format."""


def end_of(content: bytes, kind: str) -> int:
    """How many bytes of it are the picture. Broken where it isn't whole."""
    try:
        return _ENDS[kind](content)
    except (IndexError, OverflowError) as error:
        raise Broken(kind) from error


def second_nature(content: bytes) -> str:
    """The other format that the file would be taken for by some program; empty where there is
    none."""
    lowered = content.lower()
    for sign, name in _OTHER.items():
        if sign in lowered:
            return name
    return "ZIP" if is_zipfile(BytesIO(content)) else ""


def _number(content: bytes, at: int, length: int, order: str = "big") -> int:
    if at < 0 or at + length > len(content):
        raise Broken
    return int.from_bytes(content[at : at + length], order)  # type: ignore[arg-type]


def _png(content: bytes) -> int:
    """PNG (ISO 15948), 5.3: a signature and chunks of length, type, data and checksum."""
    at = 8
    while True:
        kind, end = content[at + 4 : at + 8], at + 12 + _number(content, at, 4)
        if end > len(content):
            raise Broken
        if kind == b"IEND":
            return end
        at = end


def _webp(content: bytes) -> int:
    """RIFF says in its second word how much follows; padded to a whole word of two bytes."""
    size = _number(content, 4, 4, "little")
    end = 8 + size + size % 2
    if end > len(content):
        raise Broken
    return end


def _avif(content: bytes) -> int:
    """ISO 14496-12, 4.2: boxes of length and type; a length of 1 says that it stands behind the
    type, and none has to go on to the end of the file."""
    at = 0
    while at < len(content):
        size, kind = _number(content, at, 4), content[at + 4 : at + 8]
        if size == 1:
            size = _number(content, at + 8, 8)
        # What is no box is no picture, and begins something else.
        if kind not in _BOXES:
            return at
        if size < 8 or at + size > len(content):
            raise Broken
        at += size
    return at


def _jpeg(content: bytes) -> int:
    """JPEG (ITU T.81), B.1, and the further ones that telephones put behind the first (CIPA
    DC-007): a smaller one, or one for bright screens."""
    end = _one_jpeg(content, 0)
    while content[end : end + 3] == b"\xff\xd8\xff":
        end = _one_jpeg(content, end)
    return end


def _one_jpeg(content: bytes, at: int) -> int:
    for marker, end in _segments(content, at):
        if marker == _END:
            return end
    raise Broken


def _segments(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Each marker, and where what belongs to it ends."""
    while True:
        if content[at] != 0xFF:
            raise Broken
        marker = content[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        at += 2
        if marker not in (_START, _END) and marker not in _BARE:
            at += _number(content, at, 2)
        if marker == _SCAN:
            at = _end_of_scan(content, at)
        yield marker, at


def _end_of_scan(content: bytes, at: int) -> int:
    """Compressed pixels go on to the next marker that is neither a zero nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Broken
        if content[at + 1] and content[at + 1] not in _BARE:
            return at
        at += 2


_ENDS: dict[str, Callable[[bytes], int]] = {
    "JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "AVIF": _avif,
}  # fmt: skip
