"""An editor looks at a draft as its page, on a phone and on a desk, before anybody else does."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from discussions.models import Member
from explainer.models import Edition, Explanation, PreviewLink
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.probe import problems
from tests.browser.steps import sign_in
from tests.support.cast import make_staff

TITLE = "Her, told anew"


@pytest.fixture
def draft(site: str) -> Edition:
    make_staff("editor", "Editors")
    draft = Explanation.objects.get(slug="her-ending-explained").new_edition()
    draft.title = TITLE
    draft.save()
    return draft


def frame(page: Page, name: str) -> FrameLocator:
    return page.frame_locator(f".preview-{name} iframe")


def width_of(page: Page, name: str) -> int:
    """Of the page inside, as its own layout sees it."""
    body = frame(page, name).locator("body")
    return int(body.evaluate("body => body.ownerDocument.defaultView.innerWidth"))


def test_both_widths_at_once_and_links_open_elsewhere(new_page: NewPage, draft: Edition) -> None:
    page = new_page()
    sign_in(page, "editor")
    page.goto(f"/admin/explainer/edition/{draft.pk}/preview/")
    for name, width in (("phone", 390), ("desktop", 1280)):
        inside = frame(page, name)
        expect(inside.get_by_role("heading", level=1)).to_have_text(TITLE)
        assert width_of(page, name) == width
    # The wide one is made smaller, so that all of it is in sight.
    room = page.locator(".preview-desktop .window").bounding_box()
    taken = page.locator(".preview-desktop iframe").bounding_box()
    assert room
    assert taken
    assert taken["width"] <= room["width"] < width

    with page.expect_popup() as opened:
        frame(page, "desktop").get_by_role("link", name="Questions", exact=True).press("Enter")
    opened.value.close()
    expect(frame(page, "desktop").get_by_role("heading", level=1)).to_have_text(TITLE)

    page.goto(EXPLANATION)
    expect(page.get_by_role("heading", name=TITLE)).to_have_count(0)


def test_with_links_for_others_it_has_no_problem(new_page: NewPage, draft: Edition) -> None:
    page = new_page(probe=True)
    sign_in(page, "editor")
    for name in ("A friend", "An expert on letters with a rather long name, who is asked twice"):
        link = PreviewLink.objects.create(
            edition=draft, reader=name, by=Member.objects.get(username="editor")
        )
    link.revoke()
    assert problems(page, f"/admin/explainer/edition/{draft.pk}/preview/") == []
