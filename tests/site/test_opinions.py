"""/opinions/<slug>/: where readers agree and disagree, on request."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.models import Interpretation, Member, OpinionMap
from explainer.models import Withdrawal
from hersite.freshness import bump, opinions
from tests.support.content import Content
from tests.support.html import Element, parse
from tests.support.opinions import WORDS, accepts, make_readings, readings_of, store_map

URL = "/opinions/the-lamp-explained/"
JARGON = r"\b(clusters?|PCA|principal|silhouette|statements?|z|k-means|items?|participants?)\b"


def page_of(client: Client) -> Element:
    return parse(client.get(URL))


def listed(page: Element, heading: str) -> list[Element]:
    section = next(s for s in page.all("section") if s.get("aria-labelledby") == heading)
    return [entry for each in section.all("ol", class_="entries") for entry in each.all("li")]


@pytest.fixture
def mapped(content: Content) -> OpinionMap:
    make_readings(content.explanation, 15)
    return store_map(content.explanation)


def test_the_map_shows_camps_and_no_mark_for_fewer_than_three(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    lone = {"x": 0.1, "y": 0.1, "size": 2, "group": 0}
    drawn = len(page_of(guest).one("g", class_="camp-a").one("path", class_="marks")["d"])
    mapped.result["clusters"].append(lone)
    OpinionMap.objects.filter(pk=mapped.pk).update(result=mapped.result)
    bump(opinions(content.explanation.slug))
    page = page_of(guest)
    picture = page.one("svg", role="img")
    assert [text.text for text in picture.all("text")] == ["A", "B", "C"]
    assert len(picture.all("path", class_="shape")) == 3
    assert len(picture.one("g", class_="camp-a").one("path", class_="marks")["d"]) == drawn
    camps = [camp.text for camp in page.one("ul", class_="camps").all("li")]
    assert camps[0].startswith(f"Camp A: {mapped.result['groups'][0]['size']} readers, most sure")
    assert sum(int(re.findall(r": (\d+) readers", camp)[0]) for camp in camps) == 120


def test_the_lists_lead_to_the_ballots(content: Content, mapped: OpinionMap, guest: Client) -> None:
    page = page_of(guest)
    united = [entry.one("a") for entry in listed(page, "unites")]
    best = Interpretation.objects.get(pk=mapped.result["unites"][0])
    assert united[0].text == best.statement
    assert united[0]["href"] == f"{best.question.get_absolute_url()}#reading-{best.pk}"
    assert len(united) == min(len(mapped.result["unites"]), 6)
    divided = listed(page, "divides")
    assert len(divided) == 6
    assert re.search(r"A\s*\d+ %B\s*\d+ %C\s*\d+ %", divided[0].text)
    assert divided[0].one("svg", class_="bars")["viewbox"] == "0 0 100 36"
    assert len(listed(page, "marks")) == 9
    assert re.search(r"\d+ % (dis)?agree.*\d+ % of all others", listed(page, "marks")[0].text)


def test_the_table_has_every_reading_and_hides_small_counts(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    line = mapped.result["items"][0]
    line["groups"][0] |= {"agree": 31, "disagree": 5, "unsure": 4, "n": 40}
    OpinionMap.objects.filter(pk=mapped.pk).update(result=mapped.result)
    rows = page_of(guest).one("table").one("tbody").all("tr")
    assert len(rows) == len(mapped.result["items"])
    statement = Interpretation.objects.get(pk=line["id"]).statement
    row = next(row for row in rows if row.one("th").text == statement)
    assert row.all("td")[0].text == f"{line['consensus']:.2f}"
    assert row.all("td")[1].text == "31/5/–"


def test_under_twenty_votes_of_a_camp_no_percentage(content: Content, guest: Client) -> None:
    make_readings(content.explanation, 15)
    store_map(content.explanation, camps=2, each=12)
    page = page_of(guest)
    assert re.search(r"A\s*<?\d+ of \d+", listed(page, "divides")[0].text)
    assert "%" not in page.one("main").text.replace(page.one("details").text, "")
    assert page.all("path", class_="few")


def test_where_all_vote_alike_there_is_one_camp(content: Content, guest: Client) -> None:
    make_readings(content.explanation, 15)
    made = store_map(content.explanation, camps=1, each=30, noise=0)
    assert [group["size"] for group in made.result["groups"]] == [30]
    page = page_of(guest)
    assert page.one("h2", id="camps").text == "One camp"
    assert page.one("ul", class_="camps").one("li").text == "Camp A: 30 readers"
    assert "form no camps here" in page.text
    assert page.one("h2", id="unites").text == "What readers agree on"
    assert not page.all("h2", id="divides")
    assert not page.all("h2", id="marks")
    # All stand at one point: one mark in the middle of the picture.
    assert page.one("path", class_="shape")["d"].count("L") > 5


def test_what_is_merged_or_declined_since_is_left_out(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    gone = Interpretation.objects.get(pk=mapped.result["unites"][0])
    assert gone.statement in page_of(guest).text
    gone.state = "declined"
    gone.save()
    rows = page_of(guest).one("table").one("tbody").all("tr")
    assert len(rows) == len(mapped.result["items"]) - 1
    assert gone.statement not in [row.one("th").text for row in rows]


def test_a_reader_of_films_understands_every_word(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    assert not re.findall(JARGON, guest.get(URL).content.decode(), re.IGNORECASE)
    OpinionMap.objects.all().delete()
    bump(opinions(content.explanation.slug))
    assert not re.findall(JARGON, guest.get(URL).content.decode(), re.IGNORECASE)


def test_under_forty_kilobytes_at_any_size(content: Content, guest: Client) -> None:
    Interpretation.objects.all().delete()
    make_readings(content.explanation, 60, WORDS, questions=6)
    made = store_map(content.explanation, camps=5, each=100)
    assert len(made.result["groups"]) == 5
    assert len(made.result["clusters"]) > 60
    assert len(guest.get(URL).content) < 40_000


def test_my_own_place_is_mine_alone(
    content: Content, mapped: OpinionMap, guest: Client, as_reader: Client, reader: Member
) -> None:
    assert "no place here" in page_of(as_reader).one("p", class_="place").text
    assert not page_of(as_reader).all("g", class_="me")
    readings = readings_of(content.explanation)
    for at, reading in enumerate(readings):
        side = accepts(at, len(readings), camp=0, camps=3)
        reading.vote(reader, "agree" if side else "disagree")
    place = page_of(as_reader).one("p", class_="place").text
    me = page_of(as_reader).one("g", class_="me")
    assert re.fullmatch(r"Your 24 votes put you nearest to Camp [ABC]\.", place)
    assert me.one("text").text == "You"
    assert "Sign in" in page_of(guest).one("p", class_="place").text
    assert not page_of(guest).all("g", class_="me")


def test_with_few_votes_the_place_says_what_is_missing(
    content: Content, mapped: OpinionMap, as_reader: Client, reader: Member
) -> None:
    content.readings[0].vote(reader, "agree")
    place = page_of(as_reader).one("p", class_="place").text
    assert place.startswith("Your 1 vote puts you nearest to Camp")
    assert "From 7 on" in place


def test_a_new_map_is_seen_with_the_next_request(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    assert len(page_of(guest).one("ul", class_="camps").all("li")) == 3
    store_map(content.explanation, camps=2, each=60)
    bump(opinions(content.explanation.slug))
    assert len(page_of(guest).one("ul", class_="camps").all("li")) == 2


def test_an_unknown_slug_and_a_draft_are_not_found(content: Content, guest: Client) -> None:
    assert guest.get("/opinions/no-such/").status_code == 404
    Withdrawal.objects.create(explanation=content.explanation, reason="It was wrong.")
    gone = guest.get(URL)
    assert gone.status_code == 410
    assert "It was wrong." in gone.content.decode()


def test_the_widest_note_on_spoilers_stands_on_top(content: Content, guest: Client) -> None:
    content.explanation.editions.update(spoils="none")
    assert page_of(guest).one("p", class_="spoils")["class"] == "spoils spoils-ending"
    content.ending.interpretations.all().delete()
    bump("all")
    assert page_of(guest).one("p", class_="spoils")["class"] == "spoils spoils-premise"


def test_the_same_few_statements_at_any_size(
    content: Content, mapped: OpinionMap, guest: Client, as_reader: Client
) -> None:
    with CaptureQueriesContext(connection) as anew:
        guest.get(URL)
    # Whether there is a map, the edition, the map, the readings, the next edition, the banner.
    assert len(anew) == 6
    with CaptureQueriesContext(connection) as own:
        as_reader.get(URL)
    # The session, the member, their votes.
    assert len(own) == 3
