"""A draft as readers will see it, at two widths; and links to it for readers outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from explainer.admin.moments import moment_text
from explainer.models import Edition, PreviewLink
from hersite.admin_rules import Steps, staff

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase


class PreviewLinkForm(forms.ModelForm):
    class Meta:
        model = PreviewLink
        fields = ["reader"]
        widgets = {"reader": forms.TextInput(attrs={"class": "vTextField"})}


class PreviewSteps(Steps):
    """Look at an edition before it is live, alone or with somebody who has no account."""

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<int:pk>/preview/{address}",
                self.admin_site.admin_view(view),
                name=f"explainer_edition_{name}",
            )
            for address, view, name in (
                ("", self.preview, "preview"),
                ("links/<int:link>/revoke/", self.revoke_link, "revoke_link"),
            )
        ]
        return [*own, *super().get_urls()]

    @method_decorator(csp_update({"frame-src": [SELF]}))
    def preview(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """POST makes a link for ``reader``."""
        form = PreviewLinkForm(request.POST or None)
        with transaction.atomic():
            edition = self.load(request, pk)
            if edition.is_published:
                return redirect(edition.explanation)
            if request.method == "POST" and form.is_valid():
                self._make_link(request, edition, form)
                return _to_links(edition)
        context = self.step_context(
            request,
            edition,
            title=_("Preview of edition %(number)d") % {"number": edition.number},
            form=form,
            links=edition.preview_links.select_related("by"),
        )
        return TemplateResponse(request, "admin/explainer/edition/preview.html", context)

    def _make_link(self, request: HttpRequest, edition: Edition, form: PreviewLinkForm) -> None:
        form.instance.edition, form.instance.by = edition, staff(request)
        link = form.save()
        words = {"reader": link.reader, "moment": moment_text(link.ends_at)}
        self.log_change(request, edition, _("Made a preview link."))
        said = _("The link for %(reader)s works until %(moment)s.") % words
        messages.success(request, said)

    def revoke_link(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:
        """From then on the link answers that it has ended."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            edition = self.load(request, pk)
            found = edition.preview_links.filter(pk=link).first()
            if found is None:
                raise Http404(f"edition {pk} has no link {link}")
            if found.is_valid:
                found.revoke()
                self.log_change(request, edition, _("Revoked a preview link."))
            messages.success(request, _("The link for %s leads nowhere now.") % found.reader)
        return _to_links(edition)

    def response_change(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        if "_preview" in request.POST:
            return redirect("admin:explainer_edition_preview", obj.pk)
        return super().response_change(request, obj)


def _to_links(edition: Edition) -> HttpResponse:
    response = redirect("admin:explainer_edition_preview", edition.pk)
    response["Location"] += "#links"
    return response
