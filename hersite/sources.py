"""Files of content: TOML front matter between two lines of ``+++``, then Markdown."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FENCE = "+++\n"


class SourceError(ValueError):
    """A file of content that can't be read as one; the message names the file and what is wrong."""


@dataclass(frozen=True)
class Source:
    """One file: its front matter, the text below, and a digest that tells whether it changed."""

    path: Path
    front: dict[str, Any]
    text: str
    digest: str

    def __getitem__(self, name: str) -> Any:
        """A value of the front matter; SourceError where it is missing."""
        try:
            return self.front[name]
        except KeyError:
            raise SourceError(f"{self.path}: “{name}” is missing") from None


def read_source(path: Path) -> Source:
    """SourceError where the fences or the TOML are broken."""
    content = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    parts = content.split(FENCE, 2)
    if len(parts) != 3 or parts[0].strip():
        raise SourceError(f"{path}: no front matter between two lines of +++")
    try:
        front = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: {error}") from error
    return Source(path, front, parts[2].strip(), hashlib.sha256(content.encode()).hexdigest())


def read_folder(folder: Path, pattern: str) -> list[Source]:
    return [read_source(path) for path in sorted(folder.glob(pattern))]
