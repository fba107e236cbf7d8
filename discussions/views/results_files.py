"""The numbers of a question's results as files, each as CSV and as JSON. No person is in them, and
no number under five."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from discussions.ballots import rank
from discussions.downloads import Row, csv_response, json_response, named, shown, shown_with_total
from discussions.held import movement_as_known
from discussions.models import Interpretation, Question, Stance
from discussions.pairs import Pairs
from discussions.views.results import pairs_of, question_with_results
from hersite.freshness import Freshness, watch
from hersite.freshness import results as results_of


@require_safe
def results_file(request: HttpRequest, slug: str, table: str, form: str) -> HttpResponse:
    """404 where there is no such table, or it is offered in no such form."""
    if table not in TABLES or form not in ("csv", "json"):
        raise Http404(f"{table}.{form}")
    freshness = watch(request, results_of(slug))
    question = question_with_results(slug, freshness)
    header, rows_of = TABLES[table]
    name, rows = f"{slug}-{table}", rows_of(question, freshness)
    if form == "csv":
        return csv_response(name, header, rows)
    return json_response(name, {"question": slug, "rows": named(header, rows)})


def _standings(question: Question, freshness: Freshness) -> Iterator[Row]:
    """The score is left out where it would give a missing number away."""
    for standing in rank(question.interpretations.open()):
        cells = shown_with_total(number for _stance, number in standing.counts)
        score = None if None in cells else round(standing.score, 6)
        yield (*_reading(standing.interpretation), *cells, score)


def _over_time(question: Question, freshness: Freshness) -> Iterator[Row]:
    movement = movement_as_known(question, freshness)
    for reading in question.interpretations.open():
        for day in movement.get(reading.pk, []):
            yield (*_reading(reading), day.day.isoformat(), *shown_with_total(day.counts))


def _before_and_after(question: Question, freshness: Freshness) -> Iterator[Row]:
    """A row for each reading: nobody has a pair where a question isn't asked twice."""
    pairs = pairs_of(question, freshness).readings
    for reading in question.interpretations.open():
        own = pairs.get(reading.pk, Pairs())
        cells = shown_with_total(own.number(*step) for step in STEPS)
        yield (*_reading(reading), *cells, shown(own.skipped))


def _reading(reading: Interpretation) -> tuple[int, str]:
    return reading.pk, reading.statement


class Table(NamedTuple):
    header: tuple[str, ...]
    rows: Callable[[Question, Freshness], Iterable[Row]]


STEPS = [(before.value, after.value) for before in Stance for after in Stance]
_COUNTS = (*Stance.values, "votes")
TABLES = {
    "standings": Table(("reading", "statement", *_COUNTS, "score"), _standings),
    "over-time": Table(("reading", "statement", "day", *_COUNTS), _over_time),
    "before-and-after": Table(
        (
            "reading", "statement", *(f"{before}_to_{after}" for before, after in STEPS),
            "readers", "skipped",
        ),
        _before_and_after,
    ),
}  # fmt: skip
