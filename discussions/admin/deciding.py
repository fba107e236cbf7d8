"""Decisions on many comments at once, from the lists of the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext

from discussions.forms.moderation import RuleForm
from discussions.models import Comment, Decision
from discussions.moderation.decisions import AlreadyDecided, Judgement, NotYours, decide
from hersite.admin_rules import staff


def show(page: Any, request: HttpRequest, comments: QuerySet[Comment]) -> None:
    """Approve or restore them."""
    judgement = Judgement(Decision.Action.APPROVE)
    number = _decide(page, request, comments.exclude(state=Comment.State.VISIBLE), judgement)
    said = ngettext("%(number)d comment is shown.", "%(number)d comments are shown.", number)
    page.message_user(request, said % {"number": number}, messages.SUCCESS)


def ask_and_hide(
    page: Any, request: HttpRequest, selected: QuerySet[Any], comments: QuerySet[Comment]
) -> HttpResponse | None:
    """Ask for the rule, then hide the comments that the ``selected`` rows are, or are about."""
    form = RuleForm(request.POST if "confirm" in request.POST else None)
    if not form.is_valid():
        context = page.step_context(
            request, None,
            title=gettext("Hide comments?"), form=form, selected=selected, action="hide",
            explain=gettext("The texts are kept. The authors are told the rule and may appeal."),
            submit=gettext("Hide"),
        )  # fmt: skip
        return TemplateResponse(request, "admin/reason.html", context)
    data = form.cleaned_data
    judgement = Judgement(Decision.Action.HIDE, data["rule"], data["note"])
    number = _decide(page, request, comments.exclude(state=Comment.State.HIDDEN), judgement)
    said = ngettext("%(number)d comment is hidden.", "%(number)d comments are hidden.", number)
    page.message_user(request, said % {"number": number}, messages.SUCCESS)
    return None


def dismiss(page: Any, request: HttpRequest, comments: QuerySet[Comment]) -> None:
    """The reports of those that are on the page were wrong."""
    judgement = Judgement(Decision.Action.APPROVE)
    number = _decide(page, request, comments.visible(), judgement)  # type: ignore[attr-defined]
    said = ngettext(
        "The reports of %(number)d comment are dismissed.",
        "The reports of %(number)d comments are dismissed.",
        number,
    )
    page.message_user(request, said % {"number": number}, messages.SUCCESS)


def _decide(
    page: Any, request: HttpRequest, comments: QuerySet[Comment], judgement: Judgement
) -> int:
    """How many were decided on: one that its author deleted isn't, nor what is for a colleague."""
    decided = 0
    for comment in comments.exclude(state=Comment.State.DELETED):
        try:
            decide(comment, judgement, staff(request))
        except NotYours:
            said = gettext("%(comment)s is for a colleague: you wrote it, or decided on it before.")
            page.message_user(request, said % {"comment": comment}, messages.WARNING)
        except AlreadyDecided:
            continue
        else:
            decided += 1
    return decided
