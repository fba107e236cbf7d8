"""axe finds nothing on any page, in any role, light and dark, on a phone and on a desk."""

import pytest
from django.core.management import call_command

from discussions.models import Comment, Question
from explainer.models import Explanation
from tests.browser.conftest import EXPLANATION, QUESTION, NewPage
from tests.browser.probe import problems
from tests.browser.steps import sign_in
from tests.support.cast import make_member

GUEST = [
    "/",
    "/about/",
    "/questions/",
    EXPLANATION,
    f"{EXPLANATION}rating/",
    f"{EXPLANATION}changes/",
    "/explained/the-two-numbers/",
    QUESTION,
    f"{QUESTION}results/",
    f"{QUESTION}readings/",
    EXPLANATION.replace("explained", "opinions", 1),
    "/members/writer/",
    "/account/login/",
    "/account/signup/",
    "/nowhere/",
]
MEMBER = [
    *(f"/me/{page}" for page in ("", "comments/", "votes/", "questions/", "profile/", "mutes/")),
    "/me/readings/", "/me/data/", "/me/deletion/", "/members/mira_l/", "/account/logout/",
    "/account/password/change/", QUESTION,
]  # fmt: skip
OWN = ["replies", "edit", "delete", "history", "flag"]


@pytest.fixture
def comment(site: str) -> Comment:
    call_command("load_demo", verbosity=0)
    correct()
    question = Question.objects.get(slug=QUESTION.split("/")[2])
    writer = make_member("writer")
    return Comment.post(
        question=question, author=writer, body="A ||hidden|| word.\n\n> and a quote"
    )


def correct() -> None:
    """So that there is something to say about what changed."""
    draft = Explanation.objects.get(slug=EXPLANATION.split("/")[2]).new_edition()
    draft.note = "We looked again."
    draft.save()
    section = draft.sections.all()[0]
    section.body = section.body.replace(" ", " perhaps ", 1)
    section.save()
    draft.publish()


def test_no_page_has_a_problem(new_page: NewPage, comment: Comment) -> None:
    page = new_page(probe=True)
    found = problems(page, *GUEST)
    sign_in(page, "writer")
    own = [f"/comments/{comment.pk}/{name}/" for name in OWN]
    found += problems(page, *MEMBER, *own)
    assert found == []


def test_nothing_scrolls_sideways_at_320_px(new_page: NewPage, comment: Comment) -> None:
    page = new_page(width=320)
    for address in GUEST:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
