"""What the form of a draft sent, valid or not; and the same request with other words in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.forms import CheckboxInput
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from explainer.admin.choosing import ASKED
from explainer.merging import FIELDS, Loaded, Text, Words, added, digest, tidy
from explainer.models import Edition

PREFIX = "sections"
# What begins so is written anew, or has been answered.
REPLACED = (f"{PREFIX}-", f"initial-{PREFIX}-", *ASKED)
# Django takes no more forms in a set.
MOST_SECTIONS = 1000


class Typed:
    """``text`` is what somebody wants to have stored, ``loaded`` what it was written over."""

    def __init__(self, data: QueryDict, loaded: Loaded) -> None:
        self.data, self.loaded = data, loaded
        self.text = Text({name: tidy(data.get(name)) for name in FIELDS}, {})
        minor = CheckboxInput().value_from_datadict(data, MultiValueDict(), "minor")
        self.text.fields["minor"] = "on" if minor else ""
        for name, words in self._sections():
            self.text.sections[self._free(name)] = words

    def _sections(self) -> Iterator[tuple[str, Words]]:
        """In the order that was typed; what is to be taken out isn't there any more."""
        total = _number(self.data.get(f"{PREFIX}-TOTAL_FORMS", ""), 0)
        rows = [_Row(self.data, index) for index in range(min(total, MOST_SECTIONS))]
        for row in sorted(rows, key=lambda row: row.order):
            if not row.is_empty:
                yield self.loaded.rows.get(row.pk) or added(row.words.key), row.words

    def _free(self, name: str) -> str:
        """Two new sections may have got one key, or none yet."""
        while name in self.text.sections:
            name = added(name)
        return name

    def has_changed(self, field: str) -> bool:
        return digest(self.text.fields[field]) != self.loaded.base.fields[field]

    def rewritten(self, edition: Edition, text: Text) -> QueryDict:
        """The same request as if ``text`` had been typed into the edition as it is stored now."""
        stored, rows = self.loaded.stored(edition)
        names = [*rows, *(name for name in text.sections if name not in rows)]
        written: dict[str, object] = {
            **text.fields,
            "version": edition.lock_version,
            "loaded": Loaded.of(edition).to_json(),
            f"{PREFIX}-TOTAL_FORMS": len(names),
            f"{PREFIX}-INITIAL_FORMS": len(rows),
        }
        for index, name in enumerate(names):
            words = text.sections.get(name) or stored.sections[name]
            values = {**vars(words), "id": rows.get(name, ""), **_place(name, text)}
            written |= {f"{PREFIX}-{index}-{part}": value for part, value in values.items()}
        return self._sent_with(written)

    def _sent_with(self, written: dict[str, object]) -> QueryDict:
        sent = self.data.copy()
        for name in [name for name in sent if name.startswith(REPLACED)]:
            del sent[name]
        for name, value in written.items():
            sent[name] = str(value)
        return sent


class _Row:
    """One section of the form; the order is the last one where it can't be read."""

    def __init__(self, data: QueryDict, index: int) -> None:
        def sent(name: str) -> str:
            return tidy(data.get(f"{PREFIX}-{index}-{name}"))

        self.pk = _number(sent("id"), 0)
        self.order = _number(sent("order"), MOST_SECTIONS)
        self.words = Words(sent("key"), sent("heading"), sent("body"), sent("picture"))
        self.is_empty = bool(sent("DELETE")) or not (self.pk or self.words)


def _number(sent: str, otherwise: int) -> int:
    # Longer ones no row has, and Python doesn't read one of thousands of digits.
    return int(sent) if sent.isdecimal() and len(sent) < 19 else otherwise


def _place(name: str, text: Text) -> dict[str, object]:
    order = list(text.sections)
    return {"order": order.index(name)} if name in order else {"order": 0, "DELETE": "on"}
