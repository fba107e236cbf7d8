"""When a draft goes live, asked on the publishing page; and taking it back while it waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.admin.carrying import CarryingForm
from explainer.admin.moments import moment_text
from explainer.models import CarryOver, Edition, Explanation
from hersite.admin_rules import Steps


class MomentForm(forms.Form):
    """A date and a time of day in the time zone of the site."""

    # It stands in one form with "Publish now", which needs no moment.
    use_required_attribute = False

    at = forms.DateTimeField(
        label=_("Goes live at"),
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = gettext(
            "In the time zone of the site, %(zone)s, where it is %(now)s now."
        ) % {"zone": timezone.get_current_timezone_name(), "now": moment_text(timezone.now())}

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at <= timezone.now():
            raise ValidationError(_("This moment has passed."))
        return at


class GoingLive:
    """What an editor has decided on the publishing page: now, or at a moment; and where another
    edition waits, which words stay in it."""

    def __init__(self, request: HttpRequest, edition: Edition) -> None:
        """``edition`` is locked where the request writes, and its explanation with it."""
        data = request.POST if request.method == "POST" else None
        self.edition = edition
        self.waiting = edition.explanation.scheduled_edition
        self.is_later = "schedule" in request.POST
        self.moment = MomentForm(data if self.is_later else None)
        carrying = CarryOver.from_correction(edition)
        self.carrying = CarryingForm(carrying, data) if carrying else None

    @property
    def said(self) -> str:
        """What has been done, for the record."""
        if self.at is None:
            return gettext("Published.")
        return gettext("Scheduled for %(moment)s.") % {"moment": moment_text(self.at)}

    @property
    def unseen(self) -> bool:
        """Whether another edition began to wait, or was altered or taken from the schedule, since
        the page was opened."""
        return self.carrying is not None and self.carrying.unseen

    @property
    def at(self) -> datetime | None:
        """The moment that was chosen; None for now, and where it can't be read."""
        chosen = self.is_later and self.moment.is_valid()
        return self.moment.cleaned_data["at"] if chosen else None

    def is_valid(self) -> bool:
        if self.is_later:
            return self.moment.is_valid()
        return self.carrying is None or self.carrying.is_valid()

    def carry_out(self) -> list[str]:
        """Why it couldn't be done, in sentences; empty where it was."""
        try:
            if self.is_later:
                self.edition.schedule(self.moment.cleaned_data["at"])
            else:
                self.edition.publish(choices=self.carrying.choices if self.carrying else None)
        except ValidationError as refused:
            self.edition.refresh_from_db()
            return refused.messages
        return []


class UnschedulingSteps(Steps):
    """Take an edition from the schedule: it is a draft again."""

    def load(self, request: HttpRequest, pk: int) -> Any:
        if request.method == "POST":
            lock_explanation_of(pk)
        return super().load(request, pk)

    def unschedule(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            edition = self.load(request, pk)
            try:
                edition.unschedule()
            except ValidationError as refused:
                messages.warning(request, refused.messages[0])
            else:
                self.log_change(request, edition, gettext("Taken from the schedule."))
                said = gettext("It is a draft again, and goes live when you publish it.")
                messages.success(request, said)
        return redirect("admin:explainer_edition_change", pk)


def lock_explanation_of(edition: int | str) -> None:
    """Its row before the edition's, as the verbs lock them: two requests that took them the other
    way round would wait for each other."""
    own = Edition.objects.filter(pk=edition).values("explanation")
    Explanation.objects.select_for_update().filter(pk__in=own).order_by("pk").first()
