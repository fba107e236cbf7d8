"""Readers of a sample who vote and say nothing, as most readers do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from discussions.models import Stance

# How a ballot that was left empty is written.
NO_VOTE = "none"
LETTERS = {stance.value[0]: stance.value for stance in Stance} | {"-": NO_VOTE}
# How often one of them says something else than their row, skips a ballot, and stood elsewhere
# before reading.
STRAYS, SKIPS, MOVED = 0.16, 0.1, 0.22
# Of those who vote on the leading question, how many did so before reading as well, and how many
# after it alone.
BEFORE_TOO, AFTER_ALONE = 0.65, 0.2
# They came within these last hours.
HOURS = 20, 330


@dataclass(frozen=True)
class SampleMember:
    username: str
    display_name: str = ""
    about: str = ""


@dataclass(frozen=True)
class SampleVotes:
    """A member's ballots on a question, in the order of its interpretations. Those of a leading
    question may have been handed in ``after`` the explanation, with others ``before`` it."""

    member: str
    question: str
    ballots: tuple[str, ...]
    hours_ago: float = 0.0
    before: tuple[str, ...] = ()
    after: bool = False


@dataclass(frozen=True)
class Row:
    """So many readers of one mind, named after their row. ``ballots`` are by question: a letter for
    each reading, a, d or u, and - for none; ``leading`` names the question with two moments."""

    name: str
    number: int
    leading: str
    ballots: dict[str, str]


def seats(row: Row) -> Iterator[tuple[SampleMember, list[SampleVotes]]]:
    """Each of them with what they voted: the same for the same row."""
    for number in range(1, row.number + 1):
        name = f"{row.name}_{number:02}"
        # Repeatable on purpose; nothing secret is drawn from it.
        chance = Random(name)  # noqa: S311
        member = SampleMember(name, about="Reads, votes, says nothing.")
        yield member, [_votes(name, row, slug, chance) for slug in row.ballots]


def _votes(name: str, row: Row, slug: str, chance: Random) -> SampleVotes:
    ballots = tuple(_said(letter, chance) for letter in row.ballots[slug])
    hours = round(chance.uniform(*HOURS), 1)
    if slug == row.leading:
        drawn = chance.random()
        if drawn < BEFORE_TOO:
            before = tuple(_earlier(stance, chance) for stance in ballots)
            return SampleVotes(name, slug, ballots, hours, before)
        return SampleVotes(name, slug, ballots, hours, after=drawn < BEFORE_TOO + AFTER_ALONE)
    return SampleVotes(name, slug, ballots, hours)


def _said(letter: str, chance: Random) -> str:
    drawn = chance.random()
    if drawn < SKIPS:
        return NO_VOTE
    return chance.choice(Stance.values) if drawn < SKIPS + STRAYS else LETTERS[letter]


def _earlier(stance: str, chance: Random) -> str:
    moved = stance != NO_VOTE and chance.random() < MOVED
    return chance.choice([s for s in Stance.values if s != stance]) if moved else stance
