"""Files of a sample discussion: TOML with members, comments, votes and ratings."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from discussions.models import Stance
from discussions.sample_discussion.crowd import NO_VOTE, Row, SampleMember, SampleVotes, seats
from hersite.sources import SourceError
from hersite.spoils import Spoils

SAMPLES = Path(__file__).resolve().parent.parent / "sample"


@dataclass(frozen=True)
class SampleComment:
    """``ref`` is its number in the file and ``parent`` that of what it answers, 0 for nothing;
    ``supports`` counts the question's interpretations from 1, 0 for none."""

    ref: int
    question: str
    author: str
    body: str
    hours_ago: float
    parent: int = 0
    supports: int = 0
    spoils: str = Spoils.NONE
    useful: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleCredit:
    """A comment, by its number, that moved a member away from what they had said of a reading, by
    its place in its question; where to, their ballots say."""

    member: str
    question: str
    reading: int
    previous: str
    comment: int
    hours_ago: float


@dataclass(frozen=True)
class SampleRating:
    member: str
    explanation: str
    stars: int


@dataclass(frozen=True)
class Sample:
    """One file. Its comments stand in the order in which they were written."""

    path: Path
    members: list[SampleMember]
    comments: list[SampleComment]
    votes: list[SampleVotes]
    credits: list[SampleCredit]
    ratings: list[SampleRating]


def read_samples(folder: Path) -> list[Sample]:
    """All of a folder; SourceError where one can't be read or says what can't be."""
    return [_read(path) for path in sorted(folder.glob("*.toml"))]


def _read(path: Path) -> Sample:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {error}") from error
    comments = _entries(path, "comments", tables, SampleComment)
    crowd = [silent for row in _entries(path, "crowd", tables, Row) for silent in seats(row)]
    sample = Sample(
        path,
        _entries(path, "members", tables, SampleMember) + [member for member, _votes in crowd],
        sorted(comments, key=lambda comment: -comment.hours_ago),
        _entries(path, "votes", tables, SampleVotes) + [v for _m, votes in crowd for v in votes],
        _entries(path, "credits", tables, SampleCredit),
        _entries(path, "ratings", tables, SampleRating),
    )
    _check(sample)
    return sample


Entry = TypeVar("Entry")


def _entries(path: Path, table: str, tables: dict[str, Any], kind: type[Entry]) -> list[Entry]:
    found = []
    for number, fields in enumerate(tables.get(table, []), start=1):
        try:
            found.append(kind(**fields))
        except TypeError as error:
            raise SourceError(f"{path}: {table}, entry {number}: {error}") from error
    return found


def _check(sample: Sample) -> None:
    """SourceError for the first thing that refers to nobody, to nothing or to the future."""
    names = {member.username for member in sample.members}
    before: dict[int, SampleComment] = {}
    for comment in sample.comments:
        where = f"{sample.path}: comment {comment.ref}"
        _refuse(where, {comment.author, *comment.useful} - names, "is not a member")
        _refuse(where, {comment.spoils} - set(Spoils), "is not a scope")
        if comment.author in comment.useful:
            raise SourceError(f"{where}: its author finds it useful")
        if comment.parent:
            _check_parent(where, comment, before.get(comment.parent))
        before[comment.ref] = comment
    for votes in sample.votes:
        where = f"{sample.path}: votes on {votes.question}"
        _refuse(where, {votes.member} - names, "is not a member")
        said = {*votes.ballots, *votes.before}
        _refuse(where, said - {NO_VOTE, *Stance}, "is not a vote")
        if votes.before and len(votes.before) != len(votes.ballots):
            raise SourceError(f"{where}: there are more of one kind than of the other")
    _check_credits(sample, before)
    raters = {rating.member for rating in sample.ratings}
    _refuse(f"{sample.path}: ratings", raters - names, "is not a member")


def _check_credits(sample: Sample, comments: dict[int, SampleComment]) -> None:
    votes = {(votes.member, votes.question): votes for votes in sample.votes}
    for credit in sample.credits:
        where = f"{sample.path}: credit for comment {credit.comment}"
        own, comment = votes.get((credit.member, credit.question)), comments.get(credit.comment)
        ballots = own.ballots if own else ()
        if own is None or not 0 < credit.reading <= len(ballots):
            raise SourceError(f"{where}: {credit.member} has no such vote")
        _refuse(where, {credit.previous} - set(Stance), "is not a stance")
        if credit.previous == ballots[credit.reading - 1] or credit.hours_ago >= own.hours_ago:
            raise SourceError(f"{where}: it changed nothing")
        if comment is None or comment.question != credit.question:
            raise SourceError(f"{where}: it isn't one of that question")
        if comment.author == credit.member or comment.hours_ago <= credit.hours_ago:
            raise SourceError(f"{where}: it is their own, or was not written yet")


def _check_parent(where: str, comment: SampleComment, parent: SampleComment | None) -> None:
    if parent is None:
        raise SourceError(f"{where}: what it answers ({comment.parent}) isn't there before it")
    if parent.question != comment.question:
        raise SourceError(f"{where}: it answers a comment of another question")


def _refuse(where: str, unknown: Iterable[str], why: str) -> None:
    for name in sorted(unknown):
        raise SourceError(f"{where}: “{name}” {why}")
