"""The list of questions, and a question with its ballots and its thread."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions import drafts
from discussions.ballots import load_ballots
from discussions.comment_html import add_html
from discussions.forms.comments import CommentForm
from discussions.models import Question
from discussions.models.submission import new_submission
from discussions.threads import DEFAULT_SORT, SORTS, Thread, load_thread
from explainer.models import Edition
from hersite.meta import PageMeta, breadcrumbs
from hersite.middleware import is_guest


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """All questions that readers can see, by explanation."""
    shown = Question.objects.published().order_by("explanation", "order", "id")
    by_explanation = {key: list(group) for key, group in groupby(shown, lambda q: q.explanation_id)}
    editions = Edition.objects.live().for_lists().filter(explanation__in=by_explanation)
    groups = [
        {"edition": edition, "questions": by_explanation[edition.explanation_id]}
        for edition in editions.order_by("-publish_at")
    ]
    meta = PageMeta(
        title=_("Open questions"),
        description=_(
            "What films leave open: read the arguments, vote on readings, say what you think."
        ),
        path=reverse("discussions:questions"),
        json_ld=[
            breadcrumbs(
                (settings.SITE_NAME, "/"), (_("Open questions"), reverse("discussions:questions"))
            )
        ],
    )
    return render(request, "discussions/questions/list.html", {"groups": groups, "meta": meta})


@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """A question, its ballots and a page of its thread."""
    question = get_object_or_404(
        Question.objects.published().select_related("explanation", "closure"), slug=slug
    )
    sort = request.GET.get("sort", "")
    thread = load_thread(
        question,
        request.user,
        sort if sort in SORTS else DEFAULT_SORT,
        request.GET.get("after", ""),
    )
    context = question_context(request, question, thread)
    return render(request, "discussions/questions/detail.html", context)


def question_context(request: HttpRequest, question: Question, thread: Thread) -> dict[str, Any]:
    """What the page of a question shows, whichever page of its thread is open."""
    add_html(thread, request.user)
    edition = Edition.objects.live().for_lists().filter(explanation=question.explanation_id).first()
    return {
        "question": question,
        "edition": edition,
        "ballots": load_ballots(question, request.user),
        "thread": thread,
        "sorts": _sorts(question, thread.sort),
        "meta": _meta(question, edition),
        **form_context(request, question),
    }


def form_context(request: HttpRequest, question: Question) -> dict[str, Any]:
    """The form of a thread, filled with what the viewer typed before signing in."""
    url = comments_url(question)
    draft = None if is_guest(request) else drafts.find(request, url)
    initial = draft.fields if draft else {}
    if request.user.is_authenticated and "submission" not in initial:
        initial["submission"] = new_submission()
    form = None if question.is_closed else CommentForm(question=question, initial=initial)
    return {"comment_form": form, "comments_url": url, "draft": draft}


def comments_url(question: Question) -> str:
    return reverse("discussions:comments", args=[question.slug])


def _sorts(question: Question, current: str) -> list[dict[str, Any]]:
    labels = {"best": _("Best"), "new": _("New"), "old": _("Old")}
    return [
        {"value": sort, "label": labels[sort], "current": sort == current,
         "url": f"{question.get_absolute_url()}?sort={sort}#thread"}
        for sort in SORTS
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
