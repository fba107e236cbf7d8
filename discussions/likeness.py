"""How much alike two sentences are, by the letters that stand together in them.

The measure of PostgreSQL's pg_trgm, so that a figure means the same with any database: words are
runs of letters and digits in lower case, with two spaces before and one after; of all that are made
of three characters, the share that both sentences have.
"""

from __future__ import annotations

import re

# From here on two statements may say the same.
ALIKE = 0.5
_WORD = re.compile(r"[^\W_]+")


def trigrams(text: str) -> frozenset[str]:
    """Empty where a text has neither letters nor digits."""
    padded = (f"  {word} " for word in _WORD.findall(text.lower()))
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1, of two texts by their trigrams; 0 where neither has any."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
