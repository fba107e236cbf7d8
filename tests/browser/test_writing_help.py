"""An editor writes a section: marks by keys, the page beside the text, a picture put in, all of it
with the keyboard alone."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from explainer.models import Edition, Explanation, Picture
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.probe import TOO_WIDE
from tests.browser.steps import sign_in
from tests.support.cast import make_staff

SLUG = EXPLANATION.split("/")[2]
CHOOSE = """(text, words) => {
  const at = text.value.indexOf(words);
  text.focus();
  text.setSelectionRange(at, at + words.length);
}"""
PASTE = """(text, words) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", words);
  text.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
  );
}"""
LENGTHEN = """() => document
  .querySelectorAll(".writing-tools button, .writing-count, .writing-total, .writing-help th")
  .forEach((each) => each.append("verantwortungsbewusstsein"))"""

IN_DIALOG = """async () => {
  const { violations } = await axe.run("#writing-pictures");
  return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
}"""


@pytest.fixture
def draft(site: str) -> Edition:
    make_staff("editor", "Editors")
    return Explanation.objects.get(slug=SLUG).new_edition()


def open_draft(page: Page, draft: Edition) -> Locator:
    """The first section's text, with the rest of the page around it."""
    sign_in(page, "editor")
    page.goto(f"/admin/explainer/edition/{draft.pk}/change/")
    expect(page.get_by_role("toolbar").first).to_be_attached()
    return page.locator("#id_sections-0-body")


def beside(text: Locator) -> Locator:
    """What readers would get of it."""
    return text.locator("xpath=../div[@aria-label='Preview of this section']")


def choose(text: Locator, words: str) -> None:
    text.evaluate(CHOOSE, words)


def test_the_page_beside_follows_the_typing(new_page: NewPage, draft: Edition) -> None:
    page = new_page()
    text = open_draft(page, draft)
    prose = beside(text).locator(".prose")
    stored = len(draft.sections.all()[0].body.split())
    expect(prose.locator("p").first).to_contain_text("thinking machines")
    text.fill("One *two*\n\n||three|| four")
    expect(prose.locator("em")).to_have_text("two")
    expect(text).to_be_focused()
    expect(text.locator("xpath=../p")).to_have_text("Words: 4")
    expect(page.locator("[data-total]")).to_have_text(f"{draft.word_count - stored + 4:,}")

    # What somebody uncovers in it stays so while they type on.
    prose.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    text.press("End")
    page.keyboard.type(" five")
    expect(prose).to_contain_text("four five")
    expect(prose.get_by_role("checkbox")).to_be_checked()

    page.context.set_offline(True)
    page.keyboard.type(" six")
    expect(beside(text).get_by_text("No preview just now")).to_be_visible()
    expect(text).to_have_value("One *two*\n\n||three|| four five six")
    page.context.set_offline(False)
    page.keyboard.type(" seven")
    expect(prose).to_contain_text("six seven")
    expect(beside(text).get_by_text("No preview just now")).to_be_hidden()


def test_marks_are_made_by_keys_and_taken_back(new_page: NewPage, draft: Edition) -> None:
    page = new_page()
    text = open_draft(page, draft)
    plain = "The lamp goes out.\n\nHe waits."
    text.fill(plain)
    for keys, made in [
        ("Control+Shift+L", "The ||lamp|| goes out."),
        ("Control+b", "The **lamp** goes out."),
        ("Control+Shift+Digit9", "> The lamp goes out."),
        ("Control+Shift+Digit8", "- The lamp goes out."),
        ("Control+k", "The [lamp]() goes out."),
    ]:
        choose(text, "lamp")
        page.keyboard.press(keys)
        expect(text).to_have_value(f"{made}\n\nHe waits.")
        page.keyboard.press("Control+z")
        expect(text).to_have_value(plain)
    # Pressed again a mark goes, and of two on the same words the other one stays.
    choose(text, "lamp ")
    for key, made in [("b", "**lamp**"), ("i", "***lamp***"), ("b", "*lamp*"), ("i", "lamp")]:
        page.keyboard.press(f"Control+{key}")
        expect(text).to_have_value(f"The {made} goes out.\n\nHe waits.")
    # Each paragraph gets its own.
    for made in ("**The lamp goes out.**\n\n**He waits.**", plain):
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+b")
        expect(text).to_have_value(made)
    choose(text, "waits")
    text.evaluate(PASTE, "https://example.org/a_(b)")
    expect(text).to_have_value("The lamp goes out.\n\nHe [waits](https://example.org/a_%28b%29).")


def test_the_toolbar_is_one_stop_and_arrows_lead_on(new_page: NewPage, draft: Edition) -> None:
    page = new_page()
    text = open_draft(page, draft)
    plain = "The lamp goes out.\n\nHe waits."
    text.fill(plain)
    choose(text, "goes")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Bold").first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    covered = plain.replace("The lamp goes out.", ":::spoiler\nThe lamp goes out.\n:::")
    expect(text).to_have_value(covered)
    beside(text).locator("summary").click()
    expect(beside(text).get_by_text("The lamp goes out.")).to_be_visible()
    # Back in the toolbar it is where one left it.
    text.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(text).to_have_value(plain)


def test_a_picture_is_put_in_and_the_draft_saved(new_page: NewPage, draft: Edition) -> None:
    Picture.objects.create(art="doors", alt="Two doors", caption='A "way" out')
    page = new_page()
    text = open_draft(page, draft)
    text.fill("First.\n\nLast.")
    choose(text, "First")
    page.keyboard.press("Control+Shift+F")
    dialog = page.get_by_role("dialog", name="Put in a picture")
    expect(dialog.get_by_label("Search")).to_be_focused()
    page.keyboard.type("two doors")
    expect(dialog.get_by_role("radio")).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(dialog.get_by_role("radio", name="Two doors", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    expect(dialog.get_by_label("What is to be seen")).to_have_value("Two doors")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    made = 'First.\n\n![Two doors](art:doors "A \\"way\\" out")\n\nLast.'
    expect(text).to_have_value(made)
    expect(beside(text).get_by_role("img", name="Two doors")).to_be_visible()
    expect(beside(text).locator("figcaption")).to_have_text('A "way" out')

    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator("[data-saved]")).to_contain_text("changed successfully")
    assert draft.sections.all()[0].body == made
    # One goes on where one was.
    expect(text).to_be_focused()
    assert text.evaluate("text => text.selectionStart") == made.index("Last.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/publish/$"))


def test_it_fits_a_phone_and_long_words(new_page: NewPage, draft: Edition) -> None:
    page = new_page(probe=True, width=390)
    text = open_draft(page, draft)
    page.get_by_text("Marks and keys for writing").click()
    page.evaluate(LENGTHEN)
    assert page.evaluate(TOO_WIDE) <= 0
    expect(beside(text)).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Preview")).first.click()
    expect(beside(text)).to_be_visible()
    expect(text).to_be_hidden()
    assert page.evaluate(TOO_WIDE) <= 0
    standfirst = page.get_by_label("Standfirst", exact=False).first
    standfirst.fill("A short one")
    expect(page.locator("#id_standfirst_left")).to_have_text("Characters left: 289")
    expect(standfirst).to_have_accessible_description(re.compile("289"))

    page.get_by_role("button", name=re.compile("^Text")).first.click()
    page.get_by_role("button", name=re.compile("^Picture…")).first.click()
    expect(page.get_by_role("dialog").get_by_role("radio")).to_have_count(Picture.objects.count())
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(IN_DIALOG) == []
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
