from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from explainer.admin.writing import Manuscript
from explainer.models import Edition, Section
from hersite.admin_ordered import OrderedFormSet
from hersite.admin_references import ShowsReferences


class SectionForm(forms.ModelForm):
    """A new section needs no key: its heading gives one. It never changes by itself afterwards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A published edition shows its sections without fields.
        if self.instance.pk is None and "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = _(
                "The section's anchor. Left empty, it is made from the heading."
            )

    @property
    def changed_data(self) -> list[str]:
        """A new section that was only given its place is still an empty one."""
        changed: list[str] = super().changed_data
        return [] if self.instance.pk is None and changed == ["order"] else changed


class SectionFormSet(OrderedFormSet):
    """The sections of a draft. Says beside the field where a key stands twice."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            # No table: every field has its label beside it.
            field.widget.attrs.pop("aria-label", None)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove")

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
        self._propose_keys(taken | set(stored.values()))

    def _propose_keys(self, taken: set[str]) -> None:
        """Never one that a stored section has or had: what refers to it means that section."""
        for form in self.extra_forms:
            cleaned = getattr(form, "cleaned_data", {})
            if not cleaned.get("heading") or cleaned.get("key") or "key" in form.errors:
                continue
            key = cleaned["key"] = form.instance.key = _free_key(cleaned["heading"], taken)
            taken.add(key)


def _free_key(heading: str, taken: set[str]) -> str:
    most = Section._meta.get_field("key").max_length or 0
    # Room for a number. Of a heading in another script nothing is left.
    base = slugify(heading)[: most - 4].strip("-") or "section"
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)


def _others(stored: dict[Any, str], pk: Any) -> set[str]:
    return {key for other, key in stored.items() if other != pk}


class SectionInline(ShowsReferences, admin.StackedInline):
    model = Section
    form = SectionForm
    formset = SectionFormSet
    template = "admin/explainer/edition/sections.html"
    fields = ["heading", "body", "picture", ("key", "order")]
    autocomplete_fields = ["picture"]
    extra = 1
    formfield_overrides = {models.TextField: {"widget": Manuscript()}}

    class Media:
        css = {"all": ["css/admin/sections.css"]}
        js = [forms.Script("js/admin/sections/sections.js", type="module")]

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
