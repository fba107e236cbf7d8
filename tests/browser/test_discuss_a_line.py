"""A line of the text is discussed, and then an editor changes it: the words are kept, and said to
be old; words that stand as they were are found where they are."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from discussions.models import Closure, Comment, Question
from explainer.models import Explanation
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.steps import sign_in, write
from tests.support.cast import make_member

SLUG = EXPLANATION.split("/")[2]
BODY = (
    "The lamp is lit at dusk. Nobody knows – not even the keeper – who has lit it.\n\n"
    "At dawn it goes out by itself, and the ships, which saw it, have gone."
)
LIT = "The lamp is lit at dusk."
SHIPS = "and the ships, which saw it, have gone"
# Where the first of these words begin and the last end, scrolled into view.
WHERE = """async ([first, last]) => {
  const nodes = [];
  const walker = document.createTreeWalker(
    document.querySelector("#opening .prose"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const range = document.createRange();
  const start = nodes.find((node) => node.data.includes(first));
  const end = nodes.find((node) => node.data.includes(last));
  range.setStart(start, start.data.indexOf(first));
  range.setEnd(end, end.data.indexOf(last) + last.length);
  start.parentElement.scrollIntoView({ behavior: "instant", block: "center" });
  // Once it is drawn there.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const rects = [...range.getClientRects()];
  const middle = (rect) => (rect.top + rect.bottom) / 2;
  return [rects[0].left + 1, middle(rects[0]), rects.at(-1).right, middle(rects.at(-1))];
}"""


@pytest.fixture
def general(site: str, settings: Any) -> Question:
    """The thread of an explanation that begins with these two paragraphs; whoever writes quickly
    or for the first time may."""
    settings.RATE_LIMITS = False
    rewrite(BODY)
    question = Question.objects.get(explanation__slug=SLUG, general=True)
    question.mode = "post"
    question.save()
    return question


def rewrite(body: str) -> None:
    """An editor publishes other words."""
    explanation = Explanation.objects.get(slug=SLUG)
    draft = explanation.new_edition()
    section = draft.sections.order_by("order").first()
    assert section is not None
    section.key, section.body = "opening", body
    section.save()
    draft.publish()


def select(page: Page, first: str, last: str = "") -> Locator:
    """Drag over words; the button that then appears."""
    # Words that still scroll can't be dragged over.
    page.emulate_media(reduced_motion="reduce")
    left, top, right, bottom = page.evaluate(WHERE, [first, last or first])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=3)
    page.mouse.up()
    return page.get_by_role("button", name="Discuss these words")


def comment_of(body: str) -> Comment:
    return Comment.objects.get(body=body)


def test_words_are_chosen_by_keyboard_and_pointer(new_page: NewPage, general: Question) -> None:
    make_member("olive")
    page = new_page()
    sign_in(page, "olive")
    page.goto(EXPLANATION)
    before = page.evaluate("document.documentElement.scrollHeight")

    button = select(page, SHIPS)
    expect(button).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == before
    page.keyboard.press("Escape")
    expect(button).not_to_be_visible()

    select(page, LIT)
    expect(button).to_be_visible()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#opening .pilcrow").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    form = page.locator("#comment-form")
    expect(form.locator("[data-quoting]")).to_contain_text(LIT)
    expect(form.get_by_label("Your comment")).to_be_focused()
    form.get_by_role("button", name="Remove the quote").click()
    expect(form.locator("[data-quoting]")).not_to_be_visible()

    # Over two paragraphs: the first one's words.
    select(page, LIT, "At dawn").click()
    expect(form.locator("[data-quoting]")).to_contain_text("who has lit it.")
    expect(form.locator("[data-quoting]")).not_to_contain_text("At dawn")


def discuss(new_page: NewPage, name: str, words: str, text: str) -> Comment:
    """A new member chooses words of the explanation and writes about them."""
    make_member(name)
    page = new_page()
    sign_in(page, name)
    page.goto(EXPLANATION)
    select(page, words).click()
    write(page, text)
    page.wait_for_url("**/comments/**")
    comment = comment_of(text)
    assert (comment.quote, comment.section_key) == (words, "opening")
    return comment


def test_words_are_discussed_and_then_edited(new_page: NewPage, general: Question) -> None:
    first = discuss(new_page, "olive", LIT, "Who lights it?")
    second = discuss(new_page, "hugo", SHIPS, "Where do they go?")
    assert first.paragraph != second.paragraph

    reader = new_page(width=390)
    reader.goto(EXPLANATION)
    margin = reader.locator(f"#{first.paragraph} .pilcrow")
    expect(margin).to_have_text("¶1")
    expect(margin).to_be_visible()

    rewrite(BODY.replace("is lit at dusk", "was never lit").replace("At dawn", "In the morning"))
    reader.goto(EXPLANATION)
    gone = reader.locator(f"#c{first.pk} .quoted")
    expect(gone).to_contain_text(LIT)
    expect(gone).to_contain_text("The text has changed since.")
    stays = reader.locator(f"#c{second.pk} .quoted")
    expect(stays).not_to_contain_text("The text has changed")
    stays.get_by_role("link", name="In the explanation").click()
    paragraph = reader.locator(f"#{second.paragraph}")
    expect(paragraph).to_be_in_viewport()
    expect(paragraph).to_contain_text(SHIPS)


def test_without_a_script_a_paragraph_is_discussed_on_its_page(
    new_page: NewPage, general: Question
) -> None:
    make_member("olive")
    page = new_page(js=False)
    sign_in(page, "olive")
    page.goto(EXPLANATION)
    page.locator("#opening .pilcrow").first.click()
    expect(page.get_by_role("heading", name="About this paragraph")).to_be_visible()
    expect(page.locator(".line")).to_contain_text(LIT)
    expect(page.locator("[data-quoting]")).to_contain_text(LIT)
    expect(page.get_by_role("button", name="Remove the quote")).not_to_be_visible()
    write(page, "Who lights it?")
    comment = comment_of("Who lights it?")
    expect(page.locator(f"#c{comment.pk} .quoted")).to_contain_text(LIT)

    rewrite(BODY.replace("is lit at dusk", "was never lit"))
    page.goto(f"{EXPLANATION}paragraphs/{comment.paragraph}/")
    expect(page.locator(".thread .quoted")).to_contain_text("The text has changed since.")
    page.get_by_role("link", name="Read it in its place").click()
    expect(page.locator(f"#{comment.paragraph}")).to_be_in_viewport()


def test_nothing_is_offered_where_nothing_can_be_written(
    new_page: NewPage, general: Question
) -> None:
    page = new_page()
    page.goto(EXPLANATION)
    button = select(page, LIT)
    expect(button).to_be_visible()
    # A heading is no line of the text.
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    expect(button).not_to_be_visible()

    Closure.objects.create(question=general, reason="It has been said.")
    page.goto(EXPLANATION)
    expect(page.locator("#opening .pilcrow").first).to_be_attached()
    expect(page.locator("#discuss-words")).not_to_be_attached()
