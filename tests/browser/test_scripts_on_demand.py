"""htmx comes when somebody points at what needs it; where it can't, the page works without."""

import re
import time

from playwright.sync_api import Locator, Page, Route, expect

from discussions.models import Comment, Question
from tests.browser.conftest import EXPLANATION, QUESTION, NewPage
from tests.support.cast import make_member

HTMX = re.compile("htmx-2")


def late(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


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


def test_a_form_that_is_on_its_way_is_asked_for_once(new_page: NewPage) -> None:
    """Also where its script is there before htmx, and where somebody presses twice."""
    question = Question.objects.get(slug=QUESTION.split("/")[2])
    comment = Comment.post(question=question, author=make_member("mina"), body="With everybody.")
    page = new_page()
    page.route(HTMX, late)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(QUESTION)
    page.locator(f"#c{comment.pk}").get_by_role("link", name="Reply").dblclick()
    expect(page.locator(".reply-slot").get_by_label("Your comment")).to_be_focused()
    expect(page).to_have_url(re.compile(re.escape(QUESTION)))
    assert len([url for url in asked if url.endswith("/replies/")]) == 1
