"""Two editors write in one draft: each sees that the other is there, the second to save chooses."""

import pytest
from playwright.sync_api import Page, expect

from explainer.models import Edition, Explanation
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.probe import problems_of_this
from tests.browser.steps import sign_in
from tests.support.cast import make_staff

SLUG = EXPLANATION.split("/")[2]


@pytest.fixture
def draft(site: str) -> Edition:
    for name in ("olive", "ben"):
        make_staff(name, "Editors")
    return Explanation.objects.get(slug=SLUG).new_edition()


def open_draft(page: Page, name: str, draft: Edition) -> None:
    sign_in(page, name)
    page.goto(f"/admin/explainer/edition/{draft.pk}/change/")


def test_the_second_to_save_chooses(new_page: NewPage, draft: Edition) -> None:
    olive, ben = new_page(), new_page(probe=True, width=390)
    olive.clock.install()
    open_draft(olive, "olive", draft)
    expect(olive.locator("[data-presence]")).to_have_text("")
    open_draft(ben, "ben", draft)
    expect(ben.locator("[data-presence]")).to_have_text("olive has this draft open.")
    olive.clock.fast_forward(30_000)
    expect(olive.locator("[data-presence]")).to_have_text("ben has this draft open.")

    for page, name in ((olive, "Olive"), (ben, "Ben")):
        page.get_by_label("Title", exact=False).first.fill(f"{name}’s title")
        page.get_by_label("Heading", exact=False).first.fill(f"{name}’s heading")
    olive.locator("#id_standfirst").fill("Olive’s standfirst.")
    olive.get_by_role("button", name="Save draft").click()
    expect(olive.locator(".messagelist")).to_be_visible()
    ben.get_by_role("button", name="Save draft").click()

    expect(ben.get_by_role("heading", level=1)).to_have_text("Choose which words stay")
    assert problems_of_this(ben) == []
    title = ben.get_by_role("group", name="Title")
    expect(title).to_contain_text("Olive’s title")
    expect(title.get_by_role("textbox")).to_be_hidden()
    title.get_by_label("As I write it here").check()
    title.get_by_role("textbox").fill("Our title")
    section = ben.get_by_role("group", name="Ben’s heading")
    section.get_by_label("As olive saved it").check()
    ben.get_by_role("button", name="Save it so").click()
    expect(ben.locator(".messagelist")).to_contain_text("Standfirst")
    draft.refresh_from_db()
    assert (draft.title, draft.standfirst) == ("Our title", "Olive’s standfirst.")
    assert draft.sections.filter(heading="Olive’s heading").exists()

    ben.goto("/admin/")
    olive.clock.fast_forward(30_000)
    expect(olive.locator("[data-presence]")).not_to_contain_text("ben has")
