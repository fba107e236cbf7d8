import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from explainer.checks.finding import Finding, Level
from explainer.checks.manuscript import Manuscript, Written
from hersite.spoils import Spoils

IN_A_ROW = 6
_WORD = re.compile(r"\w+(?:['’]\w+)*")

Words = tuple[str, ...]


def gives_away(manuscript: Manuscript) -> Iterator[Finding]:
    """Title and standfirst stand in lists and cards, before anybody has agreed to be told. Six
    words in a row with what the text gives away are hardly chance."""
    edition = manuscript.edition
    for name in ("title", "standfirst"):
        shown = getattr(edition, name)
        for written in manuscript.written:
            if shared := _shared(shown, _spoiling(written, edition.spoils)):
                said = _("“%(words)s” stands in “%(heading)s” too, which gives something away.")
                values = {"words": shared, "heading": written.section.heading}
                yield Finding(Level.ASK, said % values, manuscript.place_of(name))


def _spoiling(written: Written, spoils: str) -> list[str]:
    """All of the section, or only what it covers, in a text that gives nothing away otherwise."""
    if spoils == Spoils.NONE:
        return written.parts.covered
    return [written.section.heading, *written.parts.texts]


def _shared(shown: str, texts: list[str]) -> str:
    """The first six words of ``shown`` that stand in a row in one of the texts, as they are
    written there; empty where there are none."""
    told = {row for text in texts for row, _start, _end in _rows(text)}
    return next((shown[start:end] for row, start, end in _rows(shown) if row in told), "")


def _rows(text: str) -> Iterator[tuple[Words, int, int]]:
    """All rows of six words, each with where it begins and ends; capitals and punctuation don't
    count."""
    words = list(_WORD.finditer(text))
    for first in range(len(words) - IN_A_ROW + 1):
        row = words[first : first + IN_A_ROW]
        alike = tuple(word[0].casefold().replace("’", "'") for word in row)
        yield alike, row[0].start(), row[-1].end()
