"""Closing questions by hand and opening them again, from the list of questions."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from discussions.models import Closure, Question
from hersite.admin_reason import ReasonForm
from hersite.admin_rules import Steps, staff
from hersite.audit.record import note_before


class ClosureActions(Steps):
    actions = ["close", "reopen"]

    def has_close_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("discussions.add_closure")

    def has_reopen_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("discussions.delete_closure")

    @admin.action(permissions=["close"], description=_("Close… (readers are told why)"))
    def close(self, request: HttpRequest, questions: QuerySet[Question]) -> HttpResponse | None:
        form = ReasonForm(request.POST if "confirm" in request.POST else None)
        if form.is_valid():
            self._close(request, questions, form.cleaned_data["reason"])
            return None
        context = self.step_context(
            request,
            None,
            title=gettext("Close for new comments and votes?"),
            form=form,
            selected=questions,
            action="close",
            explain=gettext("What was said stays readable; nothing more is posted."),
            submit=gettext("Close"),
        )
        return TemplateResponse(request, "admin/reason.html", context)

    @transaction.atomic
    def _close(self, request: HttpRequest, questions: QuerySet[Question], reason: str) -> None:
        """Closing a closed one gives it the new reason."""
        for question in questions:
            note_before(request, question)
            Closure.objects.update_or_create(
                question=question,
                defaults={"by": staff(request), "at": timezone.now(), "reason": reason},
            )
            self.log_change(request, question, gettext("Closed: %(reason)s") % {"reason": reason})
        number = len(questions)
        said = ngettext(
            "%(number)d question is closed.", "%(number)d questions are closed.", number
        )
        self.message_user(request, said % {"number": number}, messages.SUCCESS)

    @admin.action(permissions=["reopen"], description=_("Open again"))
    def reopen(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        """Whatever closed them: a moderator, their date, or 180 quiet days."""
        closed = [question for question in questions if question.is_closed]
        with transaction.atomic():
            for question in closed:
                note_before(request, question)
                question.reopen()
                self.log_change(request, question, gettext("Opened again."))
        # What closes all of them, or is set on the question itself, is left.
        still = [question for question in closed if question.rules_mode == Question.Mode.CLOSED]
        number = len(closed) - len(still)
        said = ngettext(
            "%(number)d question is open again.", "%(number)d questions are open again.", number
        )
        self.message_user(request, said % {"number": number}, messages.SUCCESS)
        if still:
            self.message_user(
                request,
                gettext("One of them stays closed by its moderation: change that to open it."),
                messages.WARNING,
            )
