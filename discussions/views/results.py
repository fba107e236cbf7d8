from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.ballots import ENOUGH, rank
from discussions.doors import open_question
from discussions.from_to import tell_from_to
from discussions.held import movement_as_known, pairs_as_known
from discussions.models import Interpretation, Question
from discussions.movement import Day
from discussions.movement_picture import Movement, draw_movement, thin
from discussions.pairs import PairsOfQuestion
from explainer.models import Edition
from hersite import shells
from hersite.freshness import Freshness, watch
from hersite.freshness import results as results_of
from hersite.meta import PageMeta


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """How readers voted on a question: counts, and percentages where there are enough votes; who
    went from where to where with the explanation; and how the votes moved from day to day."""
    freshness = watch(request, results_of(slug))
    return shells.show(request, freshness, lambda: _make(slug, freshness))


@dataclass(frozen=True)
class OverTime:
    """``days`` are those on which the votes on the reading moved."""

    interpretation: Interpretation
    days: list[Day]

    @cached_property
    def movement(self) -> Movement | None:
        return draw_movement(self.days)

    @property
    def shown(self) -> list[Day]:
        """As many as the table has room for."""
        return thin(self.days)


def _make(slug: str, freshness: Freshness) -> shells.Page:
    question = question_with_results(slug, freshness)
    standings = rank(question.interpretations.open())
    ranked = [standing.interpretation for standing in standings]
    pairs = pairs_of(question, freshness)
    context = {
        "question": question,
        "standings": standings,
        "pairs": pairs,
        "from_to": tell_from_to(ranked, pairs),
        "over_time": _over_time(question, ranked, freshness),
        "enough": ENOUGH,
        "meta": PageMeta(
            title=_("Results: %(question)s") % {"question": question.public_title},
            description=_("How readers voted on “%(question)s”.")
            % {"question": question.public_title},
            path=reverse("discussions:results", args=[slug]),
        ),
    }
    return shells.Page("discussions/questions/results.html", context)


def question_with_results(slug: str, freshness: Freshness) -> Question:
    """One that is voted on (Http404)."""
    freshness.ends_at(Edition.objects.next_publication())
    question = open_question(slug)
    if question.general:
        raise Http404("The general thread has no ballot.")
    return question


def pairs_of(question: Question, freshness: Freshness) -> PairsOfQuestion:
    """Only a leading question is asked before and after the explanation."""
    if not question.leading:
        return PairsOfQuestion({})
    return pairs_as_known(question, freshness)


def _over_time(
    question: Question, readings: Iterable[Interpretation], freshness: Freshness
) -> list[OverTime]:
    movement = movement_as_known(question, freshness)
    return [OverTime(each, movement[each.pk]) for each in readings if each.pk in movement]
