"""Pixels as every screen shows them alike, and their way into files. The one place that Pillow is
used; it is loaded where a picture is taken or made, not by every process."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

# Longer than the widest rendition, for pictures that are cut to a card.
LONGEST = 3600
# The paper of the pages in light, behind what is transparent in a file that can't be.
PAPER = (251, 244, 237)
_SRGB = ImageCms.createProfile("sRGB")
# Measured in docs/decisions/pictures.md. What isn't named here is not written: no EXIF, no profile.
OPTIONS: dict[str, tuple[str, dict[str, object]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 6}),
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}
_KEPT: dict[str, tuple[str, dict[str, object]]] = {
    "jpg": ("JPEG", {"quality": 95, "subsampling": 0}),
    "png": ("PNG", {"compress_level": 3}),
}


def plain(image: Image.Image) -> Image.Image:
    """Upright, in sRGB, eight bits a channel, RGB or RGBA, at most LONGEST on either side, and
    with nothing beside its pixels."""
    profile = image.info.get("icc_profile")
    image = _in_eight_bits(image)
    # Before anything else, since each of the steps takes as much memory again.
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    image = _in_srgb(ImageOps.exif_transpose(image), profile)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    # A copy of the pixels alone: an image carries what its file said of it.
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey would be cut off at white, and a palette has no colours to convert."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image
    alpha = image.getchannel("A") if "A" in image.getbands() else None
    colours = image.convert({"LA": "L", "RGBA": "RGB"}.get(image.mode, image.mode))
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        shown = ImageCms.profileToProfile(colours, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that can't be read, or is for another kind of colours: browsers ignore it too.
        return image
    assert shown is not None
    if alpha:
        shown.putalpha(alpha)
    return shown


def kept(image: Image.Image) -> tuple[bytes, str]:
    """The pixels as they are kept, and the ending of their file."""
    suffix = "png" if image.mode == "RGBA" else "jpg"
    return _written(image, *_KEPT[suffix]), suffix


def across(image: Image.Image, width: int) -> Image.Image:
    """The whole picture so many pixels wide."""
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def cut(image: Image.Image, size: tuple[int, int], focus: tuple[int, int]) -> Image.Image:
    """The largest part of these proportions, with the focus (in %) as near to its middle as the
    edges let it, at this size."""
    scale = min(image.width / size[0], image.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = min(max(image.width * focus[0] / 100 - width / 2, 0), image.width - width)
    top = min(max(image.height * focus[1] / 100 - height / 2, 0), image.height - height)
    box = (left, top, left + width, top + height)
    return image.resize(size, Image.Resampling.LANCZOS, box=box)


def encoded(image: Image.Image, suffix: str) -> bytes:
    if suffix == "jpg" and image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, (*PAPER, 255))
        image = Image.alpha_composite(ground, image).convert("RGB")
    return _written(image, *OPTIONS[suffix])


def _written(image: Image.Image, kind: str, options: dict[str, object]) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
