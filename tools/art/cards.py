"""Draws the pictures that stand beside a link when a page is shared: static/cards/NAME.png.

A card is the page's own artwork cropped to 1200 x 630, with the site's name and nothing else: a
title on it could tell an ending to somebody who only scrolls by. Run by `make art`; the results are
committed, as is the home screen's icon, which needs the same browser. The name is set in the first
of the site's serifs that the machine has; the committed cards show P052 (Debian: fonts-urw-base35).
"""

import argparse
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
STATIC = HERE.parents[1] / "static"
ART, CARDS, ICONS = STATIC / "art", STATIC / "cards", STATIC / "icons"
LARGEST = 120_000  # bytes; some messengers leave out a heavier picture
# Median cut draws the smoothest skies; maximum coverage packs smaller and loses no rare colour.
PALETTES = (
    (Image.Quantize.MEDIANCUT, 256),
    (Image.Quantize.MAXCOVERAGE, 256),
    (Image.Quantize.MAXCOVERAGE, 128),
    (Image.Quantize.MAXCOVERAGE, 64),
)
BAYER = (0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5)
DITHER = 3  # levels of 255, up and down
TOUCH_ICON = 180  # pixels, the side Apple asks for
NOT_A_LEAD = {"two-numbers"}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

CARD = """<!doctype html><style>
html, body {{ margin: 0; block-size: 630px; overflow: hidden; background: #2a1d17 }}
.drawing > svg {{ position: absolute; inset-block-start: -23px }}
/* Grain and weave are noise: they would triple the file, and nobody misses them here. */
.grain {{ display: none }}
p {{ position: absolute; inset: auto 0 0; display: flex; align-items: center; gap: 20px; margin: 0;
  padding: 150px 52px 44px; background: linear-gradient(#1c110d00, #1c110dd9); color: #fdf3e4;
  font: 400 58px/1 "Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif }}
p img {{ inline-size: 56px }}
</style><div class="drawing">{drawing}</div><p><img src="{mark}">After Her</p>"""

# The system rounds the corners itself, so the mark is drawn over a square of its own colours.
ICON = """<!doctype html><style>
body {{ margin: 0; background: linear-gradient(#d8432b 50%, #8f2616 50%) }}
img {{ display: block; inline-size: 100vw }}
</style><img src="{mark}">"""


def drawings(names: list[str]) -> dict[str, Path]:
    """Each card's name and its SVG, all of them where no names are given.

    `site` is the card of pages that have no picture. Raises SystemExit where a name has no artwork.
    """
    known = {path.stem: path for path in sorted(ART.glob("*.svg")) if path.stem not in NOT_A_LEAD}
    known["site"] = HERE / "site.svg"
    missing = [name for name in names if name not in known]
    if missing:
        raise SystemExit(f"No artwork named {', '.join(missing)}. There are: {', '.join(known)}.")
    return {name: known[name] for name in names or known}


@contextmanager
def browser_page(chromium: str) -> Iterator[Page]:
    """An empty page in the Chromium at this path."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def data_address(drawing: Path) -> str:
    """The SVG as a data: address, so that its ids cannot meet those of the artwork around it."""
    return f"data:image/svg+xml,{quote(drawing.read_text(encoding='utf-8'))}"


def photograph(page: Page, html: str, width: int, height: int) -> Image.Image:
    """What the page shows, in CSS pixels."""
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(html)
    return Image.open(io.BytesIO(page.screenshot(type="png"))).convert("RGB")


def shrink(picture: Image.Image) -> bytes:
    """PNG bytes in the best palette that stays within LARGEST, or in the smallest there is."""
    data = b""
    dotted = dither(picture)
    for method, colours in PALETTES:
        packed = io.BytesIO()
        palette = picture.quantize(colours, method=method, kmeans=3)
        dotted.quantize(palette=palette, dither=Image.Dither.NONE).save(
            packed, "PNG", optimize=True
        )
        data = packed.getvalue()
        if len(data) <= LARGEST:
            break
    return data


def dither(picture: Image.Image) -> Image.Image:
    """The picture with a regular pattern of a few levels added, which hides the steps in a sky.

    Bayer's ordered pattern repeats every four pixels, so it packs into half of what the usual
    error diffusion takes.
    """
    tile = Image.new("L", (4, 4))
    tile.putdata([round(level / 15 * 2 * DITHER) for level in BAYER])
    pattern = Image.new("L", picture.size)
    for x in range(0, picture.width, 4):
        for y in range(0, picture.height, 4):
            pattern.paste(tile, (x, y))
    return ImageChops.add(picture, Image.merge("RGB", [pattern] * 3), offset=-DITHER)


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the cards from the artwork.")
    parser.add_argument("names", nargs="*", help="artworks to draw; all without")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="path of the browser")
    options = parser.parse_args()
    mark = data_address(ICONS / "mark.svg")
    CARDS.mkdir(parents=True, exist_ok=True)
    with browser_page(options.chromium) as page:
        for name, drawing in drawings(options.names).items():
            html = CARD.format(drawing=drawing.read_text(encoding="utf-8"), mark=mark)
            data = shrink(photograph(page, html, 1200, 630))
            (CARDS / f"{name}.png").write_bytes(data)
            print(f"{name}.png  {len(data) / 1000:.0f} kB")
        icon = photograph(page, ICON.format(mark=mark), TOUCH_ICON, TOUCH_ICON)
        icon.save(ICONS / "apple-touch-icon.png", optimize=True)


if __name__ == "__main__":
    main()
