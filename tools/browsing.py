"""A browser on a running site, signed in as its editor; for the tools that look at the desk."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = ROOT / "var" / "editor-password.txt"


def read_options(description: str | None) -> argparse.Namespace:
    """The address of the ``site`` and where ``chromium`` is."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("site", nargs="?", default="http://localhost:8000")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    return parser.parse_args()


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


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
