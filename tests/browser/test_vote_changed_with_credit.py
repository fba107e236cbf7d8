"""A reader changes sides, says which comment did it, and the comment tells everybody; with and
without JavaScript."""

from playwright.sync_api import Locator, Page, expect

from discussions.models import Comment, Member, Question, VoteChange
from tests.browser.conftest import QUESTION, NewPage
from tests.browser.steps import sign_in
from tests.support.cast import make_member


def test_a_vote_changed_with_credit(page: Page, new_page: NewPage) -> None:
    comment = write_something(make_member("olga"))
    make_member("vera")
    sign_in(page, "vera")
    ballot = disagree_and_then_agree(page)

    line = ballot.get_by_text("Did a comment move you?")
    expect(line).to_be_visible()
    line.get_by_role("link", name="Say which").click()
    expect(page.get_by_role("heading", name="Which comment moved you?")).to_be_visible()
    expect(page.get_by_text("You went from disagree to agree.")).to_be_visible()
    page.get_by_role("button", name="This one by olga").click()
    expect(page.get_by_role("heading", name="This comment moved you")).to_be_visible()
    assert VoteChange.objects.get(credited=comment).member.username == "vera"

    told = "moved 1 reader from disagree to agree"
    guest = new_page()
    guest.goto(QUESTION)
    expect(guest.locator(f"#c{comment.pk}").get_by_text(told)).to_be_visible()
    guest.goto("/members/olga/")
    expect(guest.get_by_text("moved 1 reader")).to_be_visible()

    # It has asked, and does not again.
    page.get_by_role("link", name="Back to the discussion").click()
    expect(ballot.get_by_text("You agree")).to_be_visible()
    expect(line).not_to_be_visible()

    page.go_back()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="Which comment moved you?")).to_be_visible()
    guest.goto(QUESTION)
    expect(guest.locator(f"#c{comment.pk}")).to_be_visible()
    expect(guest.get_by_text(told)).not_to_be_visible()
    assert not VoteChange.objects.exclude(credited=None).exists()


def write_something(author: Member) -> Comment:
    question = Question.objects.get(slug=QUESTION.split("/")[2])
    return Comment.post(question=question, author=author, body="Look at the letter again.")


def disagree_and_then_agree(page: Page) -> Locator:
    """On the first ballot of the question, which is given back."""
    page.goto(QUESTION)
    ballot = page.locator(f"#{page.locator('fieldset.ballot').first.get_attribute('id')}")
    ballot.get_by_role("button", name="Disagree").click()
    expect(ballot.get_by_text("You disagree")).to_be_visible()
    expect(ballot.get_by_text("Did a comment move you?")).not_to_be_visible()
    ballot.get_by_text("change").click()
    ballot.get_by_role("button", name="Agree", exact=True).click()
    expect(ballot.get_by_text("You agree")).to_be_visible()
    return ballot
