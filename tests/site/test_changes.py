"""/explained/<slug>/changes/: what editors changed on an explanation, in words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from explainer.models import Edition, Section, Withdrawal
from hersite import memory
from hersite.pages.changes import IN_FULL
from tests.support.content import Content
from tests.support.html import Element, parse


@pytest.fixture
def url(content: Content) -> str:
    return f"{content.url}changes/"


def correct(content: Content, words: str = "boats", **fields: object) -> Edition:
    """An edition with this word for the ships in the first section, live at once."""
    draft = content.explanation.new_edition()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save()
    opening = draft.sections.get(key="opening")
    opening.body = f"A keeper counts {words}.\n\nEvery night he writes the number down."
    opening.save()
    draft.publish()
    return draft


def steps(page: Element) -> list[Element]:
    return page.all("article")


def test_one_edition_was_first_published(content: Content, guest: Client, url: str) -> None:
    (only,) = steps(parse(guest.get(url)))
    assert "First published." in only.text
    assert content.edition.publish_at is not None
    assert only.one("time")["datetime"] == content.edition.publish_at.isoformat()


def test_newest_first_with_the_note_and_the_words(
    content: Content, guest: Client, url: str
) -> None:
    correct(content, "boats", note="They are boats.")
    correct(content, "wrecks", note="No: wrecks.")
    newest, second, first = steps(parse(guest.get(url)))
    assert newest.one("p", class_="why").text == "No: wrecks."
    assert newest.one("del").text == "Taken out: boats."
    assert newest.one("ins").text == "Put in: wrecks."
    assert second.one("p", class_="why").text == "They are boats."
    assert second.one("h3").one("a")["href"] == f"{content.url}#opening"
    assert "First published." in first.text
    assert not first.all("del")


def test_minor_corrections_are_left_out_with_their_words(
    content: Content, guest: Client, url: str
) -> None:
    correct(content, "boats", minor=True, note="A slip")
    correct(content, "boats and wrecks")
    page = parse(guest.get(url))
    assert len(steps(page)) == 2
    assert "A slip" not in page.text
    assert page.one("del").text == "Taken out: boats."


def test_drafts_and_what_waits_are_not_told_before_their_time(
    content: Content, guest: Client, url: str
) -> None:
    guest.get(url)
    draft = correct(content)
    Edition.objects.filter(pk=draft.pk).update(publish_at=timezone.now() + timedelta(seconds=1))
    content.explanation.new_edition()
    memory.forget()
    assert len(steps(parse(guest.get(url)))) == 1
    Edition.objects.filter(pk=draft.pk).update(publish_at=timezone.now())
    memory.forget()
    assert len(steps(parse(guest.get(url)))) == 2


def test_what_is_covered_stays_covered(content: Content, guest: Client, url: str) -> None:
    correct(content, "boats ||and drowns||")
    text = guest.get(url).content.decode()
    assert "[spoiler]" in text
    assert "drowns" not in text


def test_a_section_that_is_gone_has_no_link(content: Content, guest: Client, url: str) -> None:
    draft = content.explanation.new_edition()
    draft.sections.get(key="after").delete()
    Section.objects.create(edition=draft, key="coda", heading="Coda", body="Last.", order=9)
    draft.publish()
    newest = steps(parse(guest.get(url)))[0]
    told = {heading.text: bool(heading.all("a")) for heading in newest.all("h3")}
    assert told == {"Coda": True, "What stays": False}
    assert [each.text for each in newest.all("p", class_="what")] == ["New section", "Taken out"]


def test_only_what_shows_is_told_of_drawings(content: Content, guest: Client, url: str) -> None:
    draft = content.explanation.new_edition()
    ending = draft.sections.get(key="ending")
    ending.body = ending.body.replace("art:doors", "art:letter")
    ending.save()
    draft.publish()
    assert "In markup or drawings alone" in parse(guest.get(url)).text


def test_the_label_says_the_most_that_any_edition_gave_away(
    content: Content, guest: Client, url: str
) -> None:
    correct(content, spoils="none")
    assert parse(guest.get(content.url)).one("p", class_="spoils").text == "Gives nothing away"
    assert parse(guest.get(url)).one("p", class_="spoils").text == "Gives the ending away"


def test_the_explanation_links_to_it_once_there_is_something(
    content: Content, guest: Client, url: str
) -> None:
    assert not parse(guest.get(content.url)).all("a", href=url)
    correct(content, minor=True)
    assert not parse(guest.get(content.url)).all("a", href=url)
    correct(content, "wrecks")
    byline = parse(guest.get(content.url)).one("p", class_="byline")
    assert byline.one("a", href=url).one("time")


def test_withdrawn_and_unknown(content: Content, guest: Client, url: str) -> None:
    assert guest.get("/explained/no-such/changes/").status_code == 404
    Withdrawal.objects.create(explanation=content.explanation, reason="Wrong film")
    response = guest.get(url)
    assert response.status_code == 410
    assert "Wrong film" in response.content.decode()


def test_wrong_method(content: Content, as_reader: Client, url: str) -> None:
    assert as_reader.post(url).status_code == 405


def asked(guest: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert guest.get(url).status_code == 200
    return len(captured)


def test_long_histories_are_told_in_short(content: Content, guest: Client, url: str) -> None:
    asked_for = []
    for number in range(IN_FULL + 2):
        correct(content, f"thing{number}", note=f"Note {number}")
        if number in (1, IN_FULL + 1):
            memory.forget()
            asked_for.append(asked(guest, url))
    # The sections of all that is compared come at once.
    assert asked_for[0] == asked_for[1]
    found = steps(parse(guest.get(url)))
    assert len(found) == IN_FULL + 3
    assert [bool(step.all("ins")) for step in found] == [True] * IN_FULL + [False] * 3
    assert "Note 0" in found[-2].text


def test_what_was_compared_is_not_compared_again(content: Content, guest: Client, url: str) -> None:
    correct(content)
    first = asked(guest, url)
    content.film.save()
    assert asked(guest, url) == first - 1
