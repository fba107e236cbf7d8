"""/opinions/<slug>/ as long as there are too few votes for a map."""

import pytest
from django.test import Client

from discussions.models import Interpretation, OpinionMap
from discussions.opinions.make import make_map
from hersite.freshness import bump, opinions
from tests.support.cast import make_member
from tests.support.content import Content
from tests.support.html import Element, parse
from tests.support.opinions import WORDS, ballots, make_readings, readings_of, store_map

URL = "/opinions/the-lamp-explained/"


def page_of(client: Client) -> Element:
    return parse(client.get(URL))


def words_on(page: Element, statement: str) -> str:
    entry = next(li for li in page.all("li") if li.all("a") and li.all("a")[0].text == statement)
    return entry.text.removeprefix(statement)


def test_without_a_map_each_reading_stands_with_its_votes(content: Content, guest: Client) -> None:
    one, two, _three = content.readings
    Interpretation.objects.filter(pk=one.pk).update(agree=15, disagree=4, unsure=0)
    Interpretation.objects.filter(pk=two.pk).update(agree=15, disagree=4, unsure=1)
    page = page_of(guest)
    assert page.one("h2", id="early").text == "Not enough votes yet"
    assert words_on(page, one.statement) == "15 agree, 4 disagree, 0 unsure"
    assert words_on(page, two.statement) == "75 % agree, 20 % disagree, 5 % are unsure"
    assert words_on(page, content.readings[2].statement) == "No votes yet"
    assert len(page.all("svg", class_="bars")) == 2
    assert [path["d"] for path in page.all("path", class_="few")] == ["M0 6h75", "M100 6h-20"]


def test_a_vote_is_seen_with_the_next_request(content: Content, guest: Client) -> None:
    reading = content.ending.interpretations.first()
    assert reading is not None
    assert words_on(page_of(guest), reading.statement) == "No votes yet"
    reading.vote(make_member("someone"), "agree")
    assert words_on(page_of(guest), reading.statement) == "1 agree, 0 disagree, 0 unsure"


@pytest.mark.parametrize("state", ["proposed", "declined"])
def test_only_open_readings_are_listed(content: Content, guest: Client, state: str) -> None:
    hidden, *_others = content.readings
    Interpretation.objects.filter(pk=hidden.pk).update(state=state)
    assert hidden.statement not in page_of(guest).text


def test_an_explanation_without_readings_says_so(content: Content, guest: Client) -> None:
    page = parse(guest.get("/opinions/the-number/"))
    assert "no readings to stand on" in page.text
    assert "Not enough votes" not in page.text
    assert not page.all("svg", role="img")


def test_the_agreement_table(content: Content, guest: Client) -> None:
    """Nine accept the first reading; of the eight of them who voted on the second, six accept it;
    of four who voted on the third nothing is told."""
    one, two, three = content.readings
    pairs = [
        {"of": one.pk, "also": two.pk, "n": 8, "both": 6},
        {"of": one.pk, "also": three.pk, "n": 4, "both": 4},
        {"of": two.pk, "also": one.pk, "n": 7, "both": 4},
        {"of": three.pk, "also": one.pk, "n": 40, "both": 10},
    ]
    made = make_map(ballots(readings_of(content.explanation), 1, 9)).as_json()
    assert made["state"] == "few"
    assert made["agreement"]
    result = made | {"agreement": pairs}
    OpinionMap.objects.create(explanation=content.explanation, votes=1, result=result)
    rows = [row.text for row in page_of(guest).one("tbody").all("tr")]
    assert rows == [
        f"1. {one.statement}6/8",
        f"2. {two.statement}<5/7",
        f"3. {three.statement}25 %",
    ]


def test_a_stored_count_stands_until_the_next(content: Content, guest: Client) -> None:
    """Where a map was tried, its own numbers stand there: they are of voters who count."""
    store_map(content.explanation, camps=1, each=9)
    reading = content.readings[0]
    before = words_on(page_of(guest), reading.statement)
    assert before != "No votes yet"
    reading.vote(make_member("someone"), "disagree")
    assert words_on(page_of(guest), reading.statement) == before


def test_under_forty_kilobytes_too(content: Content, guest: Client) -> None:
    Interpretation.objects.all().delete()
    make_readings(content.explanation, 60, WORDS, questions=6)
    assert store_map(content.explanation, camps=2, each=7).result["state"] == "few"
    assert len(guest.get(URL).content) < 40_000
    OpinionMap.objects.all().delete()
    Interpretation.objects.update(agree=430, disagree=44, unsure=26)
    bump(opinions(content.explanation.slug))
    assert len(guest.get(URL).content) < 40_000
