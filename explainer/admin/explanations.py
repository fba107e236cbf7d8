from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from explainer.admin.comparison_columns import ChoosingSteps, ComparisonColumns
from explainer.admin.corrections import CorrectionSteps
from explainer.admin.explanation_columns import ExplanationColumns
from explainer.admin.states import ExplanationStateFilter, edition_state, with_live
from explainer.admin.withdrawals import WithdrawalSteps
from explainer.models import Edition, Explanation, SeeAlso
from hersite.admin_ordered import OrderedFormSet
from hersite.admin_rules import LockedWhileSaving, NeverDeleted, ReadOnly
from hersite.admin_slugs import ChangesSlugs, SlugField


class ExplanationForm(SlugField, forms.ModelForm):
    """Who made it and where it stands; what it says is in its editions."""


class SeeAlsoInline(admin.TabularInline):
    model = SeeAlso
    formset = OrderedFormSet
    fk_name = "explanation"
    fields = ["other", "order"]
    autocomplete_fields = ["other"]
    extra = 1


class EditionInline(ComparisonColumns, ReadOnly, admin.TabularInline):
    model = Edition
    template = "admin/explainer/explanation/editions.html"
    fields = ("number", "state", "left", "right", "restore", "publish_at", "note", "editor")
    readonly_fields = fields
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return with_live(super().get_queryset(request).select_related("editor"))

    @admin.display(description=_("state"))
    def state(self, edition: Edition) -> str:
        return edition_state(edition)


@admin.register(Explanation)
class ExplanationAdmin(
    ExplanationColumns,
    CorrectionSteps,
    WithdrawalSteps,
    ChoosingSteps,
    ChangesSlugs,
    NeverDeleted,
    LockedWhileSaving,
    admin.ModelAdmin,
):
    form = ExplanationForm
    list_filter = [ExplanationStateFilter, "kind", "film"]
    search_fields = ["slug", "film__title", "editions__title"]
    fields = ["film", "kind", "slug", "author_line", "language"]
    autocomplete_fields = ["film"]
    inlines = [EditionInline, SeeAlsoInline]
    steps = ("new_edition", "withdraw", "restore", "compare")

    def get_inlines(self, request: HttpRequest, obj: Explanation | None) -> list[Any]:
        return self.inlines if obj else []

    def view_on_site(self, explanation: Explanation) -> str | None:
        return explanation.get_absolute_url() if explanation.live_edition else None
