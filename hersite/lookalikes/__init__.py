"""What a text looks like, whatever characters it is written with.

The idea is the skeleton of Unicode's UTS #39: two texts that look alike have the same one. This one
is for finding words and names that hide, so it also takes capitals, accents and digits for the
letters that they stand for, and has one letter for I, l, 1, ! and |. It is for comparing only,
never for showing. Why the table is our own: docs/decisions/words.md.
"""

import unicodedata
from typing import Final

from hersite.lookalikes.table import FRAMED, shapes

# Marks of these scripts are letters of words; those of others can be left out and still be read.
SYLLABIC: Final = range(0x0900, 0x1AB0)
VOICED: Final = frozenset({0x3099, 0x309A})
# Letters and symbols by their category, and yet nothing to be seen.
BLANK: Final = frozenset({0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x1D159, 0x16FE4})
# A blessing of eighteen letters in one character: text made of it would grow eighteenfold.
SENTENCES: Final = (0xFDFA, 0xFDFB)
# A process remembers so many characters; whoever writes in all of Unicode doesn't fill its memory.
REMEMBERED = 20_000


def skeleton(text: str) -> str:
    """The same for all texts that look alike; in small letters of the Latin alphabet as far as it
    goes. Defined for every string, and skeleton(skeleton(x)) == skeleton(x)."""
    seen = visible(text).translate(_SHAPES).casefold()
    return visible(seen).translate(_SHAPES)


def visible(text: str) -> str:
    """Without what can't be seen (zero width, format, control) and what can be put on top of any
    letter; the rest in its plain form (NFKC). Case and spaces stay."""
    if text.isascii() and text.isprintable():
        return text
    taken_apart = unicodedata.normalize("NFKD", text.translate(_SEEN))
    return unicodedata.normalize("NFC", taken_apart.translate(_SEEN))


def is_clutter(character: str) -> bool:
    """Nothing to be seen, or a mark that can be put on any letter."""
    code = ord(character)
    category = unicodedata.category(character)
    if category[0] == "M":
        return code not in SYLLABIC and code not in VOICED
    return code in BLANK or (category[0] == "C" and not character.isspace())


class _Seen(dict[int, str | None]):
    """For str.translate: a character, or None where it is clutter; found out when it is met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        seen = None if is_clutter(character) else character
        if len(self) < REMEMBERED:
            self[code] = seen
        return seen


_SEEN = _Seen(FRAMED | dict.fromkeys(SENTENCES, " "))
_SHAPES = shapes()
