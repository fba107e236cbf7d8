"""The list of an explanation's editions as the place to choose two of them, or go back to one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hersite.admin_rules import Steps


class ComparisonColumns:
    """What can be done with an edition. The list is part of a form itself, so its buttons belong
    to forms that stand beside that one: see change_form.html."""

    @admin.display(description=_("compare"))
    def left(self, edition: Any) -> SafeString | str:
        return _choice("left", edition, gettext("Edition %(number)d on the left"))

    @admin.display(description=_("with"))
    def right(self, edition: Any) -> SafeString | str:
        return _choice("right", edition, gettext("Edition %(number)d on the right"))

    @admin.display(description=_("go back"))
    def restore(self, edition: Any) -> SafeString | str:
        if not edition.is_published or edition.is_live:
            return "–"
        url = reverse("admin:explainer_edition_restore", args=[edition.pk])
        label = gettext("Go back to it: edition %(number)d") % {"number": edition.number}
        button = (
            '<button class="button" form="restore-edition" formaction="{}" aria-label="{}">'
            "{}</button>"
        )
        return format_html(button, url, label, gettext("Go back to it"))


def _choice(side: str, edition: Any, label: str) -> SafeString | str:
    if edition.pk is None:
        # A row that Django makes for a form that came without its rows' keys.
        return "–"
    radio = (
        '<input type="radio" form="compare-editions" name="{}" value="{}" aria-label="{}" required>'
    )
    return format_html(radio, side, edition.pk, label % {"number": edition.number})


class ChoosingSteps(Steps):
    """From two editions that were chosen in that list to both of them."""

    @method_decorator(require_safe)
    def compare(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        explanation = self.get_object(request, str(pk))
        if explanation is None:
            raise Http404(f"explanation {pk}")
        chosen = [request.GET.get(side, "") for side in ("left", "right")]
        own = {str(key) for key in explanation.editions.values_list("pk", flat=True)}
        if chosen[0] == chosen[1] or not own.issuperset(chosen):
            messages.warning(request, gettext("Choose two editions to compare."))
            return redirect("admin:explainer_explanation_change", pk)
        return redirect("admin:explainer_edition_compare", *map(int, chosen))
