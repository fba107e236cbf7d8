"""A draft can't be written any more while somebody writes in it: it was published, scheduled or
thrown away. What was typed is kept, and a new draft begins with it at the press of a button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from explainer.admin.corrections import edition_url
from explainer.admin.scheduling import lock_explanation_of
from explainer.admin.sent import ANEW, BUTTONS, carried, pressed
from explainer.admin.typed import Typed
from explainer.merging import Loaded, Merge
from explainer.models import Edition, Explanation
from hersite.admin_rules import Steps, staff

# What an editor writes about an edition, and the next one doesn't begin with.
OF_ONE_EDITION = ("note", "minor")


class Overtaken(Steps):
    def get_writable(self, request: HttpRequest, pk: str) -> Edition | None:
        """The edition, locked; before it its explanation where a draft may be begun from it."""
        if ANEW in request.POST and pk.isdecimal():
            lock_explanation_of(pk)
        return self.get_object(request, pk)

    def overtaken(self, request: HttpRequest, edition: Edition | None) -> HttpResponse | None:
        """For an edition that is no draft, or is gone. None where not even its explanation is
        known."""
        loaded = Loaded.from_json(request.POST.get("loaded", ""))
        if loaded is None and edition is not None:
            loaded = Loaded.of(edition).forgotten()
        if loaded is None:
            return None
        explanation = Explanation.objects.filter(pk=loaded.explanation).first()
        if explanation is None:
            return None
        typed = Typed(request.POST, loaded)
        if ANEW in request.POST:
            return self._begin_anew(request, edition, explanation, typed)
        context = self.step_context(
            request,
            edition,
            title=_("Your text isn’t stored yet"),
            typed=typed,
            carried=list(carried(request.POST)),
            button=pressed(request.POST),
        )
        template = "admin/explainer/edition/merge_overtaken.html"
        return TemplateResponse(request, template, context, status=409)

    def _begin_anew(
        self,
        request: HttpRequest,
        edition: Edition | None,
        explanation: Explanation,
        typed: Typed,
    ) -> Any:
        draft = _begun(request, edition, explanation, typed)
        if draft:
            messages.info(request, _("This is the draft that you had begun before."))
            return redirect(edition_url(draft))
        source = edition if edition and edition.is_scheduled else None
        draft = explanation.new_edition(by=staff(request), source=source)
        self.log_addition(request, draft, _("Begun with words that couldn’t be stored elsewhere."))
        messages.info(request, _("Readers see nothing of this draft until you publish it."))
        request.POST = _sent_anew(typed, edition, draft)  # type: ignore[assignment]
        # As if it had been typed into the new draft, which says other things than it began with.
        answer = self.changeform_view(request, str(draft.pk), edition_url(draft))
        return redirect(edition_url(draft)) if answer.status_code == 302 else answer


def _sent_anew(typed: Typed, edition: Edition | None, draft: Edition) -> QueryDict:
    """The request as one for the new draft."""
    sent, loaded = typed.data.copy(), typed.loaded
    for button in (ANEW, *BUTTONS):
        sent.pop(button, None)
    sent["_continue"] = "1"
    if edition is None:
        # Nobody can say any more what had been changed in a draft that was thrown away: what was
        # typed is all of it. Where something else went live since, whatever differs is asked.
        same = draft.based_on_id == loaded.based_on
        loaded = loaded.as_if(draft) if same else loaded.forgotten()
    else:
        # What was said of the edition that went out isn't said of the next one as well.
        for name in OF_ONE_EDITION:
            if edition.is_published and not typed.has_changed(name):
                sent[name] = ""
        loaded = loaded.as_if(draft, *OF_ONE_EDITION)
    sent["loaded"] = loaded.to_json()
    return sent


def _begun(
    request: HttpRequest, edition: Edition | None, explanation: Explanation, typed: Typed
) -> Edition | None:
    """The editor's newest draft, where what was typed is in it: the button was pressed twice."""
    newest = explanation.editions.drafts().filter(editor=staff(request)).order_by("-number").first()
    return newest if newest and _has(newest, typed, whole=edition is None) else None


def _has(draft: Edition, typed: Typed, *, whole: bool) -> bool:
    """Whether it says what was changed, or ``whole`` all that was typed: what a draft said that was
    thrown away stands nowhere else."""
    stored, _rows = typed.loaded.stored(draft)
    parts = Merge(typed.loaded, typed.text, stored).parts
    return all(part.mine == part.stored or not (whole or part.is_mine) for part in parts)
