"""/opinions/<slug>/<table>.csv and .json: the numbers to take away."""

import csv
import json
from typing import Any

import pytest
from django.test import Client

from discussions.models import Interpretation, OpinionMap
from tests.support.content import Content
from tests.support.opinions import make_readings, store_map

URL = "/opinions/the-lamp-explained/"


def rows_of(client: Client, table: str) -> list[dict[str, Any]]:
    response = client.get(f"{URL}{table}.csv")
    name = f"the-lamp-explained-{table}.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    return list(csv.DictReader(response.content.decode().splitlines()))


@pytest.fixture
def mapped(content: Content) -> OpinionMap:
    make_readings(content.explanation, 15)
    return store_map(content.explanation)


def test_the_map_without_sizes_under_five(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    dots = mapped.result["clusters"]
    assert min(dot["size"] for dot in dots) in (3, 4)
    rows = rows_of(guest, "map")
    assert [row["readers"] for row in rows] == [
        str(dot["size"]) if dot["size"] >= 5 else "" for dot in dots
    ]
    assert {row["camp"] for row in rows} == {"A", "B", "C"}
    assert [float(row["x"]) for row in rows] == [dot["x"] for dot in dots]


def test_each_reading_in_all_and_by_camp(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    line = mapped.result["items"][0]
    line["groups"][0] |= {"agree": 31, "disagree": 2, "unsure": 1}
    line["groups"][1] |= {"agree": 31, "disagree": 2, "unsure": 9}
    OpinionMap.objects.filter(pk=mapped.pk).update(result=mapped.result)
    everyone, first, second, _third = (
        row for row in rows_of(guest, "readings") if row["reading"] == str(line["id"])
    )
    assert everyone["camp"] == ""
    assert everyone["agree"] == str(line["agree"])
    assert [first[key] for key in ("agree", "disagree", "unsure", "votes")] == ["31", "", "", "34"]
    # With the total one missing number could be reckoned.
    assert [second[key] for key in ("agree", "disagree", "unsure", "votes")] == ["31", "", "9", ""]


def test_json_says_the_same_and_when_it_was_made(
    content: Content, mapped: OpinionMap, guest: Client
) -> None:
    told = json.loads(guest.get(f"{URL}readings.json").content)
    assert told["made_at"] == mapped.made_at.isoformat()
    assert told["votes"] == mapped.result["votes"]
    as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in told["rows"]]
    assert as_text == rows_of(guest, "readings")


def test_a_statement_is_no_formula(content: Content, guest: Client) -> None:
    reading = content.readings[0]
    Interpretation.objects.filter(pk=reading.pk).update(statement="=1+1")
    (row,) = [row for row in rows_of(guest, "readings") if row["reading"] == str(reading.pk)]
    assert row["statement"] == "'=1+1"


def test_what_is_accepted_together(content: Content, guest: Client) -> None:
    made = store_map(content.explanation, camps=1, each=9).result
    assert made["state"] == "few"
    rows = rows_of(guest, "agreement")
    assert len(rows) == len(made["agreement"])
    pair = made["agreement"][0]
    assert [rows[0][key] for key in ("of_those_who_accept", "reading")] == [
        str(pair["of"]), str(pair["also"])
    ]  # fmt: skip
    assert rows[0]["readers"] == str(pair["n"])


@pytest.mark.parametrize("file", ["map.xml", "people.csv", "map.csv.csv"])
def test_there_is_no_other_file(content: Content, guest: Client, file: str) -> None:
    assert guest.get(f"{URL}{file}").status_code == 404
    assert guest.get(f"/opinions/no-such/{file}").status_code == 404
    assert guest.get("/opinions/no-such/map.csv").status_code == 404
