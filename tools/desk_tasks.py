"""How many presses and seconds an editor needs for what is done most, with nobody hesitating: start
`make serve` on a fresh clone, then `.venv/bin/python -m tools.desk_tasks [http://localhost:8000]`.

It writes into that site: what it publishes stays published. Typing counts as seconds, not as
presses; each begins on the list of explanations or of pictures, as the editor finds it.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page

from tools.browsing import chromium, open_page, read_options, sign_in

TITLE = "Her, ending explained"
EXPLANATIONS, PICTURES = "/admin/explainer/explanation/", "/admin/explainer/picture/"
# Milliseconds until the worker has made the sizes of a picture, on a busy machine too.
MADE = 120_000


class Task:
    """Presses are counted where they are made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, target: Locator) -> None:
        self.presses += 1
        target.click()

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name).first)

    def correct(self) -> Locator:
        """The text of the first section of a correction, pressed into."""
        row = self.page.get_by_role("row").filter(has_text=TITLE)
        self.press(row.get_by_role("button", name="Correct"))
        text = self.page.locator("textarea.manuscript").first
        self.press(text)
        return text

    def publish(self) -> None:
        self.button("Publish now")
        self.page.wait_for_url(f"**{EXPLANATIONS}")


def fix_a_typo(task: Task) -> None:
    task.correct().press_sequentially("typo")
    task.button("Save and publish…")
    task.publish()


def restore_an_older_edition(task: Task) -> None:
    row = task.page.get_by_role("row").filter(has_text=TITLE)
    task.press(row.get_by_role("rowheader").get_by_role("link"))
    task.button("Go back to it")
    task.button("Save and publish…")
    task.publish()


def replace_a_picture(task: Task) -> None:
    page = task.page
    row = page.get_by_role("row").filter(has_text="pocket")
    task.press(row.get_by_role("rowheader").get_by_role("link"))
    task.press(page.get_by_role("link", name="Replace"))
    task.presses += 1
    file = FilePayload(name="new.jpg", mimeType="image/jpeg", buffer=_photograph())
    page.locator("[type=file]").set_input_files(file)
    task.press(page.locator(".submit-row [type=submit]").first)
    page.wait_for_url("**/replaced/")
    waiting = page.get_by_text("still being made")
    deadline = time.monotonic() + MADE / 1000
    while waiting.count() and time.monotonic() < deadline:
        page.wait_for_timeout(500)
        page.reload()
    task.press(page.get_by_role("link", name="Publish…").first)
    task.publish()


def schedule_a_rewrite(task: Task) -> None:
    task.correct().press_sequentially("A rewrite. ")
    task.button("Save and publish…")
    moment = task.page.locator("[type=datetime-local]")
    task.press(moment)
    later = datetime.now().astimezone() + timedelta(days=7)
    moment.fill(later.strftime("%Y-%m-%dT%H:%M"))
    task.button("Schedule")
    task.page.wait_for_url(f"**{EXPLANATIONS}")


def _photograph() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((1600, 1000), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


# The last one waits afterwards, and every correction would be carried over into it.
TASKS: list[tuple[Callable[[Task], None], str]] = [
    (fix_a_typo, EXPLANATIONS),
    (restore_an_older_edition, EXPLANATIONS),
    (replace_a_picture, PICTURES),
    (schedule_a_rewrite, EXPLANATIONS),
]


def main() -> None:
    options = read_options(__doc__)
    with chromium(options.chromium) as browser:
        page = open_page(browser, options.site, 1280, 900)
        sign_in(page)
        for task, begins in TASKS:
            page.goto(begins)
            counted, began = Task(page), time.monotonic()
            task(counted)
            seconds = time.monotonic() - began
            name = task.__name__.replace("_", " ")
            print(f"{name}: {counted.presses} presses, {seconds:.1f} s")


if __name__ == "__main__":
    main()
