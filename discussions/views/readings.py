"""Readings by readers: proposing one, what is like it, and where to vote next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from discussions import drafts
from discussions.alike import Alike, known_to
from discussions.doors import open_question
from discussions.forms.readings import ProposalForm
from discussions.models import Member, Question
from discussions.proposals import StillWaiting
from discussions.proposals import propose as store
from discussions.suspended import Suspended
from discussions.vote_next import vote_next as find_next
from explainer.models import Edition
from hersite.freshness import watch
from hersite.limits import LimitReached
from hersite.middleware import is_guest
from hersite.spoils import Spoils


@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose a reading of a question. It waits for a moderator; a guest's is kept until they have
    signed in."""
    if request.method != "POST":
        return _form(request, slug)
    question = _question(slug)
    form = ProposalForm(request.POST, question=question)
    if question.is_closed:
        form.add_error(None, _("This question is closed. Your text is still here to copy."))
        return _show(request, form, 409)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        member = drafts.acting_member(request)
    except Suspended as suspended:
        form.add_error(None, f"{suspended.message} {_('Your text is still here.')}")
        return _show(request, form, 403)
    if member is None:
        return drafts.keep(request, request.path)
    if new := _not_seen(form, member):
        return _show(request, form, 422, new)
    return _store(request, member, form)


def _question(slug: str) -> Question:
    """Http404 for the general thread, which has no ballot."""
    question = open_question(slug)
    if question.general:
        raise Http404(slug)
    return question


def _form(request: HttpRequest, slug: str) -> HttpResponse:
    freshness = watch(request) if is_guest(request) else None
    question = _question(slug)
    if freshness:
        freshness.ends_at(Edition.objects.next_publication())
        freshness.ends_at(None if question.is_closed else question.ends_at)
    draft = drafts.find(request, request.path)
    form = ProposalForm(question=question, initial=draft.fields if draft else {})
    statement = draft.fields.get("statement", "")[:200] if draft else ""
    alike = known_to(request.user, question).like(statement) if statement else []
    return _show(request, form, alike=alike, draft=draft)


def _not_seen(form: ProposalForm, member: Member) -> list[Alike]:
    """What is like it, where the proposer has not been shown all of that yet."""
    alike = known_to(member, form.question).like(form.cleaned_data["statement"])
    keys = {str(each.reading.pk) for each in alike}
    return [] if keys <= form.seen_keys else alike


def _store(request: HttpRequest, member: Member, form: ProposalForm) -> HttpResponse:
    try:
        store(member, form.question, **form.fields_for_reading)
    except ValidationError as error:
        form.add_error("statement", error)
        return _show(request, form, 422)
    except StillWaiting as waiting:
        form.add_error(None, f"{waiting.message} {_('Your text is still here.')}")
        return _show(request, form, 409)
    except LimitReached as limit:
        form.add_error(None, f"{limit.message} {_('Your text is still here.')}")
        response = _show(request, form, 429)
        response["Retry-After"] = str(limit.retry_after)
        return response
    drafts.drop(request, request.path)
    messages.success(request, _("Your reading waits for a moderator. You are told what they say."))
    return drafts.see_other(reverse("discussions:my_readings"))


def _show(
    request: HttpRequest, form: ProposalForm, status: int = 200, alike: list[Alike] | None = None,
    draft: drafts.Draft | None = None,
) -> HttpResponse:  # fmt: skip
    question = form.question
    edition = question.explanation.live_edition
    context = {
        "form": form,
        "question": question,
        "closed": question.is_closed and not form.is_bound,
        "spoils": Spoils.widest(question.spoils, edition.spoils if edition else Spoils.NONE),
        "draft": draft,
        "alike": alike or [],
        # What stands on the page has been seen when it is sent again.
        "seen": ",".join(str(each.reading.pk) for each in alike or []) or form["seen"].value(),
    }
    return render(request, "discussions/readings/propose.html", context, status=status)


@drafts.writes
@require_POST
def alike(request: HttpRequest, slug: str) -> HttpResponse:
    """The readings that are like ``statement``. It stores nothing, so no token is asked for."""
    question = _question(slug)
    # No longer than a statement may be, however much is sent.
    statement = request.POST.get("statement", "")[:200]
    found = known_to(request.user, question).like(statement)
    context: dict[str, Any] = {"question": question, "alike": found}
    context["seen"] = ",".join(str(each.reading.pk) for each in found)
    return render(request, "discussions/readings/alike.html", context)


@require_safe
def vote_next(request: HttpRequest) -> HttpResponse:
    """Lead to the reading where the viewer's vote tells most; a page that says so where they have
    voted on all there are."""
    reading = find_next(request.user)
    if reading is not None:
        response = drafts.see_other(reading.get_absolute_url())
    else:
        response = render(request, "discussions/readings/none_left.html")
    response["Cache-Control"] = "no-store"
    return response
