from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import blake2b

from explainer.merging.text import FIELDS, Text, Words, field_values
from explainer.models import Edition, Section


def digest(said: str) -> str:
    """Sixteen digits that stand for these words."""
    return blake2b(said.encode(), digest_size=8).hexdigest()


def added(key: str) -> str:
    """The name of a section that wasn't there when the form was opened."""
    return f"+{key}"


def digested(words: Words) -> Words:
    """Each part of a section by itself; the key names it and stays as it is."""
    parts = (digest(part) for part in (words.heading, words.body, words.picture))
    return Words(words.key, *parts)


@dataclass(frozen=True)
class Loaded:
    """What a form was filled with when it was opened, in digests: who changed what since then is
    seen without keeping every text twice. It goes to the browser and back; whoever forges it
    misleads nobody but themselves."""

    edition: int
    explanation: int
    based_on: int | None
    # The key that each row of a section had, which is the section's name from then on.
    rows: dict[int, str]
    base: Text

    @classmethod
    def of(cls, edition: Edition) -> Loaded:
        sections = list(edition.sections.all()) if edition.pk else []
        fields = {name: digest(value) for name, value in field_values(edition).items()}
        words = {section.key: digested(Words.of(section)) for section in sections}
        rows = {section.pk: section.key for section in sections}
        base = Text(fields, words)
        return cls(edition.pk, edition.explanation_id, edition.based_on_id, rows, base)

    @classmethod
    def from_json(cls, sent: str) -> Loaded | None:
        """None where nothing, or nothing that can be read, was sent."""
        try:
            found = json.loads(sent)
            rows = {int(pk): str(key) for pk, key in found["rows"].items()}
            words = {name: Words(*map(str, parts)) for name, parts in found["sections"].items()}
            fields = {name: str(found["fields"].get(name, "")) for name in FIELDS}
            based_on = found["based_on"] and int(found["based_on"])
            keys = int(found["edition"]), int(found["explanation"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return cls(*keys, based_on, rows, Text(fields, words))

    def to_json(self) -> str:
        sections = {
            name: [words.key, words.heading, words.body, words.picture]
            for name, words in self.base.sections.items()
        }
        return json.dumps(
            {
                "edition": self.edition,
                "explanation": self.explanation,
                "based_on": self.based_on,
                "rows": self.rows,
                "fields": self.base.fields,
                "sections": sections,
            }
        )

    def stored(self, edition: Edition) -> tuple[Text, dict[str, int]]:
        """What an edition says now, be it this draft or another one of the same explanation, and
        the row of each section."""
        sections = list(edition.sections.all())
        taken = {self.rows[section.pk] for section in sections if section.pk in self.rows}
        names: dict[str, Section] = {}
        for section in sections:
            names[self._name(section.pk, section.key, taken)] = section
        text = Text(field_values(edition), {name: Words.of(row) for name, row in names.items()})
        return text, {name: row.pk for name, row in names.items()}

    def _name(self, pk: int, key: str, taken: set[str]) -> str:
        """The key it was loaded with. One that was added since has a plus, so that it isn't taken
        for the section whose key it may have got."""
        if pk in self.rows:
            return self.rows[pk]
        return key if key in self.rows.values() and key not in taken else added(key)

    def forgotten(self) -> Loaded:
        """The same sections, and nothing known of what they said: whatever differs is asked."""
        return replace(self, base=Text(dict.fromkeys(FIELDS, ""), {}))

    def as_if(self, edition: Edition, *names: str) -> Loaded:
        """As if the form had been filled with this edition's words, or with these fields of it:
        what was typed goes over them."""
        text, rows = self.stored(edition)
        fields = {name: digest(text.fields[name]) for name in names or FIELDS}
        base = Text(self.base.fields | fields, self.base.sections)
        if names:
            return replace(self, base=base)
        base.sections = {name: digested(words) for name, words in text.sections.items()}
        return replace(self, base=base, rows=self.rows | {pk: name for name, pk in rows.items()})
