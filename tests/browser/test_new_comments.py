"""Comments that come while a page is open: announced, and put into their places on request."""

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from discussions.models import Comment, Member, Question
from tests.browser.conftest import EXPLANATION, QUESTION, NewPage
from tests.browser.steps import sign_in
from tests.support.cast import make_member

MINUTE = 61_000  # milliseconds
WORDS = "Words about the ending that take a line or two on any screen, however wide. " * 3
# Every comment with what it hangs on.
OUTLINE = """() => [...document.querySelectorAll("#thread article")].map((article) => [
  article.id, article.closest("ol").parentElement.querySelector("article")?.id,
])"""


@pytest.fixture
def olive(site: str) -> Member:
    return make_member("olive")


@pytest.fixture
def thread(olive: Member) -> list[Comment]:
    """Twelve roots."""
    return [post(olive, f"Number {number}. {WORDS}") for number in range(12)]


def post(author: Member, body: str, parent: Comment | None = None, **fields: str) -> Comment:
    question = Question.objects.get(slug=QUESTION.split("/")[2])
    return Comment.post(question=question, author=author, body=body, parent=parent, **fields)


class OnTheWay:
    """How many requests of a page are not answered yet."""

    def __init__(self, page: Page) -> None:
        self.number = 0
        page.on("request", self.more)
        page.on("requestfinished", self.less)
        page.on("requestfailed", self.less)

    def more(self, request: Request) -> None:
        self.number += 1

    def less(self, request: Request) -> None:
        self.number -= 1


_on_the_way: dict[Page, OnTheWay] = {}


def open_page(new_page: NewPage, width: int = 1280, path: str = f"{QUESTION}?sort=new") -> Page:
    page = new_page(width=width)
    _on_the_way[page] = OnTheWay(page)
    page.clock.install()
    page.goto(path)
    return page


def wait(page: Page, milliseconds: int = MINUTE) -> None:
    """The page's clock goes on; what it asks for comes as ever."""
    page.clock.run_for(milliseconds)
    page.wait_for_timeout(300)
    # A busy machine takes longer to fetch a script, or an answer.
    while page in _on_the_way and _on_the_way[page].number > 0:
        page.wait_for_timeout(200)


def announced(page: Page) -> Locator:
    return page.locator(".announce").get_by_role("button")


def top(article: Locator) -> float:
    return float(article.evaluate("(element) => element.getBoundingClientRect().top"))


@pytest.mark.parametrize("width", [1280, 390])
def test_what_the_reader_looks_at_stays(
    new_page: NewPage, thread: list[Comment], olive: Member, width: int
) -> None:
    page = open_page(new_page, width)
    shown = page.locator(f"#c{thread[6].pk}")
    form = page.locator("#comment-form")
    form.get_by_label("Your comment").fill("Half a thought")
    shown.get_by_text("More", exact=True).click()
    shown.evaluate("(element) => element.scrollIntoView({ behavior: 'instant' })")
    before = top(shown)

    fresh = [post(olive, "From the night."), post(olive, "An answer.", thread[8])]
    below = post(olive, "An answer to that.", fresh[1])
    wait(page)
    expect(announced(page)).to_have_text("3 new comments")
    assert abs(top(shown) - before) <= 1
    announced(page).click()
    for comment in (*fresh, below):
        expect(page.locator(f".is-new > #c{comment.pk}")).to_be_attached()
    assert abs(top(shown) - before) <= 1
    expect(form.get_by_label("Your comment")).to_have_value("Half a thought")
    expect(shown.locator("details.more")).to_have_attribute("open", "")

    # In the order and the nesting that the page has when it is opened anew.
    inserted = page.evaluate(OUTLINE)
    page.reload()
    assert page.evaluate(OUTLINE) == inserted


def test_the_button_leads_from_one_to_the_next_as_the_keys_do(
    new_page: NewPage, thread: list[Comment], olive: Member
) -> None:
    page = open_page(new_page)
    one, two = post(olive, "An answer.", thread[1]), post(olive, "From the night.")
    wait(page)
    announced(page).focus()
    page.keyboard.press("Enter")
    first, second = page.locator(f"#c{two.pk}"), page.locator(f"#c{one.pk}")
    expect(first).to_be_focused()
    page.keyboard.press("n")
    expect(second).to_be_focused()
    expect(second).to_be_in_viewport()
    page.keyboard.press("p")
    expect(first).to_be_focused()
    page.keyboard.press("Control+n")
    expect(first).to_be_focused()
    announced(page).click()
    expect(second).to_be_focused()

    text = page.locator("#comment-form").get_by_label("Your comment")
    text.press_sequentially("no pun")
    expect(text).to_have_value("no pun")
    expect(text).to_be_focused()


def test_the_first_comment_of_all(new_page: NewPage, olive: Member) -> None:
    page = open_page(new_page, path=QUESTION)
    expect(page.get_by_text("Nobody has written anything yet.")).to_be_visible()
    comment = post(olive, "I am first.")
    wait(page)
    expect(announced(page)).to_have_text("1 new comment")
    announced(page).click()
    expect(page.locator(f"#c{comment.pk}")).to_be_visible()
    expect(page.get_by_text("Nobody has written anything yet.")).not_to_be_visible()
    expect(page.get_by_text("1 comment", exact=True)).to_be_visible()


def test_a_place_on_another_page_is_a_link(new_page: NewPage, olive: Member) -> None:
    for number in range(51):
        post(olive, f"Number {number}.")
    page = open_page(new_page, path=f"{QUESTION}?sort=old")
    comment = post(olive, "The last one.")
    wait(page)
    announced(page).click()
    page.get_by_role("link", name="New on other pages").click()
    page.wait_for_url(lambda url: url.endswith(f"{QUESTION}?sort=new#thread"))
    expect(page.locator(f"#c{comment.pk}")).to_be_in_viewport()


def test_it_says_so_on_an_explanation_too(new_page: NewPage, olive: Member) -> None:
    page = open_page(new_page, path=EXPLANATION)
    general = Question.objects.get(explanation__slug=EXPLANATION.split("/")[2], general=True)
    comment = Comment.post(question=general, author=olive, body="About all of it.")
    wait(page)
    announced(page).click()
    expect(page.locator(f"#c{comment.pk}")).to_be_visible()


@pytest.fixture
def asked(thread: list[Comment], new_page: NewPage) -> tuple[Page, list[str]]:
    page = open_page(new_page)
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.url.endswith("/latest/") else None)
    return page, sent


def test_it_is_asked_once_a_minute_for_an_hour(asked: tuple[Page, list[str]]) -> None:
    page, sent = asked
    for _minute in range(3):
        wait(page)
    assert len(sent) == 3
    page.clock.fast_forward("01:00:00")
    quiet = len(sent)
    for _minute in range(3):
        wait(page)
    assert len(sent) == quiet
    page.mouse.move(200, 300)
    wait(page)
    assert len(sent) == quiet + 1


def test_a_site_that_fails_is_asked_less_and_less(asked: tuple[Page, list[str]]) -> None:
    page, sent = asked
    page.route("**/latest/", lambda route: route.fulfill(status=503, body="<h1>No</h1>"))
    for _minute in range(8):
        wait(page)
    assert len(sent) == 3


def test_a_member_and_their_own_comments(
    new_page: NewPage, thread: list[Comment], olive: Member
) -> None:
    page = new_page()
    sign_in(page, "olive")
    page.clock.install()
    page.goto(f"{QUESTION}?sort=new")
    comment = post(olive, "From another tab.")
    wait(page)
    announced(page).click()
    shown = page.locator(f"#c{comment.pk}")
    expect(shown).to_be_attached()
    shown.get_by_text("More", exact=True).click()
    expect(shown.get_by_role("link", name="Edit")).to_be_visible()
