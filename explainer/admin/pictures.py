from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.admin.pictures_form import WORDS, NewPictureForm, PictureForm, look_at
from explainer.admin.pictures_replacing import ReplacingSteps
from explainer.admin.pictures_taken_down import TakingDownSteps
from explainer.admin.states import edition_state, with_live
from explainer.models import Edition, Picture
from explainer.pictures.uses import explanations_by_picture, uses_of
from hersite.admin_references import AsksBeforeDeleting
from hersite.admin_rules import LockedWhileSaving


class UsedFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("used")), ("no", _("not used"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(pk__in=explanations_by_picture())
        return queryset.exclude(pk__in=explanations_by_picture()) if self.value() else queryset


@admin.register(Picture)
class PictureAdmin(
    ReplacingSteps, TakingDownSteps, AsksBeforeDeleting, LockedWhileSaving, admin.ModelAdmin
):
    # Locked: the job that makes the files writes to the same row.
    form = PictureForm
    list_display = ["drawing", "name", "alt", "caption", "uses"]
    list_display_links = ["name"]
    list_filter = [UsedFilter]
    ordering = ["-id"]
    search_fields = ["art", "alt", "caption", "credit"]
    steps = ("replace", "replaced", "take_down")

    class Media:
        css = {"all": ["css/admin/pictures.css"]}
        js = [forms.Script("js/admin/focus.js", type="module")]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and self.has_add_permission(request):
            look_at(request)
        return super().changeform_view(request, *args, **kwargs)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        page = super().get_changelist_instance(request)
        # Asked once for the whole list.
        shown = explanations_by_picture()
        for picture in page.result_list:
            picture.use_count = len(shown.get(picture.pk, ()))
        return page

    def get_form(
        self, request: HttpRequest, obj: Picture | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        # Other pixels are another picture: published editions keep showing what they showed.
        own = {} if change else {"form": NewPictureForm}
        return super().get_form(request, obj, change, **own, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[Any]:
        return ["preview", *WORDS, "used_at"] if obj else ["file", "art", "preview", *WORDS]

    def get_readonly_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[str]:
        return ["preview", "used_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        """Whoever may change it is asked; where anything shows it, the answer is no."""
        return self.has_change_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What shows it isn't deleted with it: no right to delete that is needed."""
        deleted, counts, _lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set(), protected

    @admin.display(description=_("picture"))
    def drawing(self, picture: Picture) -> SafeString | str:
        if not picture.is_ready:
            return _state(picture)
        return format_html(
            '<img class="drawing" src="{}" alt="" loading="lazy">', picture.thumb_url
        )

    @admin.display(description=_("name"), ordering="art")
    def name(self, picture: Picture) -> str:
        return picture.label

    @admin.display(description=_("used by"))
    def uses(self, picture: Any) -> int:
        """Number of explanations, whichever of their editions shows it."""
        return picture.use_count

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> str:
        return render_to_string("admin/explainer/picture/preview.html", {"picture": picture})

    @admin.display(description=_("where it is used"))
    def used_at(self, picture: Picture) -> str:
        uses = uses_of(picture)
        shown = with_live(Edition.objects.filter(pk__in=[use.edition.pk for use in uses]))
        states = {edition.pk: edition_state(edition) for edition in shown}
        lines = [(use, states[use.edition.pk]) for use in uses]
        return render_to_string("admin/explainer/picture/uses.html", {"uses": lines})


def _state(picture: Picture) -> str:
    """Of one that readers don't see."""
    if picture.is_taken_down:
        return gettext("taken down")
    return gettext("failed") if picture.failure else gettext("being made")
