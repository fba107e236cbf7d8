from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from explainer.models import Edition, Section
from hersite.admin_ordered import OrderedFormSet
from hersite.admin_text import text_area


class SectionFormSet(OrderedFormSet):
    """The sections of a draft. Says beside the field where a key stands twice."""

    # What was typed into a section that somebody else took out meanwhile is shown again, among
    # the new ones: a page shows as many stored ones as there are.

    @property
    def initial_forms(self) -> list[Any]:
        return [form for form in super().initial_forms if form.instance.pk]

    @property
    def extra_forms(self) -> list[Any]:
        return [form for form in self.forms if not form.instance.pk]

    def clean(self) -> None:
        """Instead of Django's check, which names the edition and puts the message elsewhere."""
        stored = {form.instance.pk: form.initial["key"] for form in self.initial_forms}
        taken: set[str] = set()
        for form in self.forms:
            key = getattr(form, "cleaned_data", {}).get("key")
            if not key or form in self.deleted_forms:
                continue
            if key in taken:
                form.add_error("key", _("Another section has this key."))
            elif form.instance.pk and key in _others(stored, form.instance.pk):
                # Rows are written one after the other: two can't trade their keys in one save.
                form.add_error(
                    "key", _("Another section had this key until now. Save that one first.")
                )
            taken.add(key)


def _others(stored: dict[Any, str], pk: Any) -> set[str]:
    return {key for other, key in stored.items() if other != pk}


class SectionInline(admin.StackedInline):
    model = Section
    formset = SectionFormSet
    fields = [("order", "key"), "heading", "body", "picture"]
    autocomplete_fields = ["picture"]
    extra = 1
    formfield_overrides = {models.TextField: {"widget": text_area(12, "manuscript")}}

    # Whoever may write the edition writes its sections; see EditionAdmin for when.

    def has_add_permission(self, request: HttpRequest, obj: Edition | None) -> bool:  # type: ignore[override]
        return _open(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return _open(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return _open(request, obj) and super().has_delete_permission(request, obj)


def _open(request: HttpRequest, edition: Edition | None) -> bool:
    return edition is None or accepts_text(request, edition)


def accepts_text(request: HttpRequest, edition: Edition) -> bool:
    """A draft may be written. What was typed into a draft that went live meanwhile is taken as
    well: EditionForm refuses to store it, and shows it again instead of throwing it away."""
    return edition.is_draft or (request.method == "POST" and "version" in request.POST)
