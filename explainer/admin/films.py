from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from explainer.models import Credit, Explanation, Film, Scene
from hersite.admin_columns import count_of
from hersite.admin_ordered import OrderedFormSet
from hersite.admin_references import ShowsReferences
from hersite.admin_rules import NeverDeleted
from hersite.admin_text import LONG_TEXTS, text_area


class CreditInline(admin.TabularInline):
    model = Credit
    formset = OrderedFormSet
    fields = ["kind", "person", "role", "order"]
    extra = 1


class SceneInline(ShowsReferences, admin.TabularInline):
    """Arguments refer to them: one that somebody's reading rests on is not deleted."""

    model = Scene
    formset = OrderedFormSet
    fields = ["title", "description", "order"]
    formfield_overrides = {models.TextField: {"widget": text_area(2)}}
    extra = 1


@admin.register(Film)
class FilmAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["title", "year", "director", "runtime_minutes", "explanations"]
    search_fields = ["title", "director"]
    fields = ["title", "slug", "year", "director", "runtime_minutes", "genre", "synopsis"]
    formfield_overrides = LONG_TEXTS
    inlines = [CreditInline, SceneInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        about = Explanation.objects.filter(film=OuterRef("pk"))
        return super().get_queryset(request).annotate(explanation_count=count_of(about))

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Film | None = None
    ) -> dict[str, Any]:
        return {} if obj else {"slug": ["title"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Film | None = None) -> list[str]:
        return ["slug"] if obj else []

    @admin.display(description=_("explanations"), ordering="explanation_count")
    def explanations(self, film: Any) -> int:
        return film.explanation_count

    def save_model(self, request: HttpRequest, obj: Film, form: Any, change: bool) -> None:
        # From now on the row is the editors': loading the files again leaves it alone.
        obj.source_digest = ""
        super().save_model(request, obj, form, change)
