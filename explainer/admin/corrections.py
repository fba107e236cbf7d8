from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from explainer.models import Edition, Explanation
from hersite.admin_rules import Steps, staff

if TYPE_CHECKING:
    from discussions.models import Member


class CorrectionSteps(Steps):
    """Start an edition: a draft of what readers see, to be corrected and published."""

    def new_edition(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start one, or go on with the one that this editor has begun."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            explanation = self.load(request, pk)
            return redirect(edition_url(self._draft(request, explanation)))

    def _draft(self, request: HttpRequest, explanation: Explanation) -> Edition:
        draft = begun_by(staff(request), explanation)
        if draft:
            messages.info(request, gettext("This is the draft that you had begun before."))
            return draft
        draft = explanation.new_edition(by=staff(request))
        said = gettext("Started edition %(number)d.") % {"number": draft.number}
        self.log_addition(request, draft, said)
        messages.info(request, gettext("Readers see nothing of this draft until you publish it."))
        return draft

    def response_add(
        self, request: HttpRequest, obj: Explanation, post_url_continue: str | None = None
    ) -> HttpResponse:
        """An explanation is nothing without words: go on to its first edition."""
        if {"_addanother", "_continue", "_popup"} & request.POST.keys():
            return super().response_add(request, obj, post_url_continue)
        return redirect(edition_url(self._draft(request, obj)))


def begun_by(member: Member, explanation: Explanation) -> Edition | None:
    """The member's newest draft that is based on what was published last."""
    own = explanation.editions.drafts().filter(editor=member)
    return own.filter(based_on=explanation.current_edition).order_by("-number").first()


def edition_url(edition: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[edition.pk])
