"""Two editors in one draft: the second to save gets what only one of them has changed put together,
and is asked where both have changed the same part."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from explainer.admin.choosing import ChoiceForm
from explainer.admin.disputes import part_label
from explainer.admin.meanwhile import Meanwhile
from explainer.admin.overtaking import Overtaken
from explainer.admin.sent import carried, pressed
from explainer.admin.typed import Typed
from explainer.merging import Loaded, Merge
from explainer.models import Edition


class Merging(Overtaken):
    """In front of the form of a draft. What a browser sends was written over what the draft said
    when it was opened; the form gets it as if it had been written over what is stored now."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST" or object_id is None or "version" not in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if not self.has_change_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            # Locked until it is written: nobody else saves between looking and storing.
            edition = self.get_writable(request, unquote(object_id))
            if edition is None or not edition.is_draft:
                answer = self.overtaken(request, edition)
            else:
                answer = self._asked(request, edition, form_url)
            return answer or super().changeform_view(request, object_id, form_url, extra_context)

    def _asked(self, request: HttpRequest, edition: Edition, form_url: str) -> HttpResponse | None:
        """The page that asks, with status 409. None where nothing is to be asked, or all of it is
        answered: then the request has become one over what is stored now."""
        sent = Loaded.from_json(request.POST.get("loaded", ""))
        # Of a form that doesn't say what it began with, everything that differs is asked.
        loaded = sent or Loaded.of(edition).forgotten()
        is_current = request.POST["version"] == str(edition.lock_version)
        if is_current and loaded.edition == edition.pk:
            return None
        typed = Typed(request.POST, loaded)
        merge = Merge(loaded, typed.text, loaded.stored(edition)[0])
        meanwhile = Meanwhile(request, edition, loaded)
        answers = request.POST if "merging" in request.POST else None
        form = ChoiceForm(merge.disputed, meanwhile.theirs, answers)
        if merge.disputed and not form.is_valid():
            return self._page(request, edition, form, merge, meanwhile, form_url)
        outcome = merge.outcome(form.choices if merge.disputed else {})
        request.POST = typed.rewritten(edition, outcome)  # type: ignore[assignment]
        for said in meanwhile.told(merge):
            messages.info(request, said)
        return None

    def _page(
        self,
        request: HttpRequest,
        edition: Edition,
        form: ChoiceForm,
        merge: Merge,
        meanwhile: Meanwhile,
        form_url: str,
    ) -> HttpResponse:
        context = self.step_context(
            request,
            edition,
            title=_("Choose which words stay"),
            form=form,
            meanwhile=meanwhile,
            settled=[(part_label(part), part) for part in merge.settled],
            carried=list(carried(request.POST)),
            button=pressed(request.POST),
            form_url=form_url,
        )
        template = "admin/explainer/edition/merge.html"
        return TemplateResponse(request, template, context, status=409)
