from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from explainer.art import art_names
from explainer.models import Edition, Picture
from hersite.admin_columns import count_of
from hersite.admin_rules import NeverDeleted
from hersite.admin_text import text_area


class UsedFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("used")), ("no", _("not used"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(use_count__gt=0)
        return queryset.filter(use_count=0) if self.value() == "no" else queryset


class PictureForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = ["art", "alt", "caption", "credit"]
        widgets = {"alt": text_area(2)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "art" in self.fields:
            names = [(name, name) for name in art_names()]
            self.fields["art"].widget = forms.Select(choices=[("", "—"), *names])


@admin.register(Picture)
class PictureAdmin(NeverDeleted, admin.ModelAdmin):
    form = PictureForm
    list_display = ["drawing", "art", "alt", "caption", "uses"]
    list_display_links = ["art"]
    list_filter = [UsedFilter]
    search_fields = ["art", "alt", "caption"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        shown = Q(lead_picture=OuterRef("pk")) | Q(sections__picture=OuterRef("pk"))
        uses = count_of(Edition.objects.filter(shown), "explanation", distinct=True)
        return super().get_queryset(request).annotate(use_count=uses)

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[Any]:
        return [*(["drawing"] if obj else []), "art", "alt", "caption", "credit"]

    def get_readonly_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[str]:
        # Another drawing is another picture: published editions keep showing what they showed.
        return ["drawing", "art"] if obj else []

    @admin.display(description=_("picture"))
    def drawing(self, picture: Picture) -> SafeString:
        return format_html('<img class="drawing" src="{}" alt="" loading="lazy">', picture.url)

    @admin.display(description=_("used by"), ordering="use_count")
    def uses(self, picture: Any) -> int:
        """Number of explanations, whichever of their editions shows it."""
        return picture.use_count
