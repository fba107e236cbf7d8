"""Readers get styles and scripts as one file each; to a browser they are what their sources are."""

import re

from django.contrib.staticfiles.finders import get_finders
from playwright.sync_api import Page, Route, expect

from hersite.storage import bundle
from tests.browser.conftest import EXPLANATION, NewPage

RULES = """() => {
  const rules = (sheet) => [...sheet.cssRules].flatMap(
    (rule) => rule.styleSheet ? rules(rule.styleSheet) : [rule.cssText]);
  return [...document.styleSheets].flatMap(rules).join("\\n");
}"""


def open_explanation(page: Page) -> Page:
    page.goto(EXPLANATION)
    return page


def with_bundles(page: Page) -> Page:
    files = {name: (store, name) for f in get_finders() for name, store in f.list(None)}

    def answer(route: Route) -> None:
        name = route.request.url.partition("/static/")[2]
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body=bundle(name, files), content_type=kind)

    page.route(re.compile(r"/static/(css/site\.css|js/site\.js)$"), answer)
    return page


def rules_of(page: Page) -> str:
    """The rules as the browser understood them; values of custom properties are kept as text."""
    return re.sub(r",\s+", ",", page.evaluate(RULES))


def test_the_bundled_style_has_the_rules_of_its_parts(new_page: NewPage) -> None:
    apart = rules_of(open_explanation(new_page()))
    together = rules_of(open_explanation(with_bundles(new_page())))
    assert len(apart) > 20_000
    assert together == apart


def test_the_bundled_script_runs_to_its_last_module(new_page: NewPage) -> None:
    page = open_explanation(with_bundles(new_page()))
    expect(page.locator(".contents-wide a[aria-current]")).to_have_count(0)
    page.locator(".chapter h2").nth(2).scroll_into_view_if_needed()
    page.locator(".contents-wide a").nth(2).click()
    expect(page.locator(".contents-wide a[aria-current]")).to_have_count(1)
