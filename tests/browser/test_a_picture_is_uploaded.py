"""An editor uploads a picture, says by keyboard what must not be cut off, and readers get it."""

from playwright.sync_api import FilePayload, Page, expect

from explainer.models import Edition, Picture
from explainer.pictures import jobs
from tests.browser.conftest import EXPLANATION, NewPage
from tests.browser.steps import sign_in
from tests.support.cast import make_staff
from tests.support.uploads import content, image

FILE: FilePayload = {
    "name": "field.png",
    "mimeType": "image/png",
    "buffer": content(image(600, 400)),
}


def add(page: Page) -> None:
    make_staff("editor", "Editors")
    sign_in(page, "editor")
    page.goto("/admin/explainer/picture/add/")
    page.get_by_label("Picture file").set_input_files(FILE)
    page.get_by_label("Alternative text").fill("A red field")


def saved() -> tuple[int, int]:
    picture = Picture.objects.get(art="")
    return picture.focus_x, picture.focus_y


def test_the_focus_moves_by_arrow_keys(new_page: NewPage) -> None:
    page = new_page()
    add(page)
    mark = page.get_by_role("button", name="Focus: 50 % from the left, 50 % from the top")
    mark.focus()
    for key in ("Shift+ArrowLeft", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    mark = page.get_by_role("button", name="Focus: 39 % from the left, 51 % from the top")
    expect(mark).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    assert saved() == (39, 51)

    assert jobs.make_renditions.func() == 1
    picture = Picture.objects.get(art="")
    page.goto(f"/admin/explainer/picture/{picture.pk}/change/")
    page.locator(".focus-whole").click(position={"x": 1, "y": 1})
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert saved() == (0, 0)

    Edition.objects.filter(explanation__slug=EXPLANATION.split("/")[2]).update(lead_picture=picture)
    picture.refresh_from_db()
    picture.save()
    guest = new_page(width=390)
    guest.goto(EXPLANATION)
    lead = guest.get_by_role("img", name="A red field")
    expect(lead).to_be_visible()
    assert lead.evaluate("image => image.currentSrc").endswith("480.avif")
    assert lead.evaluate("image => getComputedStyle(image).objectPosition") == "0% 0%"


def test_without_a_script_there_are_two_fields(new_page: NewPage) -> None:
    page = new_page(js=False)
    add(page)
    page.get_by_label("Focus from the left, %").fill("20")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    assert saved() == (20, 50)
