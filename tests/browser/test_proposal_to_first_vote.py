"""A reader proposes a reading, a moderator opens it, and somebody votes on it."""

from playwright.sync_api import Page, expect

from discussions.models import Interpretation, Vote
from tests.browser.conftest import QUESTION, NewPage
from tests.browser.probe import problems
from tests.browser.steps import sign_in, sign_up
from tests.support.cast import make_member, make_staff

WORDS = "It is a ghost story, and he is the ghost."
REASONS = "He walks through the crowd and nobody sees him; only the voice answers."
SCENE = "The roof at sunrise"


def test_from_writing_to_the_first_vote(new_page: NewPage, with_js: bool) -> None:
    make_member("vera")
    make_staff("ada", "Moderators")
    writer, moderator, voter = new_page(js=with_js), new_page(js=with_js), new_page(js=with_js)

    propose_as_a_guest_who_signs_up(writer)
    writer.goto(QUESTION)
    expect(writer.get_by_text(WORDS)).to_have_count(0)

    sign_in(moderator, "ada")
    moderator.goto("/moderation/")
    moderator.get_by_role("link", name="1 reading waits").click()
    item = moderator.locator("article.item", has_text=WORDS)
    expect(item).to_contain_text("proposed by hugo")
    item.get_by_role("button", name="Open to votes").click()
    expect(moderator.get_by_role("main")).to_contain_text("Nothing waits.")

    sign_in(voter, "vera")
    read_and_vote(voter)
    assert Vote.objects.get().interpretation.statement == WORDS

    writer.goto("/me/")
    writer.get_by_role("link", name="the reading you proposed").click()
    writer.get_by_role("link", name="To its ballot").click()
    own = writer.locator("fieldset.ballot", has_text=WORDS)
    expect(own).to_contain_text("You proposed this reading")
    expect(own.get_by_role("button")).to_have_count(0)


def propose_as_a_guest_who_signs_up(page: Page) -> None:
    page.goto(QUESTION)
    page.get_by_role("link", name="Propose a reading").click()
    fill(page)
    page.get_by_role("button", name="Propose").click()
    sign_up(page, "hugo")
    # Signing in posts nothing: the form is there again, filled in.
    expect(page.get_by_label("What speaks for it")).to_have_value(REASONS)
    assert not Interpretation.objects.filter(state="proposed").exists()
    page.get_by_role("button", name="Propose").click()
    page.wait_for_url("**/me/readings/")
    expect(page.get_by_role("main")).to_contain_text("Waits for a moderator")


def read_and_vote(page: Page) -> None:
    page.goto(QUESTION)
    ballot = page.locator("fieldset.ballot", has_text=WORDS)
    ballot.get_by_text("The case for it").click()
    expect(ballot.get_by_text(f"Scene: {SCENE}")).not_to_be_visible()
    ballot.get_by_text("Spoiler: what it rests on").click()
    expect(ballot.get_by_text(f"Scene: {SCENE}")).to_be_visible()
    ballot.get_by_role("button", name="Disagree").click()
    expect(ballot.get_by_text("You disagree")).to_be_visible()


def fill(page: Page) -> None:
    page.get_by_label("The reading, in a sentence").fill(WORDS)
    page.get_by_label("What speaks for it").fill(REASONS)
    page.get_by_label("A scene that shows it").select_option(SCENE)


def test_what_is_like_it_stands_below_while_one_types(new_page: NewPage) -> None:
    make_member("hugo")
    page = new_page()
    sign_in(page, "hugo")
    page.goto(f"{QUESTION}readings/")
    fill(page)
    statement = page.get_by_label("The reading, in a sentence")
    statement.fill("It is science fiction first: the love affair tests a mind.")
    list_ = page.locator("[data-alike-here]")
    expect(list_.get_by_role("link")).to_have_count(1)
    expect(list_).to_have_attribute("aria-live", "polite")
    # Seen once, it is not asked about again.
    page.get_by_role("button", name="Propose").click()
    page.wait_for_url("**/me/readings/")
    page.goto(f"{QUESTION}readings/")
    statement.fill("Something that nobody has said before")
    expect(list_).to_be_empty()


def test_the_moderators_pages_have_no_problem(new_page: NewPage) -> None:
    make_staff("ada", "Moderators")
    hugo = make_member("hugo")
    reading = Interpretation.objects.filter(question__slug=QUESTION.split("/")[2])[0]
    proposal = Interpretation.objects.create(
        question=reading.question, statement=f"{reading.statement} So it is.", proposed_by=hugo,
        reasoning=REASONS, state="proposed", section_key="opening", quote="a kind voice",
    )  # fmt: skip
    page = new_page(probe=True)
    sign_in(page, "ada")
    addresses = ["/moderation/readings/", f"/moderation/readings/{proposal.pk}/",
                 f"/moderation/readings/{reading.pk}/"]  # fmt: skip
    assert problems(page, *addresses) == []
