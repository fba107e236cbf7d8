"""Sections of a draft are moved, added and taken out where they stand; what is saved is what the
editor saw."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from discussions.models import Member
from explainer.models import Edition, Explanation
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.probe import TOO_WIDE, problems
from tests.browser.steps import sign_in
from tests.support.cast import make_staff

Open = Callable[..., Page]
LONG = """document.querySelectorAll(".section-tools button, .add-section, .fold-sections")
  .forEach((button) => { button.textContent = "Wiederherstellungsmöglichkeiten"; })"""


@pytest.fixture
def draft(site: str) -> Edition:
    """With four of its sections: enough to lose one's way among."""
    editor: Member = make_staff("editor", "Editors")
    draft = Explanation.objects.get(slug=EXPLANATION.split("/")[2]).new_edition(by=editor)
    draft.sections.filter(order__gt=3).delete()
    return draft


@pytest.fixture
def open_draft(draft: Edition, new_page: NewPage) -> Open:
    def open_it(**options: object) -> Page:
        page = new_page(**options)
        sign_in(page, "editor")
        page.goto(f"/admin/explainer/edition/{draft.pk}/change/")
        return page

    return open_it


def keys(draft: Edition) -> list[str]:
    return list(draft.sections.values_list("key", flat=True))


def card(page: Page, number: int) -> Locator:
    """By its place on the page, counted from 1."""
    return page.locator("[data-section]").nth(number - 1)


def said(page: Page) -> Locator:
    return page.locator("[data-section-said]")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")


def test_moved_with_the_keyboard(open_draft: Open, draft: Edition) -> None:
    page = open_draft()
    first, second, third, fourth = keys(draft)
    heading = draft.sections.all()[2].heading
    up = card(page, 3).get_by_role("button", name="Up")
    up.focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(f"“{heading}” is now section 2 of 4.")
    expect(card(page, 2).get_by_role("button", name="Up")).to_be_focused()
    page.keyboard.press("Enter")
    # It is the first one now: pressed once more nothing happens, and the focus stays.
    page.keyboard.press("Enter")
    expect(card(page, 1).get_by_role("button", name="Up")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(said(page)).to_have_text(f"“{heading}” is now section 2 of 4.")
    assert keys(draft) == [first, second, third, fourth]
    save(page)
    assert keys(draft) == [first, third, second, fourth]


def test_dragged_by_the_handle(open_draft: Open, draft: Edition) -> None:
    page = open_draft()
    first, second, third, fourth = keys(draft)
    # Away from the edge of the window, where the page would move along.
    page.locator("#sections-group").evaluate("(group) => group.scrollIntoView()")
    card(page, 1).locator("[data-handle]").hover()
    page.mouse.down()
    # Meanwhile each is a single line.
    expect(page.locator(".section-fields").nth(1)).to_be_hidden()
    box = card(page, 3).bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 4, steps=5)
    page.mouse.up()
    expect(said(page)).to_contain_text("is now section 3 of 4.")

    # Given up half-way, everything is where it was.
    card(page, 1).locator("[data-handle]").hover()
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 300, steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    save(page)
    assert keys(draft) == [second, third, first, fourth]


def test_added_between_two(open_draft: Open, draft: Edition) -> None:
    page = open_draft()
    stored = keys(draft)
    expect(page.locator("[data-section]")).to_have_count(4)
    card(page, 2).get_by_role("button", name="Add a section here").click()
    fresh = card(page, 3)
    expect(fresh.get_by_label("Heading")).to_be_focused()
    page.keyboard.type("What the moon saw")
    expect(fresh.get_by_role("heading")).to_contain_text("3. What the moon saw")
    fresh.locator("textarea.manuscript").fill("Two people on a roof.")
    fresh.get_by_label("Picture").locator("xpath=..").locator(".select2-selection").click()
    page.locator(".select2-results__option").first.click()
    # Another one, in which nothing is written: it is none.
    page.get_by_role("button", name="Add a section here").first.click()
    save(page)
    assert keys(draft) == [*stored[:2], "what-the-moon-saw", *stored[2:]]
    assert draft.sections.all()[2].picture


def test_taken_out_and_put_back(open_draft: Open, draft: Edition) -> None:
    page = open_draft()
    first, _second, third, fourth = keys(draft)
    for number in (2, 3):
        card(page, number).get_by_role("button", name="Remove").click()
        expect(card(page, number).get_by_role("button", name="Undo")).to_be_focused()
        expect(card(page, number).locator("textarea.manuscript")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(card(page, 3).locator("textarea.manuscript")).to_be_visible()
    expect(card(page, 3).get_by_role("heading")).to_contain_text("2.")
    save(page)
    assert keys(draft) == [first, third, fourth]


def test_what_is_refused_comes_back_as_it_was(open_draft: Open, draft: Edition) -> None:
    page = open_draft()
    stored = keys(draft)
    page.get_by_role("button", name="Add a section here").first.click()
    card(page, 1).get_by_label("Heading").fill("Before anything")
    card(page, 4).get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Fold all").click()
    expect(card(page, 2).locator("textarea.manuscript")).to_be_hidden()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("This field is required")).to_be_visible()
    expect(card(page, 1).get_by_label("Heading")).to_have_value("Before anything")
    expect(card(page, 4).get_by_role("button", name="Undo")).to_be_visible()
    card(page, 1).locator("textarea.manuscript").fill("It began with a letter.")
    save(page)
    assert keys(draft) == ["before-anything", *stored[:2], stored[3]]


def test_numbers_and_boxes_without_a_script(open_draft: Open, draft: Edition) -> None:
    page = open_draft(js=False)
    first, _second, third, fourth = keys(draft)
    expect(page.get_by_role("button", name="Up")).to_have_count(0)
    card(page, 1).get_by_label("Order").fill("9")
    card(page, 2).get_by_label("Remove").check()
    card(page, 5).get_by_label("Heading").fill("Über uns")
    card(page, 5).locator("textarea.manuscript").fill("Two people on a roof.")
    save(page)
    assert keys(draft) == [third, fourth, "uber-uns", first]


def test_open_to_everybody_and_long_labels_fit(open_draft: Open) -> None:
    page = open_draft(width=390, probe=True)
    page.evaluate(LONG)
    assert page.evaluate(TOO_WIDE) <= 0
    assert problems(page, page.url) == []
