"""Twenty comments wait, and a moderator never touches the mouse."""

import time
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from discussions.models import Comment, Decision, Flag, Member, Question, Review
from tests.browser.conftest import QUESTION, NewPage
from tests.browser.probe import problems
from tests.browser.steps import sign_in
from tests.support.cast import make_member, make_staff

TWENTY = 20
# What is done with each, in the order of the queue.
KEYS = "aaahararwasaaahaaara"


@pytest.fixture
def waiting(site: str) -> list[Comment]:
    """Twenty of ten newcomers; the fourth is reported as unkind."""
    question = Question.objects.get(slug=QUESTION.split("/")[2])
    people = [make_member(f"newcomer{number}") for number in range(10)]
    comments = [
        Comment.post(
            question=question, author=people[number % 10], body=f"Thought {number}.", held_for="new"
        )
        for number in range(TWENTY)
    ]
    Flag.objects.create(member=people[0], comment=comments[3], reason="unkind")
    return comments


@pytest.fixture
def desk(new_page: NewPage, waiting: list[Comment]) -> Page:
    make_staff("ada", "Moderators")
    page = new_page()
    sign_in(page, "ada")
    page.goto("/moderation/")
    return page


def test_twenty_with_the_keyboard_alone(
    desk: Page, waiting: list[Comment], capsys: pytest.CaptureFixture[str]
) -> None:
    items = desk.locator("article.item")
    expect(items).to_have_count(TWENTY)
    started, pressed = time.perf_counter(), 0
    for number, key in enumerate(KEYS, start=1):
        desk.keyboard.press(key)
        pressed += 1
        expect(items).to_have_count(TWENTY - number)
    took = time.perf_counter() - started
    expect(desk.get_by_text("Nothing waits.")).to_be_visible()
    with capsys.disabled():
        print(f"\n{TWENTY} items: {pressed} keys, {took:.1f} s with the browser and the server")
    decided = Counter(Decision.objects.values_list("action", flat=True))
    assert decided == {"approve": 13, "hide": 2, "remove": 3, "cover": 1, "suspend": 1}
    hidden = Decision.objects.get(comment=waiting[3])
    assert (hidden.action, hidden.rule) == ("hide", "unkind")
    assert Member.objects.exclude(suspended_until=None).count() == 1


def test_moving_choosing_and_undoing(desk: Page, waiting: list[Comment]) -> None:
    current = desk.locator("article.item[aria-current]")
    expect(current).to_contain_text("Thought 0.")
    for key in "jjk":
        desk.keyboard.press(key)
    expect(current).to_be_focused()
    expect(current).to_contain_text("Thought 1.")
    desk.keyboard.press("4")
    desk.keyboard.press("h")
    expect(current).to_contain_text("Thought 2.")
    expect(desk.locator("#said")).to_contain_text("Hidden: spam.")
    desk.keyboard.press("u")
    expect(current).to_contain_text("Thought 1.")
    assert Decision.objects.get().undone_at is not None
    for key in "xjxr":
        desk.keyboard.press(key)
    expect(desk.locator("article.item")).to_have_count(TWENTY - 2)
    removed = Comment.objects.filter(state="removed").order_by("pk")
    assert [comment.body for comment in removed] == ["Thought 1.", "Thought 2."]
    expect(current).to_contain_text("Thought 3.")


def test_keys_in_a_field_are_letters_and_can_be_switched_off(desk: Page) -> None:
    desk.keyboard.press("m")
    desk.keyboard.type("has a heart")
    message = desk.locator("article.item[aria-current] textarea")
    expect(message).to_have_value("has a heart")
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    desk.get_by_label("Single keys decide").uncheck()
    desk.reload()
    desk.keyboard.press("a")
    desk.keyboard.press("h")
    assert not Decision.objects.exists()
    expect(desk.locator("article.item")).to_have_count(TWENTY)


def test_a_colleague_was_faster(desk: Page, waiting: list[Comment]) -> None:
    first = Review.objects.get(comment=waiting[0])
    colleague = make_staff("ben", "Moderators")
    Decision.objects.create(
        action="remove", rule="spam", comment=waiting[0], review=first, moderator=colleague
    )
    Review.objects.filter(pk=first.pk).update(closed_at=first.opened_at)
    desk.keyboard.press("a")
    expect(desk.get_by_role("alert")).to_contain_text("Decided already")
    expect(desk.get_by_role("alert")).to_contain_text("ben")
    expect(desk.locator("article.item")).to_have_count(TWENTY - 1)
    waiting[0].refresh_from_db()
    assert waiting[0].state == "held"


def test_without_a_script_several_at_once(new_page: NewPage, waiting: list[Comment]) -> None:
    make_staff("ada", "Moderators")
    page = new_page(js=False)
    sign_in(page, "ada")
    page.goto("/moderation/")
    for number in (0, 2):
        page.locator(".choose").nth(number).check()
    page.locator("#several").get_by_role("button", name="Remove").click()
    expect(page.locator("article.item")).to_have_count(TWENTY - 2)
    expect(page.locator("#lately")).to_contain_text("Removed: off topic.")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("article.item")).to_have_count(TWENTY - 1)


def test_no_problem_in_any_look(new_page: NewPage, waiting: list[Comment]) -> None:
    make_staff("ada", "Moderators")
    page = new_page(probe=True)
    sign_in(page, "ada")
    one = f"/comments/{waiting[1].pk}/moderate/"
    assert problems(page, "/moderation/", one, "/moderation/log/") == []
