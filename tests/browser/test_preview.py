"""What a comment will look like stands under its form, while it is written."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import QUESTION, NewPage


def form(page: Page) -> tuple[Locator, Locator]:
    """The text, and where it is shown."""
    form = page.locator("#comment-form")
    return form.get_by_label("Your comment"), form.locator("[data-preview-here]")


def test_the_preview_follows_the_typing(new_page: NewPage) -> None:
    page = new_page()
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.url.endswith("/preview/") else None)
    page.goto(QUESTION)
    box, preview = form(page)
    box.evaluate("(element) => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box.press_sequentially("It is *sad*", delay=20)
    before = box.bounding_box()
    expect(preview.locator("em")).to_have_text("sad")
    assert box.bounding_box() == before
    assert len(sent) == 1
    box.fill("")
    expect(preview).to_be_empty()
    assert len(sent) == 1


def test_it_does_not_wait_for_an_answer_that_is_out_of_date(new_page: NewPage) -> None:
    page = new_page()
    page.goto(QUESTION)
    box, preview = form(page)
    page.route("**/preview/", lambda route: None, times=1)
    with page.expect_request("**/preview/") as first:
        box.fill("The first words")
    box.fill("The second words")
    expect(preview).to_have_text("The second words")
    assert first.value.failure


def test_the_button_asks_at_once_and_says_what_is_wrong(new_page: NewPage) -> None:
    page = new_page()
    page.goto(QUESTION)
    box, preview = form(page)
    box.fill(" ")
    page.get_by_role("button", name="Preview").click()
    expect(preview).to_contain_text("Write something first.")
    expect(preview).to_have_attribute("aria-live", "polite")
    page.route("**/preview/", lambda route: route.abort(), times=1)
    box.fill("Words")
    page.get_by_role("button", name="Preview").click()
    page.wait_for_url("**/preview/")
    expect(page.get_by_text("Nothing has been posted.")).to_be_visible()
