"""The words of a text however they are spelled: in pieces, marked up, with symbols for letters."""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from hersite.lookalikes import SYLLABIC, skeleton, visible
from hersite.lookalikes.table import SYMBOLS

# A word in pieces ("mo-ther.fu-cker") has hardly more of them.
PIECES: Final = 4
_MARKS = "".join(c for c in map(chr, SYLLABIC) if unicodedata.category(c)[0] == "M")
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_SYMBOL = rf"[{re.escape(SYMBOLS)}]"
# What stands between the pieces of one word. A full stop before a capital ends a sentence, and what
# follows the apostrophe of "he'll" is a word of its own.
_JOINT = (
    rf"(?:[-‐‑_·•*~`\\\[\]{re.escape(SYMBOLS)}]|\.(?!(?<=[a-z]\.)[A-Zı][a-z])"
    r"|['’](?!(?:ll|[dmst]|re|ve)\b))"
)
_PIECE = re.compile(rf"{_LETTER}+")
_SINGLES = re.compile(rf"{_LETTER}+|(?<!\S){_SYMBOL}(?!\S)")
_CHUNK = re.compile(
    rf"{_SYMBOL}{{0,4}}{_LETTER}+(?:{_JOINT}{{1,6}}{_LETTER}+)*{_SYMBOL}{{0,4}}|{_SYMBOL}{{2,9}}"
)
_NO_SPACE = re.compile(r"\S+")
_PUNCTUATION = ".,;:?()\"'“”‘’…—–"
_PRICE = re.compile(rf"{_SYMBOL}?[\d.,-]+{_SYMBOL}?")
_NOT_READ = re.compile(rf"(?!{_SYMBOL})(?:\W|_)(?<![{_MARKS}])")
_SYMBOLS = re.compile(_SYMBOL)
_ADDRESS = re.compile(r"\]\(([^()\n]*)\)")
_UNSPACED = re.compile(r"([぀-ヿ㐀-䶿一-鿿])")
# I is read as l beside small letters, and l as I among capitals: ı is neither.
_ODD_I = re.compile(r"I(?=[a-z])|(?<=[a-z])I|l(?=[A-Z])|(?<=[A-Z][A-Z])l")
# The widest gap between letters that are spelled one by one.
_GAP = 5


class Word(NamedTuple):
    """``plain`` is as it was written, in small letters; ``shape`` what it looks like."""

    plain: str
    shape: str
    start: int
    end: int

    @property
    def is_symbol(self) -> bool:
        """A sign that stands alone. It counts among letters that stand alone: "s h ! t"."""
        return len(self.plain) == 1 and not self.plain.isalnum()


def shown(text: str) -> str:
    """What a reader sees of a Markdown text, as far as it matters for its words; the addresses of
    its links stand at the end."""
    if "&" in text:
        text = html.unescape(text)
    if "](" in text:
        text = " ".join([_ADDRESS.sub("]", text), *_ADDRESS.findall(text)])
    text = visible(text)
    return text if text.isascii() else _UNSPACED.sub(r" \1 ", text)


def plain_words(text: str) -> list[Word]:
    """Every run of letters and digits of what ``shown`` gave, and symbols that stand alone."""
    text = _ODD_I.sub("ı", text)
    return [_word(found[0], *found.span()) for found in _SINGLES.finditer(text)]


@lru_cache(10_000)
def shape(word: str) -> str:
    """Its skeleton; but a number is a number, and 455 is no word."""
    return word if word.isdigit() else skeleton(word)


def _word(written: str, start: int, end: int) -> Word:
    return Word(written.casefold(), shape(written), start, end)


def joined_words(text: str) -> tuple[list[Word], list[Word]]:
    """Words that are put together again: "b-ad", "b**a**d", "b@d", "@$$". First those that stand
    for all of what is joined, then every part of it in every reading."""
    text = _ODD_I.sub("ı", text)
    whole: list[Word] = []
    parts: list[Word] = []
    met: set[str] = set()
    for chunk in _chunks(text):
        written = chunk[0]
        whole.append(_word(_readings(written)[0], *chunk.span()))
        for start, end in _windows(written):
            part = written[start:end]
            # A long text that repeats itself is read once.
            if part not in met:
                met.add(part)
                place = (chunk.start() + start, chunk.start() + end)
                parts += (_word(reading, *place) for reading in _readings(part))
    return whole, parts


def _chunks(text: str) -> Iterator[re.Match[str]]:
    # Most words stand between spaces and common punctuation, and need no closer look.
    for part in _NO_SPACE.finditer(text):
        if not part[0].strip(_PUNCTUATION).isalnum():
            for chunk in _CHUNK.finditer(text, *part.span()):
                if not chunk[0].isalnum() and not _PRICE.fullmatch(chunk[0]):
                    yield chunk


def _windows(chunk: str) -> Iterator[tuple[int, int]]:
    """Up to four pieces side by side, with the symbols at both ends of the chunk."""
    pieces = [found.span() for found in _PIECE.finditer(chunk)]
    if len(pieces) > PIECES and len(chunk) < 2 * len(pieces) and not _SYMBOLS.search(chunk):
        # Single letters: what spelled_out finds.
        return
    starts = [0, *(start for start, _end in pieces[1:])]
    ends = [*(end for _start, end in pieces[:-1]), len(chunk)]
    for place, start in enumerate(starts):
        for end in ends[place : place + PIECES]:
            yield start, end


def _readings(written: str) -> list[str]:
    """Symbols are letters, or marks between letters; || is more often the mark of a spoiler, and !
    at the end of a word is none of it."""
    joined = _NOT_READ.sub("", written).rstrip("!")
    if joined.isalnum():
        return [joined]
    return [joined.replace("||", ""), joined, _SYMBOLS.sub("", joined)]


def spelled_out(words: list[Word]) -> Iterator[list[Word]]:
    """Letters that stand one by one, two or more of them: "b a d", "b.a.d", "b\\na\\nd"."""
    run: list[Word] = []
    for word in words:
        single = word.end - word.start == 1
        if run and (not single or word.start - run[-1].end > _GAP):
            if len(run) > 1:
                yield run
            run = []
        if single:
            run.append(word)
    if len(run) > 1:
        yield run


def spelled_word(run: list[Word]) -> Word:
    return _word("".join([word.plain for word in run]), run[0].start, run[-1].end)


def put_together(words: list[Word], whole: list[Word]) -> list[Word]:
    """The words, with one in place of those that it is made of: "k i l l them" has two."""
    row: list[Word] = []
    for word in sorted([*words, *whole], key=lambda word: (word.start, -word.end)):
        if not row or word.start >= row[-1].end:
            row.append(word)
    return row
