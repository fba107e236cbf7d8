from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import normalize_newlines

from explainer.models import Edition, Section

# What an editor writes about a draft as a whole.
FIELDS = (*Edition.WRITTEN, "note", "minor")


@dataclass(frozen=True)
class Words:
    """A section as its form sends it; ``picture`` is the key of a row, or empty."""

    key: str
    heading: str
    body: str
    picture: str

    @classmethod
    def of(cls, section: Section) -> Words:
        return cls(section.key, tidy(section.heading), tidy(section.body), tidy(section.picture_id))

    def __bool__(self) -> bool:
        return bool(self.key or self.heading or self.body or self.picture)


# A field, or a section; None where there is no such section.
Value = str | Words | None


@dataclass
class Text:
    """A draft as somebody has it: its fields, and its sections in their order. A section's name is
    the same in everybody's text, also where its key was changed (see ``Loaded.name``)."""

    fields: dict[str, str]
    sections: dict[str, Words]

    def value(self, name: str) -> Value:
        return self.fields[name] if name in FIELDS else self.sections.get(name)


def field_values(edition: Edition) -> dict[str, str]:
    """As the form of a draft sends them."""
    values = {name: getattr(edition, name) for name in FIELDS}
    values["lead_picture"] = edition.lead_picture_id
    values["minor"] = "on" if edition.minor else ""
    return {name: tidy(value) for name, value in values.items()}


def tidy(value: Any) -> str:
    """A value as it is stored: without space around it, lines ended as the stored texts have it."""
    return normalize_newlines("" if value is None else str(value)).strip()
