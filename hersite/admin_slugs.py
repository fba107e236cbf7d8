"""Changing a slug in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _Page = admin.ModelAdmin
    _Form = forms.ModelForm
else:
    _Page = _Form = object


class SlugField(_Form):
    """For the form of a row that ``KeepsItsAddresses``: says beside the field where another one
    has the slug, or had it."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        rows: Any = type(self.instance)
        if slug and rows.is_taken(slug, self.instance.pk):
            said = _("“%(slug)s” is the address of another page, or was: links lead there.")
            raise ValidationError(said, params={"slug": slug})
        return slug


class ChangesSlugs(_Page):
    """Somebody may take the slug between this form's check and its saving. The database refuses;
    checked once more, the form says so."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)
