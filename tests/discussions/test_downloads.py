"""Numbers to take away: nothing under five, and no formula for a spreadsheet."""

import csv
import io
import json

import pytest

from discussions.downloads import csv_response, json_response, named, shown, shown_with_total


@pytest.mark.parametrize(("number", "cell"), [(0, None), (4, None), (5, 5), (700, 700)])
def test_cells_under_five(number: int, cell: int | None) -> None:
    assert shown(number) == cell


@pytest.mark.parametrize(
    ("numbers", "cells"),
    [
        ([12, 7, 5], [12, 7, 5, 24]),
        # A single gap could be filled from the total.
        ([12, 7, 4], [12, 7, None, None]),
        ([12, 3, 4], [12, None, None, 19]),
        ([1, 1, 1], [None, None, None, None]),
    ],
)
def test_a_total_gives_nothing_away(numbers: list[int], cells: list[int | None]) -> None:
    assert shown_with_total(numbers) == cells


def test_csv() -> None:
    response = csv_response("lamp", ("statement", "votes"), [("“So”, she\nsaid", 7), ("Two", None)])
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="lamp.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode(), newline="")))
    assert rows == [["statement", "votes"], ["“So”, she\nsaid", "7"], ["Two", ""]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_run_as_a_formula(start: str) -> None:
    response = csv_response("lamp", ("statement", "n"), [(f'{start}HYPERLINK("x")', -5)])
    rows = list(csv.reader(io.StringIO(response.content.decode(), newline="")))
    assert rows[1] == [f'\'{start}HYPERLINK("x")', "-5"]


def test_json() -> None:
    rows = named(("statement", "votes"), [("=1+1", None)])
    response = json_response("lamp", {"question": "what", "rows": rows})
    assert response["Content-Disposition"] == 'attachment; filename="lamp.json"'
    assert json.loads(response.content) == {
        "question": "what",
        "rows": [{"statement": "=1+1", "votes": None}],
        "note": "Numbers under 5 are left out.",
    }
