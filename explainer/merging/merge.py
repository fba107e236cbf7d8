from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainer.merging.loaded import Loaded, digest, digested
from explainer.merging.text import FIELDS, Text, Value, Words
from explainer.models.weaving import shared_order, woven


@dataclass(frozen=True)
class Part:
    """A field of a draft or one of its sections: ``mine`` as somebody wants to save it, ``stored``
    as it is now. ``base`` is the digest of what both began with."""

    name: str
    base: Value
    mine: Value
    stored: Value

    @property
    def is_mine(self) -> bool:
        """Whether I have changed it."""
        return _digest(self.mine) != self.base

    @property
    def is_theirs(self) -> bool:
        """Whether it was changed by somebody else since I opened it."""
        return _digest(self.stored) != self.base

    @property
    def is_disputed(self) -> bool:
        return self.mine != self.stored and self.is_mine and self.is_theirs

    @property
    def is_brought(self) -> bool:
        """Somebody else has changed it and I haven't."""
        return self.mine != self.stored and not self.is_mine

    @property
    def together(self) -> Words | None:
        """Both texts of a section, mine first. Of its heading, key and picture the one that was
        changed; mine where both were. None for a field, and where one has no such section."""
        mine, stored = self.mine, self.stored
        if not (isinstance(mine, Words) and isinstance(stored, Words)):
            return None
        bodies = [mine.body, stored.body]
        body = "\n\n".join(dict.fromkeys(text for text in bodies if text))
        key, heading, picture = (self._newer(name) for name in ("key", "heading", "picture"))
        return Words(key, heading, body, picture)

    def _newer(self, name: str) -> str:
        mine, stored = (str(getattr(words, name)) for words in (self.mine, self.stored))
        if not isinstance(self.base, Words):
            return mine
        as_loaded = mine if name == "key" else digest(mine)
        return stored if as_loaded == getattr(self.base, name) else mine


def _digest(value: Value) -> Value:
    if isinstance(value, Words):
        return digested(value)
    return None if value is None else digest(value)


class Merge:
    """What somebody typed into a draft that was saved by somebody else meanwhile: part by part,
    what only one of them has changed is taken as it is, what both have changed is disputed."""

    def __init__(self, loaded: Loaded, mine: Text, stored: Text) -> None:
        self.base, self.mine, self.stored = loaded.base, _recognised(mine, stored), stored
        self.parts = list(self._parts())

    def _parts(self) -> Iterator[Part]:
        texts = (self.base, self.mine, self.stored)
        sections = woven(self.stored.sections, self.mine.sections)
        for name in (*FIELDS, *sections):
            yield Part(name, *(text.value(name) for text in texts))

    @property
    def disputed(self) -> list[Part]:
        return [part for part in self.parts if part.is_disputed]

    @property
    def brought(self) -> list[Part]:
        return [part for part in self.parts if part.is_brought]

    @property
    def settled(self) -> list[Part]:
        """What was changed by one of them alone, or by both in the same way."""
        changed = (part for part in self.parts if part.is_mine or part.is_theirs)
        return [part for part in changed if not part.is_disputed]

    @property
    def order_is_mine(self) -> bool:
        """Whether I have moved sections: then they stand as I have put them."""
        return self._has_moved(self.mine)

    @property
    def order_is_disputed(self) -> bool:
        """Whether both have moved sections, each in another way."""
        mine, stored = self.mine.sections, self.stored.sections
        differs = shared_order(mine, stored) != shared_order(stored, mine)
        return differs and self.order_is_mine and self._has_moved(self.stored)

    def _has_moved(self, text: Text) -> bool:
        own, base = text.sections, self.base.sections
        return shared_order(own, base) != shared_order(base, own)

    def outcome(self, choices: Mapping[str, Value]) -> Text:
        """``choices`` says by name what becomes of each disputed part. KeyError without one."""
        values = {part.name: _outcome(part, choices) for part in self.parts}
        first, second = self.stored.sections, self.mine.sections
        order = woven(second, first) if self.order_is_mine else woven(first, second)
        sections = {name: values[name] for name in order}
        return Text(
            {name: str(values[name]) for name in FIELDS},
            {name: words for name, words in sections.items() if isinstance(words, Words)},
        )


def _outcome(part: Part, choices: Mapping[str, Value]) -> Value:
    if part.is_disputed:
        return choices[part.name]
    return part.mine if part.is_mine else part.stored


def _recognised(mine: Text, stored: Text) -> Text:
    """A new section without a key gets one when it is stored. Where the answer to that was lost
    and it is sent again, it is the one that is stored already."""
    known = {
        (words.heading, words.body, words.picture): (name, words)
        for name, words in stored.sections.items()
        if name not in mine.sections
    }
    found = {
        name: known[key]
        for name, words in mine.sections.items()
        if not words.key and (key := (words.heading, words.body, words.picture)) in known
    }
    pairs = (found.get(name, (name, words)) for name, words in mine.sections.items())
    return Text(mine.fields, dict(pairs))
