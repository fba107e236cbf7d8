"""POST /interpretations/<id>/vote/: a stance, changed and withdrawn."""

from typing import Any

import pytest
from django.test import Client

from discussions.models import Closure, Interpretation, Member, Vote
from tests.support.content import Content
from tests.support.forms import errors
from tests.support.html import Element, parse


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


def url(reading: Interpretation) -> str:
    return f"/interpretations/{reading.pk}/vote/"


def ballot(client: Client, reading: Interpretation) -> Element:
    page = parse(client.get(reading.question.get_absolute_url()))
    return page.one("fieldset", id=f"reading-{reading.pk}")


def stored(reading: Interpretation) -> list[str]:
    return list(Vote.objects.filter(interpretation=reading).values_list("stance", flat=True))


def test_a_vote_is_stored_and_lands_on_its_ballot(
    reading: Interpretation, as_reader: Client, reader: Member
) -> None:
    response = as_reader.post(url(reading), {"stance": "agree"})
    assert response.status_code == 303
    assert response["Location"] == f"{reading.question.get_absolute_url()}#reading-{reading.pk}"
    vote = Vote.objects.get()
    assert (vote.member, vote.interpretation, vote.stance) == (reader, reading, "agree")
    reading.refresh_from_db()
    assert reading.agree == 1


def test_once_voted_the_ballot_folds(reading: Interpretation, as_reader: Client) -> None:
    assert len(ballot(as_reader, reading).all("button", name="stance")) == 3
    assert not ballot(as_reader, reading).all("details", class_="ballot-fold")
    as_reader.post(url(reading), {"stance": "disagree"})
    fold = ballot(as_reader, reading).one("details", class_="ballot-fold")
    summary = fold.one("summary").text
    assert "You disagree" in summary
    assert "0 / 1 / 0" in summary
    assert fold.one("button", value="disagree")["aria-pressed"] == "true"
    assert fold.one("button", value="agree")["aria-pressed"] == "false"


def test_a_guest_sees_no_result(reading: Interpretation, author: Member, guest: Client) -> None:
    reading.vote(author, "agree")
    fieldset = ballot(guest, reading)
    assert not fieldset.all(data_result=True)
    assert not any(character.isdigit() for character in fieldset.text.replace(reading.statement, "")
                   .replace(reading.reasoning, ""))  # fmt: skip


def test_changed_and_withdrawn(reading: Interpretation, as_reader: Client) -> None:
    for stance, left in (("agree", ["agree"]), ("unsure", ["unsure"]), ("none", []), ("none", [])):
        assert as_reader.post(url(reading), {"stance": stance}).status_code == 303
        assert stored(reading) == left
    reading.refresh_from_db()
    assert (reading.agree, reading.disagree, reading.unsure) == (0, 0, 0)


def test_twice_is_one_vote(reading: Interpretation, as_reader: Client) -> None:
    for _twice in range(2):
        as_reader.post(url(reading), {"stance": "agree"})
    reading.refresh_from_db()
    assert (stored(reading), reading.agree) == (["agree"], 1)


@pytest.mark.parametrize("stance", ["", "yes", "AGREE", "agree\x00", "none ", "a" * 9999])
def test_bad_input(reading: Interpretation, as_reader: Client, stance: str) -> None:
    response = as_reader.post(url(reading), {"stance": stance})
    assert response.status_code == 422
    assert "Choose agree, disagree or unsure" in errors(response)
    assert not Vote.objects.exists()


def test_broken_bytes(reading: Interpretation, as_reader: Client) -> None:
    kind = "application/x-www-form-urlencoded"
    assert as_reader.post(url(reading), b"stance=%ff", content_type=kind).status_code == 400


def test_wrong_method(reading: Interpretation, as_reader: Client) -> None:
    assert as_reader.get(url(reading)).status_code == 405


def test_a_guest_is_asked_to_sign_in(reading: Interpretation, guest: Client) -> None:
    response = guest.post(url(reading), {"stance": "agree"})
    assert response.status_code == 303
    assert response["Location"].startswith("/account/signup/")
    assert not Vote.objects.exists()


@pytest.mark.parametrize("state", ["proposed", "declined"])
def test_only_open_readings_are_voted_on(
    reading: Interpretation, as_reader: Client, state: str
) -> None:
    Interpretation.objects.filter(pk=reading.pk).update(state=state)
    assert as_reader.post(url(reading), {"stance": "agree"}).status_code == 404
    assert not Vote.objects.exists()


def test_a_merged_reading_is_a_conflict(
    content: Content, reading: Interpretation, as_reader: Client
) -> None:
    other = content.readings[1]
    Interpretation.objects.filter(pk=reading.pk).update(state="merged", merged_into=other)
    assert as_reader.post(url(reading), {"stance": "agree"}).status_code == 409


def test_a_closed_question_takes_no_vote_and_shows_no_buttons(
    content: Content, reading: Interpretation, as_reader: Client
) -> None:
    Closure.objects.create(question=content.question, reason="Done")
    assert as_reader.post(url(reading), {"stance": "agree"}).status_code == 409
    assert not ballot(as_reader, reading).all("button")
    assert not Vote.objects.exists()


def test_a_withdrawn_explanation_takes_no_vote(
    content: Content, reading: Interpretation, as_reader: Client
) -> None:
    content.explanation.editions.all().update(publish_at=None)
    assert as_reader.post(url(reading), {"stance": "agree"}).status_code == 404


def test_too_often(reading: Interpretation, as_reader: Client, settings: Any) -> None:
    settings.LIMITS = {"vote": (1, 60)}
    as_reader.post(url(reading), {"stance": "agree"})
    response = as_reader.post(url(reading), {"stance": "unsure"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert stored(reading) == ["agree"]


def test_no_limit_while_measuring(
    reading: Interpretation, as_reader: Client, settings: Any
) -> None:
    settings.LIMITS = {"vote": (1, 60)}
    settings.RATE_LIMITS = False
    for _often in range(3):
        assert as_reader.post(url(reading), {"stance": "agree"}).status_code == 303
