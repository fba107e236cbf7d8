from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from discussions.admin.section_choice import offer_sections, section_choices
from discussions.models import Question
from explainer.models import Section
from hersite.admin_slugs import SlugField
from hersite.admin_text import text_area
from hersite.spoils import Spoils


class QuestionForm(SlugField, forms.ModelForm):
    """A question; its address is made from what may stand in one."""

    class Meta:
        model = Question
        fields = [
            "explanation", "section_key", "title", "spoils", "safe_title", "slug", "prompt",
            "order", "leading", "general", "mode", "closes_at",
        ]  # fmt: skip
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "safe_title": forms.TextInput(attrs={"class": "vTextField"}),
            "prompt": text_area(4),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Left empty, it is made from the safe title, or from the question where there is "
                "none. Where you change it later, links to the old address keep working."
            )
        if "closes_at" in self.fields:
            # Django's widget has two inputs and no label that names them.
            halves: Any = self.fields["closes_at"].widget
            for half, label in zip(halves.widgets, (_("Date"), _("Time")), strict=True):
                half.attrs["aria-label"] = label
        if "section_key" in self.fields:
            self._offer_sections()

    def _offer_sections(self) -> None:
        """As soon as it is known whose they are; before that a key can be typed."""
        explanation = str(self["explanation"].value() or "")
        if not explanation.isdecimal() or len(explanation) > 18:
            return
        self.fields["section_key"].help_text = _("The section that asks it.")
        offer_sections(self, section_choices(explanation))
        if self.instance.pk is None and not self.is_bound:
            # Its readings begin there as well.
            self.instance.explanation_id = int(explanation)
            self.instance.section_key = str(self["section_key"].value() or "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_section(data)
        self._check_only_one(data, "leading", _("“%s” is the leading question already."))
        self._check_only_one(data, "general", _("“%s” is the general thread already."))
        if "slug" in self.fields and not data.get("slug") and "slug" not in self.errors:
            data["slug"] = self.instance.slug or self._slug(data)
        self._check_address(data)
        return data

    def _check_section(self, data: dict[str, Any]) -> None:
        key, explanation = data.get("section_key"), data.get("explanation")
        if not key or not explanation:
            return
        sections = Section.objects.filter(edition__explanation=explanation)
        known = sorted(set(sections.values_list("key", flat=True)))
        if key not in known:
            said = _("No section of this explanation has that key. There are: %(keys)s.")
            self.add_error("section_key", said % {"keys": ", ".join(known) or "–"})

    def _check_only_one(self, data: dict[str, Any], name: str, said: Any) -> None:
        if not data.get(name) or not data.get("explanation"):
            return
        others = Question.objects.filter(explanation=data["explanation"], **{name: True})
        other = others.exclude(pk=self.instance.pk).first()
        if other:
            self.add_error(name, said % other.public_title)

    def _slug(self, data: dict[str, Any]) -> str:
        words = data.get("safe_title") if data.get("spoils") == Spoils.ENDING else data.get("title")
        base = slugify(words or "")[:90]
        slug, number = base, 1
        while Question.is_taken(slug):
            number += 1
            slug = f"{base}-{number}"
        return slug

    def _check_address(self, data: dict[str, Any]) -> None:
        """An address stands in lists and links: it must not say what the title may not."""
        spoils = data.get("spoils") == Spoils.ENDING
        if spoils and data.get("slug") == slugify(data.get("title") or ""):
            self.add_error("slug", _("This address repeats the question and gives it away."))
