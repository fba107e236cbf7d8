"""Two members talk: an answer with a preview, a correction, a useful mark."""

from playwright.sync_api import Page, expect

from discussions.models import Comment, Question
from tests.browser.conftest import QUESTION
from tests.browser.steps import sign_in
from tests.support.cast import make_member

ANSWER = "A sad one, ||and it ends on a roof||."


def test_reply_and_edit(page: Page, with_js: bool) -> None:
    question = Question.objects.get(slug=QUESTION.split("/")[2])
    first = Comment.post(question=question, author=make_member("olive"), body="It is a comedy.")
    make_member("hugo")
    sign_in(page, "hugo")

    page.goto(QUESTION)
    shown = page.locator(f"#c{first.pk}")
    shown.get_by_role("button", name="Useful").click()
    expect(shown.get_by_role("button", name="Useful")).to_have_attribute("aria-pressed", "true")

    shown.get_by_role("link", name="Reply").click()
    form = page.locator("section[id^=reply-form]")
    form.get_by_label("Your comment").fill(ANSWER)
    form.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("A sad one").last).to_be_visible()
    if not with_js:
        page.go_back()
        expect(form.get_by_label("Your comment")).to_have_value(ANSWER)
    form.get_by_role("button", name="Post").click()

    page.wait_for_url("**/comments/**#c*")
    reply = Comment.objects.get(parent=first)
    mine = page.locator(f"#c{reply.pk}")
    expect(mine.get_by_text("olive")).to_be_visible()
    expect(mine.get_by_text("and it ends on a roof")).not_to_be_visible()
    mine.locator("label.spoiler").click()
    expect(mine.get_by_text("and it ends on a roof")).to_be_visible()

    mine.get_by_text("More", exact=True).click()
    mine.get_by_role("link", name="Edit").click()
    page.get_by_label("Comment").fill("A sad comedy.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#c{reply.pk}").get_by_text("A sad comedy.")).to_be_visible()
    expect(page.locator(f"#c{reply.pk}")).not_to_contain_text("edited")
