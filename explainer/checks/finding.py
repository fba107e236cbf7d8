from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """STOP: it can't go live like this. ASK: an editor may have meant it."""

    STOP = "stop"
    ASK = "ask"


@dataclass(frozen=True)
class Place:
    """Where a thing is put right: a name to read, and the field's address in the admin."""

    label: str
    url: str


@dataclass(frozen=True)
class Finding:
    """What was found in an edition. ``place`` is None where no single field is at fault."""

    level: Level
    message: str
    place: Place | None = None

    @property
    def stops(self) -> bool:
        return self.level == Level.STOP
