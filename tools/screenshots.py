"""Take the pictures in README.md and docs/editing.md from a running site: start `make serve` on a
fresh clone, then `.venv/bin/python -m tools.screenshots [http://localhost:8000]`.

It begins two drafts on that site and throws none away.
"""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Browser, Page

from tools.browsing import ROOT, chromium, open_page, read_options, sign_in

FOLDER = ROOT / "docs" / "screenshots"
# Flat colours and soft light: more shades could not be told apart.
COLOURS = 128
EXPLANATION = "/explained/her-ending-explained/"
TITLE = "Her, ending explained"


def main() -> None:
    options = read_options(__doc__)
    FOLDER.mkdir(exist_ok=True)
    with chromium(options.chromium) as browser:
        of_readers(browser, options.site)
        of_editors(browser, options.site)


def of_readers(browser: Browser, site: str) -> None:
    wide = open_page(browser, site, 1280, 1000)
    wide.goto(EXPLANATION)
    save(wide, "explanation")
    wide.goto("/questions/what-happens-after-the-last-shot/")
    wide.get_by_role("heading", name="Discussion", exact=True).scroll_into_view_if_needed()
    wide.mouse.wheel(0, 500)
    save(wide, "question")
    phone = open_page(browser, site, 390, 800, dark=True)
    phone.goto(EXPLANATION)
    save(phone, "phone")


def of_editors(browser: Browser, site: str) -> None:
    page = open_page(browser, site, 1280, 900)
    sign_in(page)
    draft = begin_draft(page)
    second = page.context.new_page()
    second.goto(draft)
    page.goto("/admin/")
    save(page, "desk")
    page.goto("/admin/explainer/explanation/")
    save(page, "admin")
    page.goto(draft)
    text = page.locator("textarea.manuscript").first
    text.evaluate("(field) => field.setSelectionRange(0, 0)")
    text.press_sequentially("A sentence that one of two editors adds. ")
    # Until what is beside it follows, and the words are kept.
    page.wait_for_timeout(1500)
    text.evaluate("(field) => field.closest('[data-section]').scrollIntoView()")
    save(page, "writing")
    page.get_by_role("button", name="Fold all").click()
    page.get_by_role("button", name="Fold all").or_(page.get_by_text("Unfold all")).first.evaluate(
        "(button) => button.scrollIntoView()"
    )
    save(page, "sections")
    page.keyboard.press("Control+s")
    page.wait_for_load_state()
    page.goto(draft.replace("/change/", "/preview/"))
    page.wait_for_timeout(2000)
    save(page, "preview")
    page.goto(draft.replace("/change/", "/publish/"))
    save(page, "publishing")
    collide(second)
    page.goto("/admin/explainer/picture/2/change/")
    save(page, "picture")


def begin_draft(page: Page) -> str:
    page.goto("/admin/explainer/explanation/")
    row = page.get_by_role("row").filter(has_text=TITLE)
    row.get_by_role("button", name="Correct").click()
    page.wait_for_url("**/edition/*/change/")
    return page.url


def collide(page: Page) -> None:
    """The second of two who have changed the same section saves."""
    text = page.locator("textarea.manuscript").first
    text.evaluate("(field) => field.setSelectionRange(0, 0)")
    text.press_sequentially("Another sentence from the other editor. ")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("radio").first.wait_for()
    save(page, "merging")


def save(page: Page, name: str) -> None:
    # Pictures further down load when they come near.
    page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot()))
    flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG)
    flat.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
