from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

# Words shown on either side of a change.
AROUND = 5
# A word with the space after it, so that the pieces put together are the text again.
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Place:
    """A change in a text, with the words around it."""

    before: str
    removed: str
    added: str
    after: str


@dataclass(frozen=True)
class Run:
    """Words of one of two texts; ``differs`` where the other one hasn't got them there."""

    text: str
    differs: bool


class Difference:
    """Two texts, word by word. Spaces and line breaks count as nothing between words."""

    def __init__(self, old: str, new: str) -> None:
        self._old_pieces, self._new_pieces = _WORD.findall(old), _WORD.findall(new)
        self._old = [piece.rstrip() for piece in self._old_pieces]
        self._new = [piece.rstrip() for piece in self._new_pieces]
        self.same_text = old == new

    @cached_property
    def _steps(self) -> Sequence[tuple[str, int, int, int, int]]:
        if self._old == self._new:
            return [("equal", 0, len(self._old), 0, len(self._new))]
        # Without autojunk: the commonest words of a long text are part of it too.
        return SequenceMatcher(None, self._old, self._new, autojunk=False).get_opcodes()

    @cached_property
    def places(self) -> list[Place]:
        return [
            Place(
                before=" ".join(self._new[max(0, new_from - AROUND) : new_from]),
                removed=" ".join(self._old[old_from:old_to]),
                added=" ".join(self._new[new_from:new_to]),
                after=" ".join(self._new[new_to : new_to + AROUND]),
            )
            for tag, old_from, old_to, new_from, new_to in self._steps
            if tag != "equal"
        ]

    @property
    def removed(self) -> int:
        """How many words of the old text are not in the new one."""
        return sum(step[2] - step[1] for step in self._steps if step[0] != "equal")

    @property
    def added(self) -> int:
        """How many words of the new text were not in the old one."""
        return sum(step[4] - step[3] for step in self._steps if step[0] != "equal")

    @property
    def kept(self) -> float:
        """The share of the longer text that stands in both; 1 for two empty ones."""
        longest = max(len(self._old), len(self._new))
        return (len(self._new) - self.added) / longest if longest else 1.0

    @property
    def old_runs(self) -> list[Run]:
        return list(_runs(self._old_pieces, [(step[0], *step[1:3]) for step in self._steps]))

    @property
    def new_runs(self) -> list[Run]:
        return list(_runs(self._new_pieces, [(step[0], *step[3:5]) for step in self._steps]))


def _runs(pieces: list[str], steps: list[tuple[str, int, int]]) -> Iterator[Run]:
    for tag, begin, end in steps:
        text = "".join(pieces[begin:end])
        marked = text.rstrip() if tag != "equal" else ""
        if marked:
            yield Run(marked, differs=True)
        # The space after a marked word is not marked.
        if len(marked) < len(text):
            yield Run(text[len(marked) :], differs=False)
