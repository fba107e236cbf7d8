"""/readings/next/: where the viewer's vote tells most."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.models import Closure, Interpretation, Member, OpinionMap, Question, SiteRules
from discussions.vote_next import vote_next
from explainer.models import Withdrawal
from tests.support.content import Content, make_edition, make_question
from tests.support.html import parse

NEXT = "/readings/next/"


def count(reading: Interpretation, agree: int, disagree: int, unsure: int) -> None:
    rows = Interpretation.objects.filter(pk=reading.pk)
    rows.update(agree=agree, disagree=disagree, unsure=unsure)


@pytest.fixture
def readings(content: Content) -> list[Interpretation]:
    """All, the first ones of the site first; each has been looked at a good deal."""
    rows = list(Interpretation.objects.order_by("pk"))
    for row in rows:
        count(row, 20, 20, 20)
    return rows


def expect(client: Client, reading: Interpretation) -> None:
    response = client.get(NEXT)
    assert (response.status_code, response["Location"]) == (303, reading.get_absolute_url())
    assert response["Cache-Control"] == "no-store"


def test_the_one_with_fewest_votes(readings: list[Interpretation], guest: Client) -> None:
    count(readings[4], 2, 2, 1)
    expect(guest, readings[4])
    count(readings[6], 0, 0, 0)
    expect(guest, readings[6])


def test_many_unsure_make_it_wait_and_many_who_agree_bring_it_forward(
    readings: list[Interpretation], guest: Client
) -> None:
    count(readings[2], 30, 20, 10)
    count(readings[3], 10, 20, 30)
    expect(guest, readings[2])


def test_what_lies_far_out_in_the_latest_map_comes_first(
    content: Content, readings: list[Interpretation], guest: Client
) -> None:
    def draw(**extremity: float | None) -> None:
        items = [{"id": readings[int(n[1:])].pk, "extremity": e} for n, e in extremity.items()]
        OpinionMap.objects.create(explanation=content.explanation, votes=1, result={"items": items})

    draw(r5=0.9, r7=0.1)
    expect(guest, readings[5])
    draw(r5=0.2, r7=0.8, r1=None)
    expect(guest, readings[7])


def test_ties_are_broken_by_age(readings: list[Interpretation], guest: Client) -> None:
    expect(guest, readings[0])


def test_neither_what_was_voted_on_nor_the_own(
    readings: list[Interpretation], as_reader: Client, reader: Member, guest: Client
) -> None:
    readings[0].vote(reader, "agree")
    Interpretation.objects.filter(pk=readings[1].pk).update(proposed_by=reader)
    expect(as_reader, readings[2])
    expect(guest, readings[0])
    assert vote_next(reader) == readings[2]


def test_only_where_a_vote_is_taken(
    content: Content, readings: list[Interpretation], guest: Client
) -> None:
    first, second, third = content.readings
    Interpretation.objects.filter(pk=first.pk).update(state="proposed")
    Interpretation.objects.filter(pk=second.pk).update(state="declined")
    expect(guest, third)
    Closure.objects.create(question=content.question, reason="Done")
    expect(guest, content.ending.interpretations.order_by("pk")[0])
    Question.objects.filter(pk=content.ending.pk).update(mode="closed")
    expect(guest, content.premise.interpretations.order_by("pk")[0])


def test_nothing_left_says_so(
    readings: list[Interpretation], as_reader: Client, reader: Member, guest: Client
) -> None:
    for reading in readings:
        Interpretation.objects.get(pk=reading.pk).vote(reader, "agree")
    response = as_reader.get(NEXT)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    page = parse(response).one("main")
    assert page.one("h1").text == "Nothing left to vote on"
    assert {link["href"] for link in page.all("a")} == {"/questions/", "/me/votes/"}
    expect(guest, readings[0])


@pytest.mark.parametrize("gone", ["site", "explanation"])
def test_nothing_of_what_readers_can_not_see(
    content: Content, readings: list[Interpretation], guest: Client, moderator: Member, gone: str
) -> None:
    if gone == "site":
        SiteRules.objects.update_or_create(pk=1, defaults={"mode": "closed"})
    else:
        Withdrawal.objects.create(explanation=content.explanation, by=moderator, reason="Wrong.")
    response = guest.get(NEXT)
    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in response.content.decode()


def test_the_link_stands_once_on_each_of_its_pages(
    content: Content, as_reader: Client, reader: Member
) -> None:
    content.readings[0].vote(reader, "agree")
    page = content.question.get_absolute_url()
    for url in (page, f"{page}results/", "/me/votes/"):
        links = parse(as_reader.get(url)).all("a", href=NEXT)
        assert [link.text for link in links] == ["Vote on another reading"], url


def test_it_asks_no_more_however_much_there_is(content: Content, as_reader: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert as_reader.get(NEXT).status_code == 303
        return len(captured)

    few = asked()
    for number in range(5):
        edition = make_edition(content.film, f"more-{number}", lead=True)
        question: Any = make_question(edition.explanation, f"more-{number}", "More?", readings=9)
        OpinionMap.objects.create(explanation=question.explanation, votes=1, result={})
    # The session, the member, the readings, the latest maps; what is in these once.
    assert few == 4
    assert asked() == 5
    assert asked() == 4
