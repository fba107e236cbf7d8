"""Typed text outlives the page that it was typed in, and nobody but its author is shown it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Error, Locator, Page, Route, expect

from discussions.models import Comment, Question
from tests.browser.conftest import QUESTION, NewPage
from tests.browser.steps import sign_in
from tests.support.cast import make_member

TEXT = "He falls in love with a voice,\nand the voice with *everybody*."
ANSWER = "Not with everybody. With 641."


def box(page: Page) -> Locator:
    return page.locator("#comment-form").get_by_label("Your comment")


def note(page: Page) -> Locator:
    return page.locator("#comment-form").get_by_text("Here is what you wrote")


def typed(page: Page, text: str = TEXT) -> None:
    page.goto(QUESTION)
    box(page).fill(text)


def question() -> Question:
    return Question.objects.get(slug=QUESTION.split("/")[2])


def member(new_page: NewPage, name: str = "hugo") -> Page:
    make_member(name)
    page = new_page()
    sign_in(page, name)
    return page


def test_it_is_offered_after_a_reload_and_gone_when_posted(new_page: NewPage) -> None:
    page = member(new_page)
    reading = question().interpretations.all()[1]
    typed(page)
    page.get_by_label("It supports").select_option(str(reading.pk))
    page.goto("/")
    page.goto(QUESTION)
    expect(note(page)).to_be_visible()
    expect(box(page)).to_have_value(TEXT)
    expect(page.get_by_label("It supports")).to_have_value(str(reading.pk))

    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/comments/**")
    assert Comment.objects.get().supports == reading
    page.goto(QUESTION)
    expect(box(page)).to_have_value("")
    expect(note(page)).not_to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_crashes(new_page: NewPage) -> None:
    page = member(new_page)
    page.goto(QUESTION)
    box(page).press_sequentially("A sad comedy")
    again = page.context.new_page()
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    again.goto(QUESTION)
    expect(box(again)).to_have_value("A sad comedy")


@contextmanager
def failing(page: Page, status: int) -> Iterator[None]:
    """What is posted gets no answer (0), or one of a proxy before a site that is not there."""

    def answer(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif status:
            route.fulfill(status=status, body="<h1>No</h1>", content_type="text/html")
        else:
            route.abort("internetdisconnected")

    page.route("**/comments/", answer)
    yield
    page.unroute("**/comments/", answer)


def test_answers_that_store_nothing(new_page: NewPage) -> None:
    page = member(new_page)
    typed(page)
    for status in (503, 429, 502, 0):
        with failing(page, status):
            page.get_by_role("button", name="Post").click()
            page.wait_for_load_state()
            page.wait_for_timeout(300)
        # Somebody else's comment, whose page a stored one would have led to as well.
        page.goto("/questions/")
        page.goto(QUESTION)
        expect(box(page)).to_have_value(TEXT)
    assert not Comment.objects.exists()
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/comments/**")
    assert page.evaluate("localStorage.length") == 0


def test_a_text_that_is_refused_is_one_draft_with_its_correction(new_page: NewPage) -> None:
    page = member(new_page)
    first = Comment.post(question=question(), author=make_member("mina"), body="With everybody.")
    page.goto(f"/comments/{first.pk}/replies/")
    text = page.locator("#answer-form").get_by_label("Your comment")
    text.fill(ANSWER)
    first.delete_by_author()
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("isn’t there any more").first).to_be_visible()
    expect(text).to_have_value(ANSWER)
    text.fill("With 641, then.")
    page.get_by_role("button", name="Post").click()
    page.wait_for_url(re.compile(r"/comments/\d+/#c"))
    assert page.evaluate("localStorage.length") == 0


def test_nobody_else_at_this_browser_sees_it(new_page: NewPage) -> None:
    page = member(new_page)
    make_member("mina")
    typed(page)
    # Left without signing out: the session ends, and somebody else comes.
    page.context.clear_cookies()
    page.goto(QUESTION)
    expect(box(page)).to_have_value("")
    sign_in(page, "mina")
    page.goto(QUESTION)
    expect(box(page)).to_have_value("")
    expect(note(page)).not_to_be_visible()

    page.context.clear_cookies()
    sign_in(page, "hugo")
    page.goto(QUESTION)
    expect(box(page)).to_have_value(TEXT)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "logout" not in url)
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("sessionStorage.length") == 0


def test_a_guests_text_goes_along_through_the_door(new_page: NewPage) -> None:
    make_member("hugo")
    page = new_page()
    typed(page)
    sign_in(page, "hugo")
    page.goto(QUESTION)
    expect(box(page)).to_have_value(TEXT)
    assert page.evaluate("Object.keys(localStorage).map((key) => key.split('\\n')[1])") == ["hugo"]

    # In another tab that guest may have been anybody.
    page.context.clear_cookies()
    page.evaluate("localStorage.clear()")
    typed(page, "Somebody's words.")
    other = page.context.new_page()
    sign_in(other, "hugo")
    other.goto(QUESTION)
    expect(box(other)).to_have_value("")


def test_two_tabs_are_two_drafts(new_page: NewPage) -> None:
    one = member(new_page)
    typed(one, "From the first tab")
    two = one.context.new_page()
    two.goto(QUESTION)
    expect(box(two)).to_have_value("From the first tab")
    one.bring_to_front()
    box(one).fill("From the first tab, longer")
    box(two).fill("From the second tab")
    expect(box(one)).to_have_value("From the first tab, longer")
    one.get_by_role("button", name="Post").click()
    one.wait_for_url("**/comments/**")
    one.goto(QUESTION)
    expect(box(one)).to_have_value("From the second tab")


def test_thrown_away(new_page: NewPage) -> None:
    page = member(new_page)
    typed(page)
    page.reload()
    page.goto(QUESTION)
    page.get_by_role("button", name="Throw it away").click()
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()
    page.goto(QUESTION)
    expect(box(page)).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_and_a_correction_have_drafts_of_their_own(new_page: NewPage) -> None:
    page = member(new_page)
    mina = make_member("mina")
    first = Comment.post(question=question(), author=mina, body="With everybody.")
    page.goto(QUESTION)
    slot = page.locator(".reply-slot")
    page.locator(f"#c{first.pk}").get_by_role("link", name="Reply").click()
    slot.get_by_label("Your comment").fill(ANSWER)
    page.goto(QUESTION)
    expect(box(page)).to_have_value("")
    page.locator(f"#c{first.pk}").get_by_role("link", name="Reply").click()
    expect(slot.get_by_label("Your comment")).to_have_value(ANSWER)
    slot.get_by_role("button", name="Post").click()
    page.wait_for_url("**/comments/**")

    reply = Comment.objects.get(parent=first)
    page.goto(f"/comments/{reply.pk}/edit/")
    expect(page.get_by_label("Comment")).to_have_value(ANSWER)
    page.get_by_label("Comment").fill("With 8,316.")
    page.goto("/")
    page.goto(f"/comments/{reply.pk}/edit/")
    expect(page.get_by_label("Comment")).to_have_value("With 8,316.")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_label("Comment")).to_have_value(ANSWER)


def test_an_old_draft_is_dropped(new_page: NewPage) -> None:
    page = member(new_page)
    typed(page)
    page.evaluate(
        """() => {
          const [key] = Object.keys(localStorage);
          const draft = JSON.parse(localStorage[key]);
          draft.at -= 31 * 24 * 60 * 60 * 1000;
          localStorage[key] = JSON.stringify(draft);
        }"""
    )
    page.goto(QUESTION)
    expect(box(page)).to_have_value("")
    assert page.evaluate("localStorage.length") == 0
