"""A reader opens the explanation, follows its contents, and rates it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import EXPLANATION
from tests.browser.steps import sign_up


def test_read_and_rate(page: Page, with_js: bool) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Her, ending explained").first.click()
    expect(page).to_have_url(re.compile(EXPLANATION + "$"))
    expect(page.get_by_text("Gives the ending away").first).to_be_visible()

    page.get_by_role("navigation", name="Contents").get_by_role("link", name="The letter").click()
    expect(page.locator("#the-letter")).to_be_in_viewport()

    rating = page.get_by_role("group", name="Rate this explanation")
    expect(rating).not_to_contain_text("from 1 reader")
    rating.get_by_role("button", name="4 of 5").click()
    sign_up(page, "rachel")

    expect(rating.get_by_role("button", name="4 of 5")).to_have_attribute("aria-pressed", "true")
    expect(rating).to_contain_text("4.0 of 5, from 1 reader")

    rating.get_by_role("button", name="5 of 5").focus()
    page.keyboard.press("Enter")
    expect(rating).to_contain_text("5.0 of 5, from 1 reader")
    rating.get_by_role("button", name="Remove").click()
    expect(rating.get_by_role("link", name="Show the average")).to_be_visible()
