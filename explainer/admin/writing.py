"""What helps to write a draft: a section as readers will get it, its words, pictures for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from explainer.models import Edition, Picture, Section
from explainer.templatetags.art import with_hashed_art
from hersite.admin_rules import Steps
from hersite.admin_text import TextArea

# Characters. A section has some thousands; the renderer takes a tenth of a second for so many.
MOST = 100_000
PICTURES = 50


class Manuscript(TextArea):
    """The text of a section, with the number of its words below it. A script adds the rest."""

    class Media:
        css = {"all": ["css/tokens.css", "css/admin/writing.css", "css/admin/writing-pictures.css"]}
        js = [forms.Script("js/admin/writing/writing.js", type="module")]

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 12, "class": "vLargeTextField manuscript"})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        text = super().render(name, value, attrs, renderer)
        context = {"text": text, "words": len((value or "").split())}
        return render_to_string("admin/explainer/edition/writing/manuscript.html", context)


class ManuscriptForm(forms.Form):
    """A section as it is being written. Its key may be half typed, and it may not be stored yet:
    neither keeps its text from being shown."""

    body = forms.CharField(
        required=False,
        strip=False,
        max_length=MOST,
        widget=TextArea,
        error_messages={
            "max_length": _(
                "Too long to be shown here: %(show_value)d characters of %(limit_value)d."
            )
        },
    )
    key = forms.SlugField(required=False, max_length=60)
    section = forms.ModelChoiceField(Section.objects.none(), required=False)

    def __init__(self, data: Any, edition: Edition) -> None:
        super().__init__(data)
        self.edition = edition
        self.fields["section"].queryset = edition.sections.all()  # type: ignore[attr-defined]

    def rendered(self) -> str:
        """The HTML that saving would store. Only for a text without errors."""
        section = self.cleaned_data.get("section") or Section(edition=self.edition)
        section.key = self.cleaned_data.get("key", "")
        section.body = self.cleaned_data["body"]
        section.render()
        return section.body_html


class WritingSteps(Steps):
    """What the form of a draft asks for while somebody writes. Nothing is stored, so whoever may
    write drafts gets it for any edition: one may go live while its editor types."""

    @method_decorator(require_POST)
    def render(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A section's text as HTML; 422 with the reason where it can't be shown."""
        form = ManuscriptForm(request.POST, self._written(request, pk))
        form.full_clean()
        if "body" in form.errors:
            reason = form.errors["body"][0]
            return HttpResponse(reason, status=422, content_type="text/plain; charset=utf-8")
        return HttpResponse(with_hashed_art(form.rendered()))

    @method_decorator(require_safe)
    def pictures(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The newest pictures, or the newest with the words of ``q``, to choose one from."""
        self._written(request, pk)
        # No database takes this character in a text.
        words = request.GET.get("q", "").replace("\0", "")
        searching = self.admin_site.get_model_admin(Picture)
        usable = Picture.objects.filter(failure="")
        found, _twice = searching.get_search_results(request, usable, words)
        newest = list(found.order_by("-pk")[: PICTURES + 1])
        context = {"pictures": newest[:PICTURES], "more": len(newest) > PICTURES, "most": PICTURES}
        return render(request, "admin/explainer/edition/writing/found.html", context)

    def _written(self, request: HttpRequest, pk: int) -> Edition:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(Edition.objects.select_related("based_on"), pk=pk)
