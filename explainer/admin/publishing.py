from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from explainer.admin.changes import changes
from explainer.models import Edition, Explanation
from hersite.admin_columns import label_of
from hersite.admin_rules import Steps

# Set by the model itself, not by an editor; there is nothing to put right in them.
_NOT_WRITTEN = ["explanation", "number", "based_on", "editor", "source_digest"]


class PublishingSteps(Steps):
    """Show what goes live with a draft, then make it live."""

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        with transaction.atomic():
            edition = self.load(request, pk)
            problems = find_problems(edition, lock=request.method == "POST")
            agreed = request.method == "POST" and not self._changed_meanwhile(request, edition)
            if agreed and not problems:
                self._publish(request, edition)
                return redirect("admin:explainer_explanation_changelist")
        context = self.step_context(
            request,
            edition,
            title=_("Publish edition %(number)d?") % {"number": edition.number},
            problems=problems,
            changes=changes(edition, edition.explanation.live_edition),
            live=edition.explanation.live_edition,
        )
        return TemplateResponse(request, "admin/explainer/edition/publish.html", context)

    def _changed_meanwhile(self, request: HttpRequest, edition: Edition) -> bool:
        if request.POST.get("version") == str(edition.lock_version):
            return False
        messages.warning(request, _("The draft was changed meanwhile. Look again, then publish."))
        return True

    def _publish(self, request: HttpRequest, edition: Edition) -> None:
        edition.publish()
        self.log_change(request, edition, _("Published."))
        url = edition.explanation.get_absolute_url()
        said = _("“{title}” is live as edition {number}. <a href='{url}'>See it on the site</a>.")
        messages.success(
            request, format_html(said, title=edition.title, number=edition.number, url=url)
        )


def find_problems(edition: Edition, *, lock: bool) -> list[str]:
    """Why the edition can't go live, in sentences; empty where it can. With ``lock`` no other
    edition of the explanation goes live until the transaction ends."""
    if lock:
        Explanation.objects.select_for_update().get(pk=edition.explanation_id)
    found: list[str] = []
    if not edition.is_draft:
        return [_("It is published already.")]
    try:
        edition.full_clean(exclude=_NOT_WRITTEN)
    except ValidationError as error:
        for name, said in error.message_dict.items():
            label = label_of(Edition, name)
            found += [f"{label}: {message}" for message in said]
    if not edition.sections.exists():
        found.append(_("It has no section yet."))
    try:
        edition.check_base()
    except ValidationError as stale:
        found += stale.messages
    return found
