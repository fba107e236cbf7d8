"""What the bare server answers, handed over in one file."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "bare.json"


@dataclass(frozen=True)
class Recipe:
    """``constant``: a guest's page, compressed. ``replays``: for each name the statements of one
    or more requests, played in turn, and the bytes that the site answered. ``versions`` is the
    statement that a guest's page asks. ``comment`` and ``submission`` stand in the statements of
    a post; each replay needs its own."""

    constant: bytes
    versions: str
    replays: dict[str, tuple[list[list[tuple[str, Sequence[Any] | None]]], bytes]]
    comment: int
    submission: str

    def write(self, folder: Path) -> None:
        replays = {
            name: [variants, b64encode(body).decode()]
            for name, (variants, body) in self.replays.items()
        }
        fields = {
            "constant": b64encode(self.constant).decode(),
            "versions": self.versions,
            "replays": replays,
            "comment": self.comment,
            "submission": self.submission,
        }
        (folder / NAME).write_text(json.dumps(fields))


def read(folder: Path) -> Recipe:
    fields = json.loads((folder / NAME).read_text())
    replays = {
        name: (variants, b64decode(body)) for name, (variants, body) in fields["replays"].items()
    }
    constant = b64decode(fields["constant"])
    return Recipe(**fields | {"constant": constant, "replays": replays})
