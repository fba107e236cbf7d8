from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.ballots import ENOUGH, rank
from discussions.doors import open_question
from explainer.models import Edition
from hersite import shells
from hersite.freshness import Freshness, watch
from hersite.freshness import results as results_of
from hersite.meta import PageMeta


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """How readers voted on a question: counts, and percentages where there are enough votes."""
    freshness = watch(request, results_of(slug))
    return shells.show(request, freshness, lambda: _make(slug, freshness))


def _make(slug: str, freshness: Freshness) -> shells.Page:
    freshness.ends_at(Edition.objects.next_publication())
    question = open_question(slug)
    if question.general:
        raise Http404("The general thread has no ballot.")
    meta = PageMeta(
        title=_("Results: %(question)s") % {"question": question.public_title},
        description=_("How readers voted on “%(question)s”.") % {"question": question.public_title},
        path=reverse("discussions:results", args=[slug]),
    )
    context = {
        "question": question,
        "standings": rank(question.interpretations.open()),
        "enough": ENOUGH,
        "meta": meta,
    }
    return shells.Page("discussions/questions/results.html", context)
