from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.text import normalize_newlines


class TextArea(forms.Textarea):
    """A text with line feeds alone, as the files and the stored texts have it. Browsers send
    CR LF: every section would count as changed although nobody touched it."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return normalize_newlines(value) if value else value


def text_area(rows: int, css: str = "") -> TextArea:
    return TextArea(attrs={"rows": rows, "class": f"vLargeTextField {css}".strip()})


# For the ``formfield_overrides`` of a page or an inline.
LONG_TEXTS: dict[Any, Any] = {models.TextField: {"widget": text_area(4)}}
