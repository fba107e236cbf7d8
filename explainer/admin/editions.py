from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from explainer.admin.checking import FindingsOnDraft
from explainer.admin.comparisons import ComparisonSteps
from explainer.admin.keeping import TellsWhatIsStored
from explainer.admin.merging import Merging
from explainer.admin.presences import PresenceSteps
from explainer.admin.previewing import PreviewSteps
from explainer.admin.publishing import PublishingSteps
from explainer.admin.scheduling import UnschedulingSteps
from explainer.admin.sections import SectionInline, accepts_text
from explainer.admin.states import EditionStateFilter, edition_state, with_live
from explainer.admin.writing import WritingSteps
from explainer.merging import Loaded
from explainer.models import Edition
from hersite.admin_references import AsksBeforeDeleting
from hersite.admin_rules import LockedWhileSaving, staff
from hersite.admin_text import text_area


class LoadedField(forms.CharField):
    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class EditionForm(forms.ModelForm):
    """A draft's own fields; and what was in the form when it was opened, see ``Merging``."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    loaded = LoadedField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Edition
        fields = ["title", "standfirst", "spoils", "lead_picture", "note", "minor"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "standfirst": text_area(3),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "version" in self.fields:
            self.fields["version"].initial = self.instance.lock_version
            self.fields["loaded"].initial = self._loaded

    def _loaded(self) -> str:
        return Loaded.of(self.instance).to_json()


@admin.register(Edition)
class EditionAdmin(
    Merging,
    PresenceSteps,
    PublishingSteps,
    PreviewSteps,
    UnschedulingSteps,
    ComparisonSteps,
    WritingSteps,
    FindingsOnDraft,
    AsksBeforeDeleting,
    LockedWhileSaving,
    TellsWhatIsStored,
    admin.ModelAdmin,
):
    form = EditionForm
    list_display = ["title", "number", "state", "editor", "open_with", "publish_at", "explanation"]
    list_filter = [EditionStateFilter, "explanation__film"]
    list_select_related = ["explanation", "editor"]
    search_fields = ["title", "explanation__slug"]
    ordering = ["-created_at", "-id"]
    autocomplete_fields = ["lead_picture"]
    inlines = [SectionInline]
    steps = ("publish", "unschedule", "restore", "render", "pictures", "presence")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_live(super().get_queryset(request))

    def get_fields(self, request: HttpRequest, obj: Edition | None = None) -> list[Any]:
        own = ["title", "standfirst", "spoils", "lead_picture", "note", "minor"]
        if self.has_change_permission(request, obj):
            return [*own, "version", "loaded"]
        return ["number", "editor", "publish_at", *own]

    # An edition begins at its explanation, with "Correct" or "New edition".
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return super().has_change_permission(request, obj) and (
            obj is None or accepts_text(request, obj)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """A draft can be thrown away by whoever may write it; nothing hangs on it yet."""
        return obj is not None and obj.is_draft and super().has_change_permission(request, obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        away = _("Throw the draft away")
        own = {"title": away, "delete_button": away, **(extra_context or {})}
        return super().delete_view(request, object_id, own)

    def view_on_site(self, edition: Edition) -> str | None:
        explanation = edition.explanation
        return explanation.get_absolute_url() if explanation.live_edition else None

    @admin.display(description=_("state"), ordering="publish_at")
    def state(self, edition: Edition) -> str:
        return edition_state(edition)

    def save_model(self, request: HttpRequest, obj: Edition, form: Any, change: bool) -> None:
        obj.editor = staff(request)
        obj.lock_version += 1
        # No longer what the files say: loading them again leaves it alone.
        obj.source_digest = ""
        super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        if "_publish" in request.POST:
            return redirect("admin:explainer_edition_publish", obj.pk)
        return super().response_change(request, obj)
