"""Readings that members propose, decided on; and readings that say the same, merged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from discussions.alike import Alike, Known, known_to_moderators
from discussions.drafts import see_other
from discussions.forms.readings import VerdictForm
from discussions.models import Interpretation, Member
from discussions.moderation.decisions import NotYours
from discussions.moderation.readings import (
    POSSIBLE,
    DecidedMeanwhile,
    Verdict,
    decide,
    is_for_colleague,
    load_waiting_readings,
    may_decide,
    waiting_readings,
)
from discussions.views.moderation.access import for_whom, moderator_of
from discussions.views.moderation.refusals import in_words

# So many stand on the page; the oldest first, so that the others come up.
SHOWN = 20
PAGE = "discussions:proposals"


@dataclass(frozen=True)
class Case:
    """A reading with what a decision on it takes: the others like it, the form; nothing is
    ``possible`` where a colleague has to decide."""

    reading: Interpretation
    alike: list[Alike]
    form: VerdictForm
    for_colleague: bool

    @property
    def possible(self) -> tuple[str, ...]:
        return () if self.for_colleague else POSSIBLE[self.reading.state]


@for_whom(may_decide, PAGE)
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """What waits, each with those that are like it; below, all that readers vote on."""
    waiting = list(waiting_readings()[:SHOWN])
    known = known_to_moderators({reading.question.explanation_id for reading in waiting})
    opened = Interpretation.objects.open().select_related("question").order_by(
        "question__explanation", "question__order", "question", "order", "pk"
    )  # fmt: skip
    context = {
        "cases": [_case(reading, known, moderator_of(request)) for reading in waiting],
        "waiting": load_waiting_readings(),
        "opened": [(question, list(rows)) for question, rows in groupby(opened, _question_of)],
    }
    return render(request, "discussions/moderation/readings.html", context)


def _question_of(reading: Interpretation) -> object:
    return reading.question


def _case(
    reading: Interpretation, known: Known, by: Member, form: VerdictForm | None = None
) -> Case:
    initial = {"was": reading.state, "statement": reading.statement}
    form = form or VerdictForm(reading=reading, initial=initial)
    alike = known.like(reading.statement, besides=reading)
    return Case(reading, alike, form, is_for_colleague(reading, by))


@for_whom(may_decide, PAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """One reading in whatever state: what was decided on it, and what can be."""
    rows = Interpretation.objects.select_related(
        "question__explanation", "proposed_by", "scene", "merged_into"
    )
    reading = get_object_or_404(rows.exclude(question__general=True), pk=pk)
    if request.method != "POST":
        return _show(request, reading)
    form = VerdictForm(request.POST, reading=reading)
    if not form.is_valid():
        return _show(request, reading, 422, form)
    data = form.cleaned_data
    verdict = Verdict(
        data["action"], data["was"], data["note"], data.get("statement", ""), data["into"]
    )
    try:
        decision = decide(reading, verdict, moderator_of(request))
    except (DecidedMeanwhile, NotYours) as error:
        form.add_error(None, _explain(error))
        fresh = get_object_or_404(rows, pk=pk)
        return _show(request, fresh, 409, form)
    said = {"statement": reading.statement, "decision": decision.get_action_display()}
    messages.success(request, _("“%(statement)s”: %(decision)s.") % said)
    return see_other(reverse(PAGE))


def _explain(error: Exception) -> str:
    if not isinstance(error, DecidedMeanwhile):
        return _("You proposed this reading: a colleague decides on it.")
    said = _("Nothing was changed: this was decided on meanwhile.")
    return f"{said} {in_words(error.decision)}" if error.decision else said


def _show(
    request: HttpRequest, reading: Interpretation, status: int = 200,
    form: VerdictForm | None = None,
) -> HttpResponse:  # fmt: skip
    known = known_to_moderators({reading.question.explanation_id})
    if status == 409 and form is not None:
        # What was typed stays; what is sent next is about the reading as it is now.
        form.data = {**form.data.dict(), "was": reading.state}  # type: ignore[attr-defined]
    context = {
        "case": _case(reading, known, moderator_of(request), form),
        "decisions": reading.decisions.select_related("moderator").order_by("-at", "-id"),
    }
    return render(request, "discussions/moderation/reading.html", context, status=status)
