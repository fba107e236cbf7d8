"""``:~:text=…``: the end of an address that leads to words on a page, wherever they stand.

After the draft "URL Fragment Text Directives" of the WICG: ``[prefix-,]start[,end][,-suffix]``, of
whole words. A browser that knows nothing of it goes to the anchor before it.
"""

from __future__ import annotations

from urllib.parse import quote

# More characters than this are named by their first and last words.
LONG = 100
ENDS = 5
# Words that stand more than once are told apart by so many before and after them.
AROUND = 4


def text_fragment(text: str, start: int, end: int) -> str:
    """The directive for ``text[start:end]``; ``text`` is that of the page, a paragraph a line."""
    start, end = _whole_words(text, start, end)
    words = text[start:end].split()
    named = [" ".join(words)]
    if len(named[0]) > LONG and len(words) > 2 * ENDS:
        named = [" ".join(words[:ENDS]), " ".join(words[-ENDS:])]
    parts = [_encoded(part) for part in named]
    if text.count(named[0]) > 1:
        before = text[:start].rpartition("\n")[2].split()[-AROUND:]
        after = text[end:].partition("\n")[0].split()[:AROUND]
        prefix = [f"{_encoded(' '.join(before))}-"] if before else []
        suffix = [f"-{_encoded(' '.join(after))}"] if after else []
        parts = [*prefix, *parts, *suffix]
    return f":~:text={','.join(parts)}"


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A browser looks for whole words; a selection may begin or end within one."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _encoded(words: str) -> str:
    """A hyphen, a comma and an ampersand mean something to the directive."""
    return quote(words, safe="").replace("-", "%2D")
