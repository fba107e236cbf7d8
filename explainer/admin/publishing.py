from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from explainer.admin.checking import Checked
from explainer.admin.moments import moment_text
from explainer.admin.scheduling import GoingLive
from explainer.comparing import changes
from explainer.models import Edition
from hersite.admin_rules import Steps
from hersite.audit.record import note_before


class PublishingSteps(Steps):
    """Show what goes live with a draft, then make it live."""

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        with transaction.atomic():
            edition = self.load(request, pk)
            if request.method == "POST":
                # What is looked at here holds until it is done.
                edition.explanation.lock()
            going = GoingLive(request, edition)
            checked = Checked(request, edition, at=going.at)
            agreed = request.method == "POST" and not self._changed_meanwhile(request, going)
            if agreed and checked.passed and going.is_valid():
                if going.waiting:
                    note_before(request, going.waiting)
                checked.refused = going.carry_out()
                if not checked.refused:
                    self._tell(request, going)
                    return redirect("admin:explainer_explanation_changelist")
        context = self.step_context(
            request,
            edition,
            title=_("Publish edition %(number)d?") % {"number": edition.number},
            checked=checked,
            changes=changes(edition, edition.explanation.current_edition),
            live=edition.explanation.current_edition,
            going=going,
        )
        return TemplateResponse(request, "admin/explainer/edition/publish.html", context)

    def _changed_meanwhile(self, request: HttpRequest, going: GoingLive) -> bool:
        if request.POST.get("version") != str(going.edition.lock_version):
            said = _("The draft was changed meanwhile. Look again, then publish.")
        elif going.unseen:
            said = _("The edition that waits is another one now. Look again, then publish.")
        else:
            return False
        messages.warning(request, said)
        return True

    def _tell(self, request: HttpRequest, going: GoingLive) -> None:
        edition = going.edition
        self.log_change(request, edition, going.said)
        messages.success(request, _told(edition))
        if going.carrying and going.waiting:
            words = {"number": edition.number, "other": going.waiting.number}
            said = _("What edition %(number)d corrects was carried over.") % words
            self.log_change(request, going.waiting, said)
            said = _("What it corrects is in edition %(other)d too, which still waits.") % words
            messages.info(request, said)


def _told(edition: Edition) -> str:
    words = {"title": edition.title, "number": edition.number}
    if edition.is_scheduled and edition.publish_at:
        said = _("“{title}” goes live as edition {number} on {moment}.")
        return format_html(said, moment=moment_text(edition.publish_at), **words)
    if edition.explanation.is_withdrawn:
        said = _(
            "“{title}” is published as edition {number}. "
            "Readers see it once the explanation is put out again."
        )
        return format_html(said, **words)
    said = _("“{title}” is live as edition {number}. <a href='{url}'>See it on the site</a>.")
    return format_html(said, url=edition.explanation.get_absolute_url(), **words)
