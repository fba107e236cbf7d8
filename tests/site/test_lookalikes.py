"""What a text looks like."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hersite.lookalikes import skeleton, visible
from hersite.lookalikes.table import LOOK_ALIKES

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u202e\u2066\u180e\u3164\ufe0f\u0000\u0007"
# Any character, and often one of those that do harm.
nasty = st.text(st.one_of(st.characters(), st.sampled_from(INVISIBLE + "Aaа́Ηη１𝐀ßİﬁΐᾳ𝕀Ǆ㎏")))


@given(nasty)
def test_a_skeleton_looks_like_itself(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


@given(nasty, nasty, st.text(INVISIBLE, min_size=1))
def test_what_cannot_be_seen_changes_nothing(before: str, after: str, unseen: str) -> None:
    assert skeleton(before + unseen + after) == skeleton(before + after)


@given(nasty)
def test_nothing_invisible_is_left(text: str) -> None:
    left = visible(text)
    assert not any(unicodedata.category(c) in ("Cf", "Cs", "Co") or c in INVISIBLE for c in left)


@pytest.mark.parametrize(
    "text",
    ["ADMIN", "Аdmin", "аԁmіn", "Adm1n", "adm|n", "@dmin", "ＡＤＭＩＮ", "𝐀𝐝𝐦𝐢𝐧", "𝔞𝔡𝔪𝔦𝔫", "Ⓐⓓⓜⓘⓝ",
     "🅰🅳🅼🅸🅽", "ᴀᴅᴍɪɴ", "ᎪᎠᎷⵏΝ", "ꓮꓓꓟꓲꓠ", "a\u200bd\u00admin", "ádmïn", "a̷d̷m̷i̷n̷",
     "admιn", "ADMıN"],
)  # fmt: skip
def test_many_ways_to_look_like_one_word(text: str) -> None:
    assert skeleton(text) == "admln"


def test_other_words_look_different() -> None:
    words = ["film", "lamp", "фильм", "φιλμ", "映画", "영화", "चित्र", "चत्र", "か", "が"]
    assert len({skeleton(word) for word in words}) == len(words)


def test_the_table_says_each_thing_once() -> None:
    others = [other for others in LOOK_ALIKES.values() for other in others]
    assert len(others) == len(set(others))
    # What Unicode takes apart by itself would never be looked up.
    assert [c for c in others if unicodedata.normalize("NFKD", c) != c] == []
