"""What an editor types outlives the page that it was typed in, and is offered back."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, Error, Locator, Page, Route, expect

from explainer.models import Edition, Explanation
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.probe import problems
from tests.browser.steps import PASSWORD, sign_in
from tests.support.cast import make_staff

TEXT = "She leaves without a door to close."
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('edition')).length"


@pytest.fixture
def draft(site: str) -> Edition:
    editor = make_staff("editor", "Editors")
    draft = Explanation.objects.get(slug=EXPLANATION.split("/")[2]).new_edition(by=editor)
    draft.sections.filter(order__gt=2).delete()
    return draft


@pytest.fixture
def page(draft: Edition, new_page: NewPage) -> Page:
    page = new_page(probe=True)
    sign_in(page, "editor")
    page.goto(address(draft))
    return page


def address(draft: Edition) -> str:
    return f"/admin/explainer/edition/{draft.pk}/change/"


def card(page: Page, number: int) -> Locator:
    """By its place on the page, counted from 1."""
    return page.locator("[data-section]").nth(number - 1)


def body(page: Page, number: int = 1) -> Locator:
    return card(page, number).locator("textarea.manuscript")


def notice(page: Page) -> Locator:
    return page.get_by_role("region", name="Unsaved text")


def type_in(page: Page, text: str = TEXT) -> None:
    body(page).fill(text)
    page.wait_for_function(f"{KEPT} === 1")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")


def first(draft: Edition) -> str:
    section = draft.sections.first()
    assert section
    return section.body


def test_a_browser_that_crashes_while_typing(page: Page, draft: Edition) -> None:
    headings = list(draft.sections.values_list("heading", flat=True))
    card(page, 3).get_by_role("button", name="Up").click()
    card(page, 1).get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Add a section here").first.click()
    page.keyboard.type("What the moon saw")
    body(page).press_sequentially(TEXT)
    page.wait_for_function(f"Object.values(localStorage).some((text) => text.includes('{TEXT}'))")
    again = page.context.new_page()
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")

    again.goto(address(draft))
    expect(notice(again)).to_contain_text("ago is kept in this browser")
    expect(again.get_by_text("The draft was saved since")).to_be_hidden()
    notice(again).get_by_role("button", name="Show what differs").click()
    for words in ("What the moon saw", TEXT, "taken out", "Order of the sections"):
        expect(notice(again)).to_contain_text(words)
    notice(again).get_by_role("button", name="Put it back").click()
    expect(notice(again)).to_be_hidden()
    expect(again.get_by_text("It is back in the form")).to_be_visible()
    expect(body(again)).to_have_value(TEXT)
    save(again)
    stored = list(draft.sections.values_list("heading", flat=True))
    assert stored == ["What the moon saw", headings[2], headings[1]]
    assert first(draft) == TEXT
    # Stored for good: nothing is left to offer.
    assert again.evaluate(KEPT) == 0
    expect(notice(again)).to_be_hidden()


@contextmanager
def failing(page: Page) -> Iterator[None]:
    """A save that gets the page of a proxy for an answer, before a site that is not there."""

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=502, body="<h1>No</h1>", content_type="text/html")
        else:
            route.continue_()

    page.route("**/change/", answer)
    yield
    page.unroute("**/change/", answer)


def test_a_save_that_fails(page: Page, draft: Edition) -> None:
    type_in(page)
    with failing(page):
        page.get_by_role("button", name="Save draft").click()
        expect(page.get_by_role("heading", name="No")).to_be_visible()
    page.goto(address(draft))
    notice(page).get_by_role("button", name="Put it back").click()
    # Refused by the server: the form goes on with the text it came back with.
    card(page, 2).get_by_label("Heading").fill("")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("This field is required")).to_be_visible()
    expect(notice(page)).to_be_hidden()
    assert page.evaluate(KEPT) == 1
    card(page, 2).get_by_label("Heading").fill("A heading")
    page.get_by_role("button", name="Save and publish").click()
    page.wait_for_url("**/publish/")
    page.wait_for_function(f"{KEPT} === 0")
    assert first(draft) == TEXT


def test_a_session_that_ends(page: Page, draft: Edition) -> None:
    type_in(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save draft").click()
    page.locator("#id_login").fill("editor")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{address(draft)}")
    notice(page).get_by_role("button", name="Put it back").click()
    save(page)
    assert first(draft) == TEXT


def test_somebody_else_saves_meanwhile(page: Page, draft: Edition) -> None:
    type_in(page)
    page.goto("about:blank")
    for section in draft.sections.all()[:2]:
        section.body = "What the colleague wrote."
        section.save()
    Edition.objects.filter(pk=draft.pk).update(lock_version=1)
    page.goto(address(draft))
    expect(notice(page)).to_contain_text("The draft was saved since you began it.")
    notice(page).get_by_role("button", name="Put it back").click()
    # The first section is theirs, too.
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("group")).to_have_count(1)
    page.get_by_label("As I have it", exact=True).check()
    page.get_by_role("button", name="Save it so").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    bodies = [section.body for section in draft.sections.all()[:2]]
    assert bodies == [TEXT, "What the colleague wrote."]
    assert page.evaluate(KEPT) == 0

    # Published in between, it can still be read.
    type_in(page, "Too late")
    page.goto("about:blank")
    draft.refresh_from_db()
    draft.publish()
    page.goto(address(draft))
    expect(notice(page)).to_contain_text("can’t be written any more")
    expect(notice(page).get_by_role("button", name="Put it back")).to_be_hidden()
    notice(page).get_by_role("button", name="Show what differs").click()
    expect(notice(page)).to_contain_text("Too late")
    notice(page).get_by_role("button", name="Throw it away").click()
    expect(notice(page)).to_be_hidden()
    assert page.evaluate(KEPT) == 0


def test_two_windows_and_somebody_else(page: Page, draft: Edition) -> None:
    type_in(page)
    other = page.context.new_page()
    other.goto(address(draft))
    other.wait_for_timeout(2000)
    # The other window has it open: it is not lost.
    expect(notice(other)).to_be_hidden()
    body(other).fill("From the other window")
    other.wait_for_function(f"{KEPT} === 2")
    page.close()
    other.goto(address(draft))
    for _each in range(2):
        expect(notice(other)).to_be_visible()
        notice(other).get_by_role("button", name="Throw it away").click()
    assert other.evaluate(KEPT) == 0

    type_in(other)
    other.context.clear_cookies()
    make_staff("colleague", "Editors")
    sign_in(other, "colleague")
    other.goto(address(draft))
    expect(body(other)).to_be_visible()
    expect(notice(other)).to_be_hidden()
    other.evaluate("""() => {
      const [key] = Object.keys(localStorage).filter((name) => name.startsWith("edition"));
      const text = JSON.parse(localStorage[key]);
      localStorage[key] = JSON.stringify({ ...text, at: text.at - 31 * 24 * 60 * 60 * 1000 });
    }""")
    other.goto(address(draft))
    other.wait_for_function(f"{KEPT} === 0")


def test_a_browser_without_room(page: Page, draft: Edition) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    type_in(page)
    page.goto(address(draft))
    assert asked == []
    page.evaluate("""() => {
      localStorage.clear();
      for (let size = 2 ** 23; size > 8; size /= 2) {
        try { localStorage[size] = "x".repeat(size); } catch { /* So much doesn't fit. */ }
      }
    }""")
    body(page).press_sequentially("Kept nowhere")
    expect(page.get_by_role("status").filter(has_text="no room to keep")).to_be_visible()
    page.goto("/")
    assert asked == ["beforeunload"]
    page.goto(address(draft))
    body(page).press_sequentially("Kept by saving")
    save(page)
    assert asked == ["beforeunload"]


def test_the_notice_is_open_to_everybody(page: Page, draft: Edition) -> None:
    type_in(page)
    page.goto(address(draft))
    notice(page).get_by_role("button", name="Show what differs").click()
    assert problems(page, address(draft)) == []
