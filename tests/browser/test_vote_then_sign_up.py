"""A guest votes, makes an account on the way, and finds the vote counted."""

from playwright.sync_api import Page, expect

from discussions.models import Vote
from tests.browser.conftest import QUESTION
from tests.browser.steps import sign_up


def test_vote_as_guest_then_sign_up(page: Page) -> None:
    page.goto(QUESTION)
    ballot = page.locator("fieldset.ballot").first
    id_ = ballot.get_attribute("id")
    ballot.get_by_role("button", name="Disagree").click()
    assert not Vote.objects.exists()
    sign_up(page, "vera")

    mine = page.locator(f"#{id_}")
    expect(mine.get_by_text("You disagree")).to_be_visible()
    expect(mine).to_be_in_viewport()
    assert Vote.objects.get().stance == "disagree"

    mine.get_by_text("change").click()
    mine.get_by_role("button", name="Agree", exact=True).click()
    expect(mine.get_by_text("You agree")).to_be_visible()
    assert Vote.objects.get().stance == "agree"

    mine.get_by_text("change").click()
    mine.get_by_role("button", name="Withdraw my vote").click()
    expect(mine.get_by_text("You agree")).not_to_be_visible()
    expect(mine.get_by_role("button", name="Unsure")).to_be_visible()
    assert not Vote.objects.exists()
