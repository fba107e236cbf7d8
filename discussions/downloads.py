"""Tables without persons that anybody may take away, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

Cell = str | int | float | None
Row = Sequence[Any]

# A number under this one could be told from the people one knows.
LEAST = 5
# Spreadsheets run a cell that begins like this as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shown(number: int) -> int | None:
    """None for what is left out."""
    return number if number >= LEAST else None


def shown_with_total(numbers: Iterable[int]) -> list[int | None]:
    """The numbers and behind them their total; that is left out as well where it would give a
    single missing one away."""
    known = list(numbers)
    cells = [shown(number) for number in known]
    return [*cells, None if cells.count(None) == 1 else shown(sum(known))]


def csv_response(name: str, header: Sequence[str], rows: Iterable[Row]) -> HttpResponse:
    """``name`` without its ending. What is left out is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return _file(f"{name}.csv", text.getvalue(), "text/csv; charset=utf-8")


def json_response(name: str, data: Mapping[str, Any]) -> HttpResponse:
    """The same from an object, with a word on what is left out: it is null."""
    note = _("Numbers under %(least)d are left out.") % {"least": LEAST}
    text = json.dumps({**data, "note": note}, ensure_ascii=False, indent=1)
    return _file(f"{name}.json", text, "application/json")


def named(header: Sequence[str], rows: Iterable[Row]) -> list[dict[str, Cell]]:
    """A table's rows as objects."""
    return [dict(zip(header, row, strict=True)) for row in rows]


def _harmless(cell: Cell) -> Cell:
    """An apostrophe before it makes a spreadsheet take it for text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _file(name: str, text: str, content_type: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
