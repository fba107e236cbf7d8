"""axe finds nothing on any page, in any role, light and dark, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page

from discussions.models import Comment, Question
from tests.browser.conftest import EXPLANATION, QUESTION, NewPage
from tests.browser.steps import sign_in
from tests.support.cast import make_member

LOOKS = [(390, False), (390, True), (1280, False), (1280, True)]
GUEST = [
    "/",
    "/about/",
    "/questions/",
    EXPLANATION,
    f"{EXPLANATION}rating/",
    "/explained/the-two-numbers/",
    QUESTION,
    f"{QUESTION}results/",
    "/members/writer/",
    "/account/login/",
    "/account/signup/",
    "/nowhere/",
]
MEMBER = ["/me/", "/me/deletion/", "/account/logout/", "/account/password/change/", QUESTION]
OWN = ["replies", "edit", "delete", "history", "flag"]


@pytest.fixture
def comment(site: str) -> Comment:
    call_command("load_demo", verbosity=0)
    question = Question.objects.get(slug=QUESTION.split("/")[2])
    writer = make_member("writer")
    return Comment.post(
        question=question, author=writer, body="A ||hidden|| word.\n\n> and a quote"
    )


def problems(page: Page, address: str) -> list[str]:
    page.goto(address, wait_until="networkidle")
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found = [f"{address} scrolls sideways by {width} px"] if width > 0 else []
    for violation in Axe().run(page).response["violations"]:
        nodes = [node["html"][:120] for node in violation["nodes"][:3]]
        found.append(f"{address} {violation['id']}: {nodes}")
    return found


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_no_page_has_a_problem(new_page: NewPage, comment: Comment, width: int, dark: bool) -> None:
    page = new_page(width=width, dark=dark, probe=True)
    found = [problem for address in GUEST for problem in problems(page, address)]
    sign_in(page, "writer")
    own = [f"/comments/{comment.pk}/{name}/" for name in OWN]
    found += [problem for address in [*MEMBER, *own] for problem in problems(page, address)]
    assert found == []


def test_nothing_scrolls_sideways_at_320_px(new_page: NewPage, comment: Comment) -> None:
    page = new_page(width=320)
    for address in GUEST:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
