from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from discussions.models import Question
from explainer.models import Section
from hersite.admin_text import text_area
from hersite.spoils import Spoils


class QuestionForm(forms.ModelForm):
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
                "none. It can’t be changed later."
            )
        if "closes_at" in self.fields:
            # Django's widget has two inputs and no label that names them.
            halves: Any = self.fields["closes_at"].widget
            for half, label in zip(halves.widgets, (_("Date"), _("Time")), strict=True):
                half.attrs["aria-label"] = label

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_section(data)
        self._check_only_one(data, "leading", _("“%s” is the leading question already."))
        self._check_only_one(data, "general", _("“%s” is the general thread already."))
        if "slug" in self.fields and not data.get("slug") and "slug" not in self.errors:
            data["slug"] = self._slug(data)
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
        while Question.objects.filter(slug=slug).exists():
            number += 1
            slug = f"{base}-{number}"
        return slug

    def _check_address(self, data: dict[str, Any]) -> None:
        """An address stands in lists and links: it must not say what the title may not."""
        slug = data.get("slug") or self.instance.slug
        if data.get("spoils") != Spoils.ENDING or slug != slugify(data.get("title") or ""):
            return
        if "slug" in self.fields:
            self.add_error("slug", _("This address repeats the question and gives it away."))
        else:
            said = _("Its address, %(slug)s, gives it away. Ask it anew, with a safe title.")
            self.add_error("spoils", said % {"slug": slug})
