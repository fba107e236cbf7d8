"""The ballots of the leading question on its explanation's page, above the text and below it."""

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Closure, Interpretation, Member, Mode, Question, SiteRules
from tests.conftest import ClientOf
from tests.support.cast import make_member
from tests.support.content import Content
from tests.support.html import Element, parse

MOMENTS = ("before", "after")
LINE = "Seen it? Say where you stand first"


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


def page_of(client: Client, content: Content) -> Element:
    return parse(client.get(content.url))


def ballots(page: Element, moment: str) -> list[Element]:
    return [f for f in page.all("fieldset") if f.get("id").startswith(f"{moment}-")]


def test_a_guest_finds_them_unfilled_in_their_places(content: Content, guest: Client) -> None:
    page = page_of(guest, content)
    closed = page.one("details", class_="stand")
    assert closed.one("summary").text == LINE
    assert "open" not in closed.attributes
    assert "Nobody sees how you voted." in closed.text
    after = page.one("section", class_="stand")
    assert after.one("h2").text == "And now?"
    for place, moment in ((closed, "before"), (after, "after")):
        found = ballots(place, moment)
        assert {f.one("legend").text for f in found} == {r.statement for r in content.readings}
        assert all("data-part" in f.attributes for f in found)
        assert not any(button["aria-pressed"] == "true" for button in place.all("button"))
        assert place.all("a")[0]["href"] == content.question.get_absolute_url()
    places = [e["class"] for e in page.walk() if e.get("class") in ("stand", "chapter", "facts")]
    assert places == ["stand", *["chapter"] * 3, "stand", "facts"]


def test_it_argues_for_none_of_them(content: Content, guest: Client) -> None:
    assert "The case for" not in page_of(guest, content).text


def test_buttons_lead_to_the_moment(content: Content, guest: Client) -> None:
    page = page_of(guest, content)
    for moment in MOMENTS:
        buttons = [b for f in ballots(page, moment) for b in f.all("button")]
        addresses = {f"/interpretations/{r.pk}/vote/{moment}/" for r in content.readings}
        assert {button["formaction"] for button in buttons} == addresses
        assert {button["form"] for button in buttons} == {"act"}


def test_a_vote_on_the_questions_page_fills_none(
    content: Content, reading: Interpretation, reader: Member, as_reader: Client
) -> None:
    reading.vote(reader, "agree")
    page = page_of(as_reader, content)
    for moment in MOMENTS:
        assert not any(f.all("details") for f in ballots(page, moment))


def test_before_reading_no_number_is_shown(
    content: Content, reading: Interpretation, reader: Member, author: Member, as_reader: Client
) -> None:
    reading.vote(author, "agree")
    reading.vote(reader, "disagree", "before")
    page = page_of(as_reader, content)
    mine = page.one("fieldset", id=f"before-{reading.pk}")
    assert mine.one("summary").text.split() == ["You", "disagree", "·", "change"]
    assert not mine.all(class_="dots")
    assert not mine.all(data_result=True)
    assert mine.one("button", value="disagree")["aria-pressed"] == "true"
    assert not page.one("fieldset", id=f"after-{reading.pk}").all("details")


def test_after_reading_it_folds_with_the_numbers_of_this_moment(
    content: Content, reading: Interpretation, reader: Member, author: Member, as_reader: Client
) -> None:
    page_of(as_reader, content)
    reading.vote(reader, "disagree", "before")
    reading.vote(reader, "agree", "after")
    reading.vote(author, "unsure")
    page = page_of(as_reader, content)
    mine = page.one("fieldset", id=f"after-{reading.pk}")
    assert "1 / 0 / 1" in mine.one("summary").text
    assert "You went from disagree to agree." in mine.text
    assert "You disagree" in page.one("fieldset", id=f"before-{reading.pk}").text


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("before agree, after agree", None),
        ("after agree", None),
        ("after agree, before unsure", None),
        ("before unsure, before agree, after unsure", "You went from agree to unsure."),
        ("before unsure, after agree, before agree", "You went from unsure to agree."),
        ("before unsure, after agree, after disagree", "You went from unsure to disagree."),
        ("before unsure, before , after agree", None),
        ("before unsure, after agree, after ", None),
    ],
)
def test_who_is_told_that_they_changed_their_mind(
    content: Content, reading: Interpretation, reader: Member, as_reader: Client, said: str,
    line: str | None,
) -> None:  # fmt: skip
    for each in said.split(", "):
        moment, _space, stance = each.partition(" ")
        if stance:
            reading.vote(reader, stance, moment)
        else:
            reading.withdraw(reader, moment)
    after = page_of(as_reader, content).one("fieldset", id=f"after-{reading.pk}").text
    assert (line in after) if line else ("You went" not in after)


def test_taken_back_it_is_unfilled(
    content: Content, reading: Interpretation, reader: Member, as_reader: Client
) -> None:
    reading.vote(reader, "agree", "before")
    reading.withdraw(reader, "before")
    assert not page_of(as_reader, content).one("fieldset", id=f"before-{reading.pk}").all("details")


def test_each_sees_their_own(
    content: Content, reading: Interpretation, reader: Member, client_of: ClientOf, guest: Client
) -> None:
    shell = guest.get(content.url).content
    reading.vote(reader, "agree", "before")
    assert "You agree" in page_of(client_of(reader), content).text
    assert "You agree" not in page_of(client_of(make_member("other")), content).text
    assert guest.get(content.url).content == shell


@pytest.mark.parametrize("why", ["closed", "by its date", "whole site", "none leads", "no reading"])
def test_where_nobody_votes_there_are_none(content: Content, guest: Client, why: str) -> None:
    assert LINE in page_of(guest, content).text
    question = content.question
    if why == "closed":
        Closure.objects.create(question=question, reason="Done")
    elif why == "by its date":
        question.closes_at = timezone.now()
    elif why == "whole site":
        SiteRules.objects.update_or_create(defaults={"mode": Mode.CLOSED})
    elif why == "none leads":
        question.leading = False
    else:
        question.interpretations.update(state="declined")
    question.save()
    page = page_of(guest, content)
    assert not any(ballots(page, moment) for moment in MOMENTS)
    assert LINE not in page.text
    assert "And now?" not in page.text


def test_readings_of_an_ending_stand_behind_a_cover_where_the_text_keeps_it(
    content: Content, guest: Client
) -> None:
    Question.objects.filter(pk=content.question.pk).update(leading=False)
    content.ending.leading = True
    content.ending.save()
    after = page_of(guest, content).one("section", class_="stand")
    assert not after.all("summary")
    content.explanation.editions.update(spoils="none")
    content.ending.save()
    page = page_of(guest, content)
    after = page.one("section", class_="stand")
    assert len(ballots(after.one("details"), "after")) == 3
    assert content.ending.title not in page.text
