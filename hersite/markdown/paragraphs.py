"""Paragraphs of an article and their ids, which readers link to and comments quote."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from hersite.markdown.plain import plain_text

# Two versions of a paragraph count as one from this share of equal words on.
LIKENESS = 0.6
# Characters of a paragraph that are quoted where nobody chose any.
OPENING = 300

# As the renderer leaves them: paragraphs don't lie in each other, and its own link ends each.
_PARAGRAPH = re.compile(r'<p id="(?P<id>[^"]+)">(?P<inner>.*?)</p>', re.DOTALL)
_COVERED = '<label class="spoiler"'
_PILCROW = re.compile(r'<a class="pilcrow" href="#(?P<id>[^"]+)"[^>]*>¶</a>')


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as stored: its id on the page and its words."""

    id: str
    text: str


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Paragraph] = []
        self._id = ""
        self._words: list[str] = []
        self._in_pilcrow = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "p" and values.get("id"):
            self._id, self._words = str(values["id"]), []
        elif tag == "a" and values.get("class") == "pilcrow":
            self._in_pilcrow = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._in_pilcrow = False
        elif tag == "p" and self._id:
            self.found.append(Paragraph(self._id, "".join(self._words).strip()))
            self._id = ""

    def handle_data(self, data: str) -> None:
        if self._id and not self._in_pilcrow:
            self._words.append(data)


def paragraphs(html: str) -> list[Paragraph]:
    """Those with an id, in order."""
    collector = _Collector()
    collector.feed(html)
    return collector.found


def paragraph_html(html: str, id_: str) -> str:
    """What stands in the paragraph with this id, without the link to itself; empty where there is
    none."""
    found = (match for match in _PARAGRAPH.finditer(html) if match["id"] == id_)
    return next((_PILCROW.sub("", match["inner"]).strip() for match in found), "")


def opening_words(html: str) -> str:
    """The first words of a paragraph's HTML: whole sentences, where they fit. None that are
    covered: who quotes them would show them."""
    text = plain_text(html.partition(_COVERED)[0])
    if len(text) <= OPENING:
        return text
    sentence = max(text.rfind(f"{end} ", 0, OPENING) + 1 for end in ".?!…”")
    return text[:sentence] or text[:OPENING].rpartition(" ")[0]


def replace_pilcrows(html: str, link: Callable[[str], str]) -> str:
    """With another link at the end of each paragraph, made from its id."""
    return _PILCROW.sub(lambda match: link(match["id"]), html)


def assign_ids(key: str, texts: list[str], earlier: Iterable[Paragraph]) -> list[str]:
    """An id for each text: that of the earlier paragraph it is a version of, otherwise the
    section's key and a short hash of its words. No id is given twice."""
    free = {paragraph.id: paragraph.text for paragraph in earlier}
    ids: list[str | None] = [_take(free, lambda old, text=text: old == text) for text in texts]
    for index, text in enumerate(texts):
        if ids[index] is None:
            ids[index] = _take_most_alike(free, text)
    used = {taken for taken in ids if taken} | set(free)
    for index, text in enumerate(texts):
        if ids[index] is None:
            ids[index] = _new_id(key, text, used)
    return [str(taken) for taken in ids]


def _take(free: dict[str, str], matches: object) -> str | None:
    for id_, old in free.items():
        if matches(old):  # type: ignore[operator]
            del free[id_]
            return id_
    return None


def _take_most_alike(free: dict[str, str], text: str) -> str | None:
    words = text.split()
    best, best_ratio = None, LIKENESS
    for id_, old in free.items():
        ratio = SequenceMatcher(None, old.split(), words, autojunk=False).ratio()
        if ratio >= best_ratio:
            best, best_ratio = id_, ratio
    if best is not None:
        del free[best]
    return best


def _new_id(key: str, text: str, used: set[str]) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    for length in range(5, len(digest)):
        id_ = f"{key}-{digest[:length]}"
        if id_ not in used:
            used.add(id_)
            return id_
    # Two paragraphs with the very same words: the second is numbered.
    number = 2
    while (id_ := f"{key}-{digest[:5]}-{number}") in used:
        number += 1
    used.add(id_)
    return id_
