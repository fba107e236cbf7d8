"""Leaving a page is asked about where it would lose what was typed, and only there."""

from playwright.sync_api import Dialog, expect

from tests.browser.conftest import QUESTION, NewPage


def test_whoever_may_lose_something_is_asked(new_page: NewPage) -> None:
    page = new_page()
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    box = page.locator("#comment-form").get_by_label("Your comment")
    page.goto(QUESTION)
    box.press_sequentially("Kept in the browser")
    page.goto("/")
    assert asked == []
    # A browser that has no room.
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    page.goto(QUESTION)
    expect(box).to_have_value("")
    box.press_sequentially("Kept nowhere")
    page.goto("/")
    assert asked == ["beforeunload"]
