from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hersite.admin_reason import ReasonForm
from hersite.admin_rules import Steps


class TakingDownForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Only editors see it.")


class TakingDownSteps(Steps):
    """For a picture that may not be shown any more, by anybody: published editions aren't altered,
    but its pixels are gone from all of them."""

    def take_down(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Http404 for a drawing, which is part of the site, and for what is taken down already."""
        form = TakingDownForm(request.POST or None)
        with transaction.atomic():
            picture = self.load(request, pk)
            if not picture.is_upload or picture.is_taken_down:
                raise Http404(f"nothing to take down of picture {pk}")
            if request.method == "POST" and form.is_valid():
                picture.take_down(form.cleaned_data["reason"])
                said = gettext("Taken down: %(reason)s") % form.cleaned_data
                self.log_change(request, picture, said)
                messages.success(request, gettext("Taken down. No page shows it any more."))
                return redirect("admin:explainer_picture_change", pk)
        context = self.step_context(
            request,
            picture,
            title=gettext("Take picture “%(picture)s” down?") % {"picture": picture.label},
            form=form,
            explain=_(
                "Its files are deleted, and every page that shows it leaves it out at once, older "
                "editions too. This can’t be taken back; the picture can be replaced afterwards. "
                "Whoever has opened it before may have a copy still."
            ),
            submit=_("Take it down"),
        )
        return TemplateResponse(request, "admin/reason.html", context)
