"""The list of questions, and a question with its ballots and its thread."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions import moves
from discussions.discussion import Asked, asked_context, insert_thread, load_asked, respond
from discussions.doors import open_question
from discussions.models import Question
from discussions.supporting import load_spoken_for, load_supporting
from discussions.thread_order import DEFAULT_SORT, SORTS
from discussions.threads import Thread, Viewer, load_thread
from explainer.models import Edition
from hersite import shells
from hersite.freshness import SITE, Freshness, thread, watch
from hersite.meta import PageMeta, breadcrumbs


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """All questions that readers can see, by explanation."""
    freshness = watch(request, SITE)
    return shells.show(request, freshness, lambda: _list(freshness))


def _list(freshness: Freshness) -> shells.Page:
    freshness.ends_at(Edition.objects.next_publication())
    shown = Question.objects.published().order_by("explanation", "order", "id")
    by_explanation = {key: list(group) for key, group in groupby(shown, lambda q: q.explanation_id)}
    editions = Edition.objects.live().for_lists().filter(explanation__in=by_explanation)
    groups = [
        {"edition": edition, "questions": by_explanation[edition.explanation_id]}
        for edition in editions.order_by("-publish_at")
    ]
    here = (_("Open questions"), reverse("discussions:questions"))
    meta = PageMeta(
        title=here[0],
        description=_(
            "What films leave open: read the arguments, vote on readings, say what you think."
        ),
        path=here[1],
        json_ld=[breadcrumbs((settings.SITE_NAME, "/"), here)],
    )
    return shells.Page("discussions/questions/list.html", {"groups": groups, "meta": meta})


@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """A question, its ballots and a page of its thread; with ``?supports=`` only what speaks for
    one of its readings."""
    freshness = watch(request, thread(slug))

    def make(viewer: Viewer) -> shells.Shell:
        frame = question_frame(request.path, slug, freshness)
        page = _page(frame.facts, viewer, request.GET)
        first = page.at_start and page.sort == DEFAULT_SORT and page.reading is None
        readings = [ballot.interpretation for ballot in frame.facts.ballots]
        spoken_for, strongest = load_spoken_for(readings, strongest=first)
        return insert_thread(
            frame, request.path, page, freshness, strongest,
            sorts=sorts_of(page), spoken_for=spoken_for,
        )  # fmt: skip

    return respond(request, freshness, make, visit=True)


def _page(asked: Asked, viewer: Viewer, said: QueryDict) -> Thread:
    cursor = said.get("after", "")
    sort = said.get("sort", "")
    if sort == moves.SORT and not said.get("supports"):
        if moves.can_sort(asked.question):
            return moves.load_moving(asked.question, cursor)
        # Its cursors are none of another order.
        cursor = ""
    if sort not in SORTS:
        sort = DEFAULT_SORT
    readings = {str(ballot.interpretation.pk): ballot.interpretation for ballot in asked.ballots}
    if not (wanted := said.get("supports")):
        return load_thread(asked.question, viewer, sort, cursor)
    if wanted not in readings:
        # Not the whole thread again: each number would be a copy of its own.
        raise Http404("supports")
    return load_supporting(asked.question, readings[wanted], sort, cursor)


def question_frame(path: str, slug: str, freshness: Freshness) -> shells.Shell:
    """The page of a question without its thread; Http404 where there is none of that name."""

    def make(own: Freshness) -> shells.Page:
        question = open_question(slug)
        own.ends_at(Edition.objects.next_publication())
        asked = load_asked(question, own)
        live = Edition.objects.live().for_lists()
        edition = live.filter(explanation=question.explanation_id).first()
        context = asked_context(asked) | {"edition": edition, "meta": _meta(question, edition)}
        language = question.explanation.language
        return shells.Page("discussions/questions/detail.html", context, asked, language)

    return shells.find_frame(path, freshness, make)


def sorts_of(page: Thread) -> list[dict[str, Any]]:
    """Its orders; of what speaks for a reading where it shows that. By how many were moved a whole
    thread can be sorted, once enough were."""
    labels = {"best": _("Best"), "new": _("New"), "old": _("Old")}
    if page.sort == moves.SORT or (page.reading is None and moves.can_sort(page.question)):
        labels[moves.SORT] = _("Moved readers")
    url = page.question.get_absolute_url()
    also = f"&supports={page.reading.pk}" if page.reading else ""
    return [
        {"value": sort, "label": labels[sort], "current": sort == page.sort,
         "url": f"{url}?sort={sort}{also}#thread"}
        for sort in labels
    ]  # fmt: skip


def _meta(question: Question, edition: Edition | None) -> PageMeta:
    title = question.public_title
    path = question.get_absolute_url()
    return PageMeta(
        title=title,
        description=_("“%(question)s” – readings to vote on and a discussion among readers.")
        % {"question": title},
        path=path,
        card=edition.lead_picture.card_url if edition and edition.lead_picture else "",
        feed=(title, reverse("discussions:question_feed", args=[question.slug])),
        json_ld=[
            breadcrumbs(
                (settings.SITE_NAME, "/"),
                (_("Open questions"), reverse("discussions:questions")),
                (title, path),
            )
        ],
    )
