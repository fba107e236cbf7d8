"""Words that moderators look for, and the ways to hide them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from discussions.word_rules import Hit, clean_pattern, compile_rules

RULES = compile_rules(
    (number, pattern, "queue")
    for number, pattern in enumerate(
        ["lamp", "grump*", "burn the letter", "rape", "assaint", "heil", "ass", "penis", "hell",
         "1488", "ναι", "悪い", "the rapist", "@pple"]
    )
)  # fmt: skip


def met(text: str) -> str | None:
    hit = RULES.find(text)
    return hit.words if hit else None


@pytest.mark.parametrize(
    "text",
    ["lamp", "LaMP", "ＬＡＭＰ", "lаmр", "𝐥𝐚𝐦𝐩", "🅻🅰🅼🅿", "1amp", "l4mp", "|amp", "l@mp",
     "Iamp", "lámp",
     "l̶a̶m̶p̶", "la\u200bmp", "la\u00admp", "l&#97;mp", "l&shy;amp", "l a m p", "l.a.m.p",
     "l-a-m-p",
     "l\u200ba\u200bm\u200bp", "l _ a _ m _ p", "l\na\nm\np", "l a  m p", "l—a—m—p",
     "l @ m p", "a l a m p",
     "i  l a m p", "t h i s l a m p", "la-mp", "la.mp", "l**am**p", "**l**amp", "la||mp||",
     r"l\*amp", "l[am](https://example.org)p", "[l](a)[a](b)[m](c)[p](d)", "[lamp](x)",
     "https://lamp.example/", "(lamp)", "Lamp!", "*lamp*", "\"lamp's\""],
)  # fmt: skip
def test_no_spelling_hides_a_word(text: str) -> None:
    assert met(text) is not None
    assert met(f"Before it, {text} and after.") is not None


@pytest.mark.parametrize(
    "text",
    ["lamps", "clamp", "a map", "grape", "g r a p e", "as saint", "as\nsaint", "he'll go",
     "pen—is it", "Here is the pen.Is it", "therapist", "assume", "class", "455", "it costs $455",
     "100", "4.5.5", "e.g. this, i.e. that", "A, B, C, D", "J. R. R. Tolkien", "burn this letter",
     "burn the letters", "the letter burn", "l. amplifier", "", " ", "*", "12/14/88"],
)  # fmt: skip
def test_innocent_text_passes(text: str) -> None:
    assert met(text) is None


def test_a_beginning() -> None:
    assert [met(word) for word in ("grump", "Grumpiest", "g r u m p y", "gr-umpy")] == [
        "grump", "Grumpiest", "g r u m p y", "gr-umpy"]  # fmt: skip
    assert met("a grum p") is None


@pytest.mark.parametrize(
    "text",
    ["Burn  the\nletter", "burn: the letter", "burn the 1etter", "b u r n the letter",
     "b u r n t h e l e t t e r", "burn th3 l-etter", "**burn** [the](x) letter"],
)  # fmt: skip
def test_a_phrase(text: str) -> None:
    assert met(f"Please {text}!") is not None


def test_letters_that_look_alike_make_no_other_word_of_a_plain_one() -> None:
    rule = compile_rules([(1, "heil", "reject"), (2, "dick", "reject")])
    assert rule.find("What the hell, HELL and Hell") is None
    for text in ("heil", "HEIL", "he1l", "heıl", "dlck", "dIck"):
        assert rule.find(text), text


@pytest.mark.parametrize("text", ["ναι", "ΝΑΙ", "Ναι", "悪い", "それは悪いです", "1488", "apple"])
def test_other_scripts_and_numbers(text: str) -> None:
    assert met(text) is not None


def test_what_rejects_comes_before_what_queues() -> None:
    rules = compile_rules([(1, "lamp", "queue"), (2, "tower", "reject"), (3, "red*", "queue")])
    assert rules.find("A red lamp on a T0wer.") == Hit(2, "reject", "T0wer")
    assert rules.find("A redder LAMP") == Hit(3, "queue", "redder")
    assert compile_rules([]).find("A lamp") is None


@pytest.mark.parametrize(
    "pattern",
    ["", " ", "*", "**", "a*", "ab*", "a", "-", "a b*c", "*lamp", "\u200b", "...", "ö", "́"],
)
def test_a_rule_that_would_find_nothing_or_everything(pattern: str) -> None:
    with pytest.raises(ValidationError):
        clean_pattern(pattern)


def test_a_rule_is_stored_in_its_plain_form() -> None:
    assert clean_pattern("  ＬＡＭＰ\u200b   Post* ") == "lamp post*"


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_whatever_is_accepted_finds_itself(text: str) -> None:
    try:
        pattern = clean_pattern(text)
    except ValidationError:
        return
    assert compile_rules([(1, pattern, "queue")]).find(pattern.removesuffix("*")) is not None


@given(st.text(st.sampled_from("lampLAMP1|!@. -*_[]()&#;\u200b'$\n"), max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    hit = RULES.find(text)
    assert hit is None or hit.words


def test_text_that_repeats_itself_takes_few_steps() -> None:
    """Steps are counted, not time: a text twice as long takes about twice as many."""
    import sys

    def steps(text: str) -> int:
        count = 0

        def counting(*_args: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counting)
        try:
            RULES.find(text)
        finally:
            sys.setprofile(None)
        return count

    for piece in ("a.", "a ", "l a ", "a-b_", "](", "||", "&#97;", "h e i ", "aa.bb!!"):
        assert steps((piece * 4000)[:8000]) < 3 * steps((piece * 2000)[:4000]) + 1000, piece
