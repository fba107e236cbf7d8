"""A half-written comment survives everything between it and an account."""

import re

from playwright.sync_api import Page, expect

from discussions.models import Comment
from tests.browser.conftest import QUESTION
from tests.browser.steps import sign_up, write

TEXT = "A romance, with the *genre* taken seriously for once."


def test_sign_up_from_a_half_written_comment(page: Page) -> None:
    page.goto(QUESTION)
    write(page, TEXT)
    expect(page.get_by_text("Your text is kept")).to_be_visible()
    assert not Comment.objects.exists()

    # A wrong first try: the password is too short. The text outlives that as well.
    page.locator("#id_username").fill("hugo")
    page.locator("#id_password1").fill("short")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("too short").first).to_be_visible()
    sign_up(page, "hugo")

    box = page.locator("#comment-form").get_by_label("Your comment")
    expect(box).to_have_value(TEXT)
    page.locator("#comment-form").get_by_role("button", name="Post").click()

    comment = Comment.objects.get()
    expect(page).to_have_url(re.compile(re.escape(comment.get_absolute_url()) + "$"))
    expect(page.locator(f"#c{comment.pk}").get_by_text("taken seriously")).to_be_in_viewport()
    expect(page.locator("#comment-form").get_by_label("Your comment")).to_have_value("")
