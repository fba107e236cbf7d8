"""A guest says where they stand, signs up for it, reads, and says it again: the page tells how many
changed their mind."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from discussions.models import Member, VoteChange
from tests.browser.conftest import EXPLANATION
from tests.browser.steps import sign_up


def test_before_and_after(page: Page) -> None:
    page.goto(EXPLANATION)
    before = page.locator("details.stand")
    expect(before.get_by_role("button", name="Disagree").first).not_to_be_visible()
    before.get_by_text("Seen it? Say where you stand first").click()
    ballot = before.locator("fieldset").first
    id_ = str(ballot.get_attribute("id"))
    ballot.get_by_role("button", name="Disagree").click()
    sign_up(page, "beatrice")

    mine = page.locator(f"#{id_}")
    expect(mine.get_by_text("You disagree")).to_be_visible()
    expect(mine).to_be_in_viewport()
    expect(mine.locator("summary")).to_have_text("You disagree · change", use_inner_text=True)

    page.get_by_role("heading", name="And now?").scroll_into_view_if_needed()
    then = page.locator(f"#{id_.replace('before', 'after')}")
    expect(then.get_by_text("You disagree")).not_to_be_visible()
    then.get_by_role("button", name="Agree", exact=True).click()
    expect(then.get_by_text("You went from disagree to agree.")).to_be_visible()
    expect(then).to_be_in_viewport()
    rows = VoteChange.objects.order_by("pk").values_list("moment", "previous", "stance")
    assert list(rows) == [("before", "", "disagree"), ("after", "disagree", "agree")]

    count_a_day_later("beatrice")
    page.reload()
    told = page.get_by_text("1 reader has said where they stand before and after reading")
    expect(told).to_contain_text("1 changed their mind")
    told.get_by_role("link", name="From where to where").click()
    expect(page).to_have_url(re.compile("/results/#before-and-after$"))


def count_a_day_later(name: str) -> None:
    member = Member.objects.get(username=name)
    member.joined = timezone.now() - timedelta(days=1)
    member.save()
