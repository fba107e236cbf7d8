"""Take the pictures in README.md from a running site: start `make serve`, then
`.venv/bin/python tools/screenshots.py [http://localhost:8000]`."""

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
PASSWORD = ROOT / "var" / "editor-password.txt"
# Flat colours and soft light: more shades could not be told apart.
COLOURS = 128


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", default="http://localhost:8000")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        take_all(browser, options.site)
        browser.close()


def take_all(browser: Browser, site: str) -> None:
    explanation = "/explained/her-ending-explained/"
    desk = open_page(browser, site, 1280, 1000)
    desk.goto(explanation)
    save(desk, "explanation")
    desk.goto("/questions/what-happens-after-the-last-shot/")
    desk.get_by_role("heading", name="Discussion", exact=True).scroll_into_view_if_needed()
    desk.mouse.wheel(0, 500)
    save(desk, "question")
    phone = open_page(browser, site, 390, 800, dark=True)
    phone.goto(explanation)
    save(phone, "phone")
    sign_in(desk)
    desk.goto("/admin/explainer/explanation/")
    save(desk, "admin")


def open_page(browser: Browser, site: str, width: int, height: int, *, dark: bool = False) -> Page:
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
    )
    return context.new_page()


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.locator("#id_login").fill("editor")
    page.locator("#id_password").fill(PASSWORD.read_text(encoding="utf-8").strip())
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/account/" not in url)


def save(page: Page, name: str) -> None:
    # Pictures further down load when they come near.
    page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot()))
    flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG)
    flat.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
