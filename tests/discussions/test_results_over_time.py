"""/questions/<slug>/results/: before and after the explanation, and from day to day."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discussions import held
from discussions.models import Interpretation, Member, VoteChange
from tests.support.cast import make_member
from tests.support.content import Content
from tests.support.html import Element, parse


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


def old(name: str) -> Member:
    return make_member(name, joined=timezone.now() - timedelta(days=2))


def readers(reading: Interpretation, number: int, before: str, after: str) -> None:
    for each in range(number):
        member = old(f"{before}-{after}-{reading.pk}-{each}")
        reading.vote(member, before, "before")
        reading.vote(member, after, "after")


def address(content: Content, file: str = "") -> str:
    return f"{content.question.get_absolute_url()}results/{file}"


def page(client: Client, content: Content) -> Element:
    return parse(client.get(address(content)))


def part(client: Client, content: Content, name: str) -> Element:
    (found,) = [s for s in page(client, content).all("section") if s.attributes.get("id") == name]
    return found


def numbers(section: Element) -> list[list[str]]:
    rows = section.one("table").one("tbody").all("tr")
    return [[cell.text.strip() for cell in row.all("td")] for row in rows]


def test_nothing_of_it_without_pairs(
    content: Content, reading: Interpretation, guest: Client
) -> None:
    reading.vote(old("one"), "agree", "after")
    ids = {s.attributes.get("id") for s in page(guest, content).all("section")}
    assert "before-and-after" not in ids
    assert "over-time" in ids


def test_under_twenty_pairs_counts_only(
    content: Content, reading: Interpretation, guest: Client
) -> None:
    readers(reading, 15, "agree", "agree")
    readers(reading, 4, "disagree", "unsure")
    reading.vote(old("late"), "agree", "after")
    section = part(guest, content, "before-and-after")
    assert (
        "19 readers have said where they stand before the explanation and after it" in section.text
    )
    assert "at least one reading: 4." in section.text
    assert "Readers who finish are not all readers" in section.text
    assert "19 readers, 4 moved. 1 more said it only afterwards." in section.text
    assert numbers(section) == [["15", "0", "0"], ["0", "0", "4"], ["0", "0", "0"]]
    assert "%" not in section.text
    assert not [svg for svg in section.all("svg") if svg.attributes["class"] == "flow"]
    assert len(section.all("span", class_="dot")) == 19


def test_percentages_of_a_side_add_up(
    content: Content, reading: Interpretation, guest: Client
) -> None:
    for stance in ("agree", "disagree", "unsure"):
        readers(reading, 7, stance, stance)
    words = " ".join(
        part(guest, content, "before-and-after").one("svg", class_="flow").text.split()
    )
    assert "Agree 34 % Disagree 33 % Unsure 33 %" in words


def test_a_picture_from_twenty_on(content: Content, reading: Interpretation, guest: Client) -> None:
    readers(reading, 15, "agree", "agree")
    readers(reading, 5, "disagree", "unsure")
    section = part(guest, content, "before-and-after")
    (flow,) = [svg for svg in section.all("svg") if svg.attributes["class"] == "flow"]
    # 172 units for twenty readers: 129 for fifteen, 43 for five that end below them.
    paths = [path["d"] for path in flow.all("path")]
    assert paths[0] == "M93 0C183.5 0 183.5 0 274 0v129C183.5 129 183.5 129 93 129Z"
    assert paths[1] == "M93 138C183.5 138 183.5 147 274 147v43C183.5 190 183.5 181 93 181Z"
    assert "Agree 75 %" in " ".join(flow.text.split())
    assert numbers(section) == [["15", "0", "0"], ["0", "0", "5"], ["0", "0", "0"]]
    assert not section.all("span", class_="dot")
    assert section.one("details").one("table")


def test_what_is_proposed_or_merged_is_nowhere(
    content: Content, reading: Interpretation, guest: Client
) -> None:
    readers(reading, 1, "agree", "agree")
    reading.vote(old("one"), "agree")
    Interpretation.objects.filter(pk=reading.pk).update(state="declined")
    words = [guest.get(address(content)).text]
    for table in ("standings", "over-time", "before-and-after"):
        words += [guest.get(address(content, f"{table}.{form}")).text for form in ("csv", "json")]
    assert not [text for text in words if reading.statement in text]


def test_over_time(content: Content, reading: Interpretation, guest: Client) -> None:
    reading.vote(old("one"), "agree")
    assert "All votes so far are of one day." in part(guest, content, "over-time").text
    VoteChange.objects.update(at=timezone.now() - timedelta(days=3))
    reading.vote(old("two"), "disagree")
    section = part(guest, content, "over-time")
    assert numbers(section) == [["1", "0", "0"], ["1", "1", "0"]]
    assert "Agree 1" in section.one("svg").text
    assert "%" not in section.one("svg").text


def test_other_questions_have_no_before_and_after(content: Content, guest: Client) -> None:
    readers(content.ending.interpretations.all()[0], 1, "agree", "unsure")
    text = guest.get(f"{content.ending.get_absolute_url()}results/").text
    assert "before-and-after" not in text
    assert "over-time" in text


def test_of_very_many_votes_movement_is_counted_once_a_minute(
    content: Content, reading: Interpretation, guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MANY", 2)
    for name in ("one", "two", "three"):
        reading.vote(old(name), "agree")
        assert guest.get(address(content)).status_code == 200
    assert numbers(part(guest, content, "over-time")) == [["2", "0", "0"]]
    later = timezone.now() + held.HELD
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr("hersite.freshness.time", later.timestamp)
    assert numbers(part(guest, content, "over-time")) == [["3", "0", "0"]]


# -- Files --


def rows(client: Client, content: Content, table: str) -> list[dict[str, str]]:
    response = client.get(address(content, f"{table}.csv"))
    name = f"{content.question.slug}-{table}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


def objects(client: Client, content: Content, table: str) -> list[dict[str, Any]]:
    found = json.loads(client.get(address(content, f"{table}.json")).content)
    assert found["question"] == content.question.slug
    assert found["note"] == "Numbers under 5 are left out."
    return list(found["rows"])


@pytest.fixture
def voted(reading: Interpretation) -> Interpretation:
    readers(reading, 6, "agree", "agree")
    readers(reading, 5, "disagree", "agree")
    readers(reading, 2, "agree", "unsure")
    readers(reading, 1, "unsure", "disagree")
    reading.refresh_from_db()
    return reading


def test_standings(content: Content, voted: Interpretation, guest: Client) -> None:
    shown = {"reading": str(voted.pk), "statement": voted.statement, "agree": "11", "votes": "14"}
    missing = {"disagree": "", "unsure": "", "score": ""}
    assert rows(guest, content, "standings")[0] == shown | missing
    assert objects(guest, content, "standings")[0] == {
        "reading": voted.pk, "statement": voted.statement, "agree": 11, "disagree": None,
        "unsure": None, "votes": 14, "score": None,
    }  # fmt: skip


def test_a_score_where_nothing_is_missing(
    content: Content, reading: Interpretation, guest: Client
) -> None:
    numbers = {"agree": 430, "disagree": 44, "unsure": 26}
    Interpretation.objects.filter(pk=reading.pk).update(**numbers)
    assert rows(guest, content, "standings")[0]["score"] == "0.903967"


def test_every_day(content: Content, voted: Interpretation, guest: Client) -> None:
    (day,) = objects(guest, content, "over-time")
    assert day["day"] == timezone.now().date().isoformat()
    assert (day["agree"], day["disagree"], day["unsure"], day["votes"]) == (11, None, None, 14)


def test_from_where_to_where(content: Content, voted: Interpretation, guest: Client) -> None:
    first, *others = rows(guest, content, "before-and-after")
    assert {name: cell for name, cell in first.items() if cell} == {
        "reading": str(voted.pk), "statement": voted.statement, "agree_to_agree": "6",
        "disagree_to_agree": "5", "readers": "14",
    }  # fmt: skip
    assert not [row for row in others if row["readers"] or row["agree_to_agree"]]
    assert objects(guest, content, "before-and-after")[0]["agree_to_unsure"] is None


def test_files_are_public_pages(content: Content, voted: Interpretation, guest: Client) -> None:
    for table in ("standings.csv", "over-time.json", "before-and-after.csv"):
        url = address(content, table)
        response = guest.get(url)
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        again = guest.get(url, headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304
        assert "member" not in response.text


@pytest.mark.parametrize("file", ["members.csv", "standings.xlsx", "standings.CSV"])
def test_no_such_file(content: Content, guest: Client, file: str) -> None:
    assert guest.get(address(content, file)).status_code == 404


def test_no_files_of_the_general_thread(content: Content, guest: Client) -> None:
    url = f"{content.general.get_absolute_url()}results/standings.csv"
    assert guest.get(url).status_code == 404
