"""The section that a question or a reading is about, chosen by its heading."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext as _

from explainer.models import Edition, Section

Choices = list[tuple[str, str]]


def section_choices(explanation: Any) -> Choices:
    """Key and heading of what readers see, and after it of what only drafts and what is scheduled
    have; ``explanation`` or its key."""
    shown = Q(edition__in=Edition.objects.newest())
    coming = Q(edition__in=Edition.objects.unpublished())
    sections = Section.objects.filter(shown | coming, edition__explanation=explanation).order_by(
        F("edition__publish_at").asc(nulls_last=True), "edition__number", "order", "id"
    )
    found: dict[str, str] = {}
    for section in sections.select_related("edition").defer("body", "body_html"):
        words = {"heading": section.heading, "key": section.key}
        label = _("%(heading)s (#%(key)s)") % words
        if not section.edition.is_published:
            label = _("%(heading)s (#%(key)s), in a draft") % words
        found.setdefault(section.key, label)
    return list(found.items())


def offer_sections(form: forms.BaseForm, choices: Choices) -> None:
    """One of these instead of a key to type. What is chosen already stays to choose from, also
    where the page has no such section any more."""
    field: Any = form.fields["section_key"]
    chosen = str(form["section_key"].value() or "")
    if chosen and chosen not in dict(choices):
        choices = [*choices, (chosen, _("#%(key)s (not on the page)") % {"key": chosen})]
    field.widget = forms.Select(choices=[("", _("no section in particular")), *choices])
    field.widget.is_required = False
