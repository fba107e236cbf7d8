from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext

from discussions.models import WordRule
from discussions.moderation.words import LATEST, try_pattern
from discussions.word_rules import clean_pattern
from hersite.admin_references import AsksBeforeDeleting
from hersite.admin_rules import Steps


class WordRuleForm(forms.ModelForm):
    class Meta:
        model = WordRule
        fields = ["pattern", "action", "is_on", "note"]
        widgets = {
            "pattern": forms.TextInput(attrs={"class": "vTextField"}),
            "note": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def clean_pattern(self) -> str:
        return clean_pattern(self.cleaned_data["pattern"])


@admin.register(WordRule)
class WordRuleAdmin(AsksBeforeDeleting, Steps, admin.ModelAdmin):
    """Words that are held or refused. A rule can be tried before it is saved or switched on."""

    form = WordRuleForm
    list_display = ["pattern", "action", "is_on", "note", "at"]
    list_filter = ["is_on", "action"]
    search_fields = ["pattern", "note"]

    def get_urls(self) -> list[URLPattern]:
        tried = self.admin_site.admin_view(self.try_it)
        return [path("try/", tried, name="discussions_wordrule_try"), *super().get_urls()]

    def try_it(self, request: HttpRequest) -> HttpResponse:
        """What is typed, saved or not (``rule`` names the row where there is one), against the
        latest comments; it stays in its form."""
        key = request.GET.get("rule", "")
        rule = self.load(request, int(key)) if key.isdecimal() else None
        if not (rule or self.has_add_permission(request)):
            raise PermissionDenied
        if request.method != "POST":
            return redirect("admin:discussions_wordrule_changelist")
        form = WordRuleForm(request.POST, instance=rule)
        found = try_pattern(form.cleaned_data["pattern"]) if form.is_valid() else None
        change = "admin:discussions_wordrule_change"
        saved = reverse(change, args=[rule.pk]) if rule else ""
        context = self.step_context(
            request, None,
            title=gettext("Try a word rule"), form=form, found=found, most=LATEST,
            save_url=saved or reverse("admin:discussions_wordrule_add"),
        )  # fmt: skip
        template = "admin/discussions/wordrule/try.html"
        return TemplateResponse(request, template, context, status=200 if form.is_valid() else 422)
