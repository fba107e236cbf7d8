"""htmx comes when somebody points at what needs it; where it can't, the page works without."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EXPLANATION, NewPage

HTMX = re.compile("htmx-2")


def star(page: Page) -> Locator:
    return page.get_by_role("button", name="4 of 5")


def test_whoever_only_reads_fetches_none(new_page: NewPage) -> None:
    page = new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(EXPLANATION)
    page.get_by_role("navigation", name="Contents").get_by_role("link").last.click()
    assert [url for url in fetched if url.endswith("site.js")]
    assert not [url for url in fetched if HTMX.search(url)]
    with page.expect_request(HTMX):
        star(page).hover()


def test_a_press_without_it_is_a_form_like_any_other(new_page: NewPage) -> None:
    page = new_page()
    page.route(HTMX, lambda route: route.abort())
    page.goto(EXPLANATION)
    star(page).click()
    expect(page).to_have_url(re.compile("/account/"))


def test_a_press_offline_is_told_so_and_can_be_repeated(new_page: NewPage) -> None:
    page = new_page()
    page.goto(EXPLANATION)
    page.context.set_offline(True)
    star(page).click()
    expect(page.get_by_text("Are you offline?")).to_be_visible()
    page.context.set_offline(False)
    star(page).click()
    expect(page).to_have_url(re.compile("/account/"))
