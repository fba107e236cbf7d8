"""How alike two statements are, as pg_trgm says it; the examples are from PostgreSQL's manual and
from a server that was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.likeness import likeness, trigrams

TEXTS = st.text("abc dé’1_-. ", max_size=40)


def measure(one: str, other: str) -> float:
    return likeness(trigrams(one), trigrams(other))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cat", {"  c", " ca", "cat", "at "}),
        ("foo|bar", {"  b", "  f", " ba", " fo", "ar ", "bar", "foo", "oo "}),
        ("Foo FOO", {"  f", " fo", "foo", "oo "}),
        ("a_b", {"  a", " a ", "  b", " b "}),
        ("…", set()),
        ("", set()),
    ],
)
def test_what_stands_together(text: str, expected: set[str]) -> None:
    assert trigrams(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("word", "two words", 0.363636),
        ("cat", "cats", 0.5),
        ("It is a romance.", "It’s a romance", 0.764706),
        ("She left out of love", "She left out of pity", 0.625),
        ("The machine is kind", "The machine was kind", 0.708333),
        ("the same", "The SAME!", 1.0),
        ("night", "day", 0.0),
        ("", "", 0.0),
    ],
)
def test_as_pg_trgm_measures_it(one: str, other: str, expected: float) -> None:
    assert measure(one, other) == pytest.approx(expected, abs=1e-6)


@given(TEXTS, TEXTS)
def test_it_has_no_direction_and_stays_within_its_bounds(one: str, other: str) -> None:
    assert 0 <= measure(one, other) <= 1
    assert measure(one, other) == measure(other, one)
    assert measure(one, one) == float(bool(trigrams(one)))
