"""Words that moderators want to read before others do, or not to have here at all.

A rule is a word, the beginning of one (``lamp*``) or several words in a row. Rules and texts are
compared by what they look like (``hersite.lookalikes``), and looked up in a table: the time that a
comment takes doesn't grow with the number of rules. What is measured: docs/decisions/words.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hersite.lookalikes import skeleton, visible
from hersite.lookalikes.words import (
    Word,
    joined_words,
    plain_words,
    put_together,
    shape,
    shown,
    spelled_out,
    spelled_word,
)

QUEUE: Final = "queue"
REJECT: Final = "reject"
# The fewest letters of a word and of a beginning: what is shorter stands in half of all texts.
WORD, BEGINNING = 2, 3
HEAD: Final = 3
# So many letters of a longer text that is spelled out letter by letter may be words of their own.
REST = 3
# As they look: a, i, o.
ONE_LETTER_WORDS = frozenset("alo")
VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class Rule:
    id: int
    action: str
    plain: str
    is_beginning: bool


@dataclass(frozen=True)
class Hit:
    """The rule that a text met, and the words of the text that did it, as they were written."""

    rule_id: int
    action: str
    words: str


def clean_pattern(text: str) -> str:
    """A rule in the form in which it is stored. ValidationError where it would find nothing, or
    half of all comments."""
    pattern = " ".join(visible(text).casefold().split())
    star = pattern.endswith("*")
    words = _words(pattern)
    if not words or "*" in pattern[:-1]:
        raise ValidationError(
            _("Write a word, the beginning of one with * at its end, or a phrase.")
        )
    if len("".join(words)) < (BEGINNING if star else WORD):
        raise ValidationError(_("That is too short: it would be found in half of all comments."))
    if compile_rules([(0, pattern, QUEUE)]).find(pattern.removesuffix("*")) is None:
        raise ValidationError(_("No text would ever be found with it: use letters."))
    return pattern


def _words(pattern: str) -> list[str]:
    """What is looked for, word by word. A word with symbols for letters stays in one piece."""
    text = shown(pattern.removesuffix("*"))
    words = [word for word in plain_words(text) if not word.is_symbol]
    spelled = [word for word in joined_words(text)[0] if not word.plain.isalnum()]
    return [word.plain for word in put_together(words, spelled)]


@dataclass
class Table:
    """Rules by what they look for. The first three characters say how long the keys are that begin
    with them, so that a place in a text takes one look-up, and seldom more."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)

    def add(self, key: str, rule: Rule) -> None:
        self.rules.setdefault(key, []).append(rule)
        self.lengths.setdefault(key[:HEAD], set()).add(len(key))

    def at(self, text: str, start: int) -> Iterator[tuple[Rule, int]]:
        """Rules whose key stands there, each with the key's length."""
        for length in self.lengths.get(text[start : start + HEAD], ()):
            key = text[start : start + length]
            if len(key) == length:
                yield from ((rule, length) for rule in self.rules.get(key, ()))


class Text:
    """What every rule is held against, made once for a text."""

    def __init__(self, text: str) -> None:
        self.shown = shown(text)
        words = plain_words(self.shown)
        self.runs = list(spelled_out(words))
        self.rows = [[word for word in words if not word.is_symbol]]
        whole, parts = joined_words(self.shown)
        for ones in (whole, [spelled_word(run) for run in self.runs]):
            if ones:
                self.rows.append(put_together(self.rows[0], ones))
        self.rows += ([word] for word in parts)


class Rules:
    """All rules of one action."""

    def __init__(self) -> None:
        # A key of words ends with a space, unless it is the beginning of a word.
        self.in_words = Table()
        # Words that are spelled letter by letter have no spaces of their own.
        self.in_letters = Table()

    def add(self, rule: Rule) -> None:
        # Capitals of some alphabets look like other letters than the small ones do.
        ways = {rule.plain, rule.plain.upper(), rule.plain.title()}
        for shapes in {tuple(shape(word) for word in way.split()) for way in ways}:
            self.in_words.add(" ".join(shapes) + ("" if rule.is_beginning else " "), rule)
            self.in_letters.add("".join(shapes), rule)

    def meet(self, text: Text) -> Iterator[Hit]:
        if self.in_words.rules:
            places = chain(
                chain.from_iterable(map(self._in_row, text.rows)),
                chain.from_iterable(map(self._in_run, text.runs)),
            )
            yield from (Hit(rule.id, rule.action, text.shown[a:b]) for rule, a, b in places)

    def _in_row(self, words: list[Word]) -> Iterator[tuple[Rule, int, int]]:
        """Rules that meet whole words, one or several in a row."""
        text = " ".join([word.shape for word in words]) + " "
        heads = self.in_words.lengths
        start = 0
        for place, word in enumerate(words):
            if text[start : start + HEAD] in heads:
                for rule, _length in self.in_words.at(text, start):
                    met = words[place : place + rule.plain.count(" ") + 1]
                    if _is_meant(rule.plain, " ".join([word.plain for word in met])):
                        yield rule, word.start, met[-1].end
            start += len(word.shape) + 1

    def _in_run(self, run: list[Word]) -> Iterator[tuple[Rule, int, int]]:
        """Rules that meet letters standing one by one. "g r a p e" holds no other word, "y o u b a
        d m a n" does: what is left on both sides has to be able to stand alone."""
        text = "".join([skeleton(word.plain) for word in run])
        if len(text) != len(run) or sum(word.plain.isdigit() for word in run) * 2 >= len(run):
            return
        gaps = [after.start - before.end for before, after in pairwise(run)]
        narrow = min(gaps)
        wide = [False, *(gap > narrow for gap in gaps), False]
        begins = _may_begin(text, wide)
        ends = _may_begin(text[::-1], wide[::-1])[::-1]
        for start in range(len(text)):
            if begins[start]:
                for rule, length in self.in_letters.at(text, start):
                    plain = "".join([word.plain for word in run[start : start + length]])
                    stands = rule.is_beginning or ends[start + length]
                    if stands and _is_meant(rule.plain.replace(" ", ""), plain):
                        yield rule, run[start].start, run[start + length - 1].end


class WordRules:
    """Rules, ready to be held against any number of texts."""

    def __init__(self) -> None:
        # The strictest first.
        self.by_action = {REJECT: Rules(), QUEUE: Rules()}

    def find(self, text: str) -> Hit | None:
        """The strictest rule that the text meets: one that rejects before one that queues. None
        where it meets none."""
        if not any(rules.in_words.rules for rules in self.by_action.values()):
            return None
        read = Text(text)
        return next(chain.from_iterable(r.meet(read) for r in self.by_action.values()), None)


def _may_begin(text: str, wide: list[bool]) -> list[bool]:
    """For each place in letters that stand one by one, and for their end: a word may begin there,
    for nothing, a wide gap, words of one letter or enough for a longer word are before it."""
    ordinary = accumulate((letter in ONE_LETTER_WORDS for letter in text), min, initial=True)
    return [
        place >= REST or is_wide or is_ordinary
        for place, (is_wide, is_ordinary) in enumerate(zip(wide, ordinary, strict=True))
    ]


def _is_meant(rule: str, written: str) -> bool:
    """i and l have one shape, and yet "hell" isn't "heil": a word in plain letters is taken as it
    is written. Only an l between consonants, where no word has one, is taken for an i ("dlck")."""
    if not (written.isascii() and written.replace(" ", "").isalpha()):
        return True
    beside = f" {written} "
    return all(
        wanted == letter
        or wanted not in "il"
        or (letter == "l" and not VOWELS.intersection(beside[place] + beside[place + 2]))
        for place, (wanted, letter) in enumerate(zip(rule, written, strict=False))
    )


def compile_rules(rules: Iterable[tuple[int, str, str]]) -> WordRules:
    """From (id, pattern, action), the action being "queue" or "reject". Of patterns that
    ``clean_pattern`` would refuse nothing is promised."""
    compiled = WordRules()
    for rule_id, pattern, action in rules:
        if plain := " ".join(_words(visible(pattern))):
            compiled.by_action[action].add(Rule(rule_id, action, plain, pattern.endswith("*")))
    return compiled
