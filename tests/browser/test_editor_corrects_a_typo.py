"""An editor reads a typo on the page and has it right for every reader in three presses."""

from playwright.sync_api import Page, expect

from explainer.models import Edition, Section
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.steps import sign_in
from tests.support.cast import make_staff

SLUG = EXPLANATION.split("/")[2]


def test_an_editor_corrects_a_typo(page: Page, new_page: NewPage) -> None:
    section = Section.objects.get(edition__explanation__slug=SLUG, key="closing")
    wrong = section.body.replace("the", "teh", 1)
    Section.objects.filter(pk=section.pk).update(body=wrong)
    make_staff("editor", "Editors")
    sign_in(page, "editor")

    page.goto("/admin/explainer/explanation/")

    page.get_by_role("button", name="Correct “Her, ending explained").click()
    text = page.locator("textarea").filter(has_text="teh").first
    text.fill(text.input_value().replace("teh", "the", 1))
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("button", name="Publish now").click()

    live = Edition.objects.live().get(explanation__slug=SLUG)
    assert live.number == 2
    assert "teh" not in live.sections.get(key="closing").body
    guest = new_page()
    guest.goto(EXPLANATION)
    expect(guest.locator("#closing")).to_be_visible()
    expect(guest.locator("#closing")).not_to_contain_text("teh")
