"""One thing measured: several subjects in turn, in rounds, so that a busy moment of the machine
hits them alike; of the rounds the median counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import islice
from statistics import median

from tools.bench.load import Address, Load, send
from tools.bench.processes import Server
from tools.bench.requests import Request
from tools.bench.statements import Statement, count

Requests = Callable[[], Iterator[Request]]


@dataclass(frozen=True)
class Subject:
    """Who answers: ``servers`` are all whose processor time counts. ``requests`` gives as many as
    are taken; ``same`` where they are all alike, which spares writing each anew."""

    name: str
    comments: int
    servers: Sequence[Server]
    address: Address
    requests: Requests
    status: int = 200
    same: bool = False
    statements: int | None = None

    def asking(self, statements: Sequence[Statement]) -> Subject:
        """The same, with how many statements a request of it asks."""
        return replace(self, statements=count(statements))

    def wire(self, number: int) -> Iterator[bytes]:
        requests = self.requests()
        if self.same:
            one = next(requests).wire(self.address.host)
            return (one for _ in range(number))
        return (request.wire(self.address.host) for request in islice(requests, number))

    def cpu_seconds(self) -> float:
        return sum(server.cpu_seconds() for server in self.servers)


@dataclass(frozen=True)
class Reading:
    """Per request: processor time, half of the answers in, 99 of 100 in (all ms), and bytes of a
    body. ``errors`` are answers with another status than was asked for."""

    cpu: float
    per_second: float
    p50: float
    p99: float
    size: float
    errors: float


@dataclass(frozen=True)
class Measured:
    what: str
    comments: int
    subject: str
    requests: int
    # With those before the first round.
    taken: int
    reading: Reading
    statements: int | None = None

    def as_json(self) -> dict[str, object]:
        row = asdict(self)
        return row | row.pop("reading")


def measure(
    what: str, subjects: Sequence[Subject], number: int, rounds: int, at_once: int = 1
) -> list[Measured]:
    """``number`` requests of each subject in each round, ``at_once`` of them at a time."""
    readings: list[list[Reading]] = [[] for _ in subjects]
    warming = at_once * 4
    for subject in subjects:
        # What is made once is made now: pages, prepared statements, connections.
        send(subject.address, subject.wire(warming), at_once)
    for _ in range(rounds):
        for subject, found in zip(subjects, readings, strict=True):
            found.append(_read(subject, number, at_once))
    sent = number * rounds
    return [
        Measured(what, one.comments, one.name, sent, warming + sent, middle(found), one.statements)
        for one, found in zip(subjects, readings, strict=True)
    ]


def _read(subject: Subject, number: int, at_once: int) -> Reading:
    before = subject.cpu_seconds()
    load = send(subject.address, subject.wire(number), at_once)
    return reading(load, subject.cpu_seconds() - before, subject.status)


def reading(load: Load, cpu_seconds: float, status: int) -> Reading:
    answers = len(load.waits)
    waits = sorted(load.waits)
    return Reading(
        cpu=1000 * cpu_seconds / answers,
        per_second=answers / load.seconds,
        p50=1000 * rank(waits, 0.50),
        p99=1000 * rank(waits, 0.99),
        size=len(load.body),
        errors=answers - load.statuses[status],
    )


def rank(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all does not exceed (nearest rank)."""
    place = -(-share * len(ordered) // 1)
    return ordered[max(0, int(place) - 1)]


def middle(readings: Sequence[Reading]) -> Reading:
    """The median of each number, but every error."""
    values = {
        field.name: median(getattr(reading, field.name) for reading in readings)
        for field in fields(Reading)
    }
    return Reading(**values | {"errors": sum(reading.errors for reading in readings)})
