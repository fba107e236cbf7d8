"""A newcomer writes, is told that and why it waits, and reads when everybody can."""

import pytest
from playwright.sync_api import Page, expect

from discussions.models import Comment
from discussions.moderation import posting
from tests.browser.conftest import QUESTION, NewPage
from tests.browser.steps import sign_in, write
from tests.support.cast import make_member, make_staff

WORDS = "The roof is where they first look at the same thing."


def test_first_comment_to_approval(
    new_page: NewPage, with_js: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This one types as fast as machines do.
    monkeypatch.setattr(posting, "HURRY", 0)
    make_member("newcomer")
    make_staff("ada", "Moderators")
    newcomer, moderator, guest = new_page(js=with_js), new_page(js=with_js), new_page(js=with_js)

    sign_in(newcomer, "newcomer")
    newcomer.goto(QUESTION)
    write(newcomer, WORDS)
    newcomer.wait_for_url("**/comments/**#c*")
    mine = newcomer.locator("article.comment", has_text=WORDS)
    expect(mine).to_be_visible()
    expect(mine).to_contain_text("read by a moderator")

    guest.goto(QUESTION)
    expect(guest.get_by_text(WORDS)).to_have_count(0)

    approve(moderator)

    guest.goto(QUESTION)
    expect(guest.get_by_text(WORDS)).to_be_visible()
    newcomer.goto("/me/")
    expect(newcomer.get_by_role("main")).to_contain_text("approved")
    newcomer.goto(Comment.objects.get(body=WORDS).get_absolute_url())
    expect(mine).to_be_visible()
    expect(mine).not_to_contain_text("read by a moderator")


def approve(page: Page) -> None:
    sign_in(page, "ada")
    page.goto("/moderation/")
    item = page.locator("article.item", has_text=WORDS)
    expect(item.get_by_role("heading")).to_contain_text("first comments are read by a moderator")
    expect(item).to_contain_text("newcomer")
    item.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    expect(page.locator("#lately")).to_contain_text("Approved.")
