"""An editor sets the moment of a rewrite, and a reader has it then without anybody's doing."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from explainer.models import Edition
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.steps import sign_in
from tests.support.cast import make_staff
from tests.support.clock import stopped_clock

SLUG = EXPLANATION.split("/")[2]
TITLE = "Her, told anew"


def test_a_scheduled_edition_goes_live(page: Page, new_page: NewPage) -> None:
    make_staff("editor", "Editors")
    sign_in(page, "editor")
    page.goto("/admin/explainer/explanation/")
    page.get_by_role("button", name="Correct “Her, ending explained").click()
    page.get_by_label("Title", exact=False).first.fill(TITLE)
    page.get_by_role("button", name="Save and publish").click()

    # An hour, for however long a browser takes to fill in the form.
    moment = timezone.localtime(timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    page.get_by_label("Goes live at").fill(f"{moment:%Y-%m-%dT%H:%M:%S}")
    page.get_by_role("button", name="Schedule").click()
    expect(page.locator(".messagelist")).to_contain_text("goes live as edition 2 on")

    guest = new_page()
    guest.goto(EXPLANATION)
    expect(guest.get_by_role("heading", level=1)).not_to_have_text(TITLE)
    with stopped_clock() as clock:
        clock.now = moment
        guest.reload()
        expect(guest.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert Edition.objects.get(explanation__slug=SLUG, number=2).publish_at == moment
