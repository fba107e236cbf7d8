"""Whatever a file holds its pixels in, readers get the same picture: upright, sRGB, and bare."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from explainer.pictures import pixels
from explainer.pictures.upload import examine
from tests.support.uploads import RED, content, image, upload

ORIENTATION, GPS, ROTATED = 0x0112, 0x8825, 6


def taken(picture: Image.Image, kind: str = "PNG", **options: Any) -> Image.Image:
    ending = {"JPEG": "jpg"}.get(kind, kind.lower())
    master = examine(upload(f"a.{ending}", content(picture, kind, **options)))
    return Image.open(BytesIO(master.content))


def colour(picture: Image.Image) -> tuple[int, ...]:
    found = picture.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(found, tuple)
    return found


def alike(one: Any, other: Any, most: int = 4) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("mode", "inside", "outside"),
    [
        ("RGB", RED, RED),
        ("CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("L", 128, (128, 128, 128)),
        ("I;16", 0x8080, (128, 128, 128)),
        ("1", 1, (255, 255, 255)),
    ],
)
def test_colours_of_every_kind(mode: str, inside: Any, outside: tuple[int, ...]) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = taken(image(mode=mode, colour=inside), kind)
    assert made.mode == "RGB"
    assert alike(colour(made), outside)


def test_a_palette_and_what_is_transparent_in_it() -> None:
    plain = image().convert("P", palette=Image.Palette.ADAPTIVE)
    assert alike(colour(taken(plain)), RED)
    holed = taken(plain, transparency=plain.getpixel((30, 20)))
    assert (holed.mode, colour(holed)[3]) == ("RGBA", 0)


def test_what_is_transparent_stands_on_paper_where_it_has_to() -> None:
    holed = taken(image(mode="RGBA", colour=(*RED, 0)))
    ground = Image.open(BytesIO(pixels.encoded(holed, "jpg")))
    assert alike(colour(ground), pixels.PAPER)
    for suffix in ("avif", "webp"):
        seen = Image.open(BytesIO(pixels.encoded(holed, suffix)))
        assert colour(seen.convert("RGBA"))[3] == 0


def test_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = ROTATED
    sent = image(60, 40)
    sent.paste("blue", (0, 0, 60, 20))
    made = taken(sent, "JPEG", exif=exif, quality=100, subsampling=0)
    assert made.size == (40, 60)
    # What was above is on the right after a quarter turn.
    assert alike(made.getpixel((35, 30)), (0, 0, 255), 12)
    assert alike(made.getpixel((5, 30)), RED, 12)


def test_a_profile_is_counted_in_and_left_behind() -> None:
    """By a profile whose red is blue, a red is a blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    changed = profile.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    made = taken(image(), icc_profile=changed)
    assert alike(colour(made), RED[::-1])
    assert "icc_profile" not in made.info


def test_a_profile_that_cannot_be_read_is_none() -> None:
    assert alike(colour(taken(image(), icc_profile=b"nonsense")), RED)


def test_nothing_of_where_and_when_is_left() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Camera"
    exif.get_ifd(GPS)[1] = "N"
    sent = {"exif": exif, "comment": b"at home", "icc_profile": b"profile"}
    master = examine(upload("a.jpg", content(image(), "JPEG", **sent)))
    made = Image.open(BytesIO(master.content))
    for suffix in pixels.OPTIONS:
        data = pixels.encoded(made, suffix)
        left = Image.open(BytesIO(data))
        assert not left.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & left.info.keys(), suffix
        assert b"Camera" not in data + master.content
        assert b"at home" not in data + master.content


def test_nor_in_the_format_for_what_is_transparent() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0110] = "Camera"
    made = taken(image(mode="RGBA", colour=(*RED, 9)), exif=exif, icc_profile=profile)
    assert made.mode == "RGBA"
    assert not {"exif", "icc_profile"} & made.info.keys()


def test_no_longer_than_anything_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "LONGEST", 30)
    assert taken(image(60, 40)).size == (30, 20)


@pytest.mark.parametrize(
    ("focus", "left", "right"),
    [
        ((0, 50), "blue", "blue"),
        ((100, 50), "red", "red"),
        ((50, 50), "blue", "red"),
        ((10, 0), "blue", "blue"),
    ],
)
def test_a_card_is_cut_around_the_focus(focus: tuple[int, int], left: str, right: str) -> None:
    """Blue on the left, red on the right; the card is a square of half its width."""
    sent = image(80, 40, colour="red")
    sent.paste("blue", (0, 0, 40, 40))
    card = pixels.cut(sent, (10, 10), focus)
    assert card.size == (10, 10)
    for x, name in ((2, left), (7, right)):
        assert alike(card.getpixel((x, 5)), image(1, 1, colour=name).getpixel((0, 0)))
