"""Two editors wrote in one draft. Of every part: whoever changed it alone is heard, whoever
wants to change what somebody else has changed is asked, and nothing is lost unasked."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.merging import FIELDS, Loaded, Merge, Part, Text, Words
from explainer.merging.loaded import digest, digested

pytestmark = pytest.mark.once

# Short, and few of each: what matters is which of them are the same.
WORDS = st.sampled_from(["", "ships", "boats"])
NAMES = ["a", "b", "c", "+d"]
PARTS = st.sampled_from([None, *(Words("a", "", body, "") for body in ("ships", "boats", "days"))])


def text_of(fields: tuple[str, str], parts: tuple[Words | None, ...], order: list[str]) -> Text:
    sections = dict(zip(NAMES, parts, strict=True))
    there = {name: words for name in order if (words := sections[name])}
    return Text(dict.fromkeys(FIELDS, "") | dict(zip(FIELDS, fields, strict=False)), there)


TEXTS = st.builds(
    text_of, st.tuples(WORDS, WORDS), st.tuples(*(PARTS for _name in NAMES)), st.permutations(NAMES)
)


def loaded(text: Text) -> Loaded:
    """As the form would carry it."""
    fields = {name: digest(value) for name, value in text.fields.items()}
    words = {name: digested(value) for name, value in text.sections.items()}
    return Loaded(1, 1, None, {}, Text(fields, words))


def merge(base: Text, mine: Text, stored: Text) -> Merge:
    return Merge(loaded(base), mine, stored)


def text(title: str = "The Lamp", **sections: str) -> Text:
    fields = dict.fromkeys(FIELDS, "") | {"title": title}
    return Text(fields, {key: Words(key, key, body, "") for key, body in sections.items()})


@settings(deadline=None)
@given(base=TEXTS, mine=TEXTS, stored=TEXTS, prefers_mine=st.booleans())
def test_every_part_is_whose_it_has_to_be(
    base: Text, mine: Text, stored: Text, prefers_mine: bool
) -> None:
    found = merge(base, mine, stored)
    chosen = {part.name: part.mine if prefers_mine else part.stored for part in found.disputed}
    outcome = found.outcome(chosen)
    for name in [*FIELDS, *NAMES]:
        was, own, other = (each.value(name) for each in (base, mine, stored))
        if name in chosen:
            assert len({own, was, other}) == 3
            assert outcome.value(name) == (own if prefers_mine else other)
        else:
            assert outcome.value(name) == (other if own == was else own)


@settings(deadline=None)
@given(base=TEXTS, mine=TEXTS)
def test_nothing_is_asked_where_nobody_else_has_written(base: Text, mine: Text) -> None:
    alone = merge(base, mine, base)
    assert not alone.disputed
    assert not alone.brought
    assert alone.outcome({}).fields == mine.fields
    assert alone.outcome({}).sections == mine.sections
    idle = merge(base, base, mine)
    assert not idle.disputed
    assert idle.outcome({}) == mine


@settings(deadline=None)
@given(base=TEXTS, mine=TEXTS, stored=TEXTS)
def test_once_stored_it_is_asked_no_more(base: Text, mine: Text, stored: Text) -> None:
    found = merge(base, mine, stored)
    outcome = found.outcome({part.name: part.stored for part in found.disputed})
    assert not merge(stored, outcome, outcome).disputed
    assert merge(stored, outcome, outcome).outcome({}) == outcome


@pytest.mark.parametrize(
    ("mine", "stored", "order"),
    [
        ("a b c", "a b c", "a b c"),
        ("b a c", "a b c", "b a c"),
        ("a b c", "c b a", "c b a"),
        ("b a c", "c b a", "b a c"),
        ("a new b c", "c a b", "c a new b"),
        ("b a", "a new b c", "b a new"),
    ],
)
def test_sections_stand_as_they_were_moved(mine: str, stored: str, order: str) -> None:
    def ordered(keys: str) -> Text:
        return text(**dict.fromkeys(keys.split(), "words"))

    found = merge(ordered("a b c"), ordered(mine), ordered(stored))
    assert list(found.outcome({}).sections) == order.split()
    assert found.order_is_disputed == ((mine, stored) == ("b a c", "c b a"))


def test_both_texts_follow_each_other_under_what_was_changed() -> None:
    was = Words("sea", "A light", "He counts ships.", "1")
    own = replace(was, body="He counts boats.", key="harbour")
    other = replace(was, body="He counts days.", heading="A night", picture="2")
    part = Part("sea", digested(was), own, other)
    assert part.is_disputed
    assert part.together == Words("harbour", "A night", "He counts boats.\n\nHe counts days.", "2")


def test_what_was_taken_out_and_rewritten_is_asked() -> None:
    base, without, rewritten = text(a="ships"), text(), text(a="boats")
    for mine, stored in ((without, rewritten), (rewritten, without)):
        found = merge(base, mine, stored)
        assert [part.name for part in found.disputed] == ["a"]
        assert found.disputed[0].together is None
        assert list(found.outcome({"a": None}).sections) == []
        assert list(found.outcome({"a": rewritten.sections["a"]}).sections) == ["a"]
    assert not merge(base, without, base).outcome({}).sections
    assert not merge(base, base, without).outcome({}).sections


def test_a_section_that_was_stored_before_the_answer_was_lost_is_not_stored_twice() -> None:
    mine = Text(text().fields, {"+": Words("", "Coda", "The end.", "")})
    stored = Text(text().fields, {"+coda": Words("coda", "Coda", "The end.", "")})
    found = merge(text(), mine, stored)
    assert not found.disputed
    assert found.outcome({}) == stored


def test_of_what_was_loaded_nothing_known_everything_that_differs_is_asked() -> None:
    known = loaded(text("Old", a="ships", b="same")).forgotten()
    found = Merge(known, text("Mine", a="boats", b="same"), text("Old", a="ships", b="same"))
    assert [part.name for part in found.disputed] == ["title", "a"]


@pytest.mark.parametrize("sent", ["", "[]", "{}", "null", '{"rows": 3}', "a" * 9, '{"rows": {}}'])
def test_what_cannot_be_read_is_nothing(sent: str) -> None:
    assert Loaded.from_json(sent) is None


@settings(deadline=None)
@given(text=TEXTS, rows=st.dictionaries(st.integers(1, 9), st.sampled_from(NAMES)))
def test_what_was_loaded_comes_back_from_the_browser(text: Any, rows: dict[int, str]) -> None:
    sent = replace(loaded(text), rows=rows, based_on=7)
    assert Loaded.from_json(sent.to_json()) == sent
