"""A page as guests get it, ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field

import brotli

from hersite.freshness import Freshness

# Quality 5 compresses a page in about two milliseconds; the best one takes fifty times that for
# 6 % less.
BROTLI_QUALITY = 5
# Set anew for every coding.
_OWN = {"etag", "content-length", "content-encoding", "vary", "date"}

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What is sent for one content coding, whole and as 304."""

    body: bytes
    headers: Headers
    etag: str
    short_headers: Headers


@dataclass
class Copy:
    """A page's bytes and headers, and what they depend on."""

    body: bytes
    headers: Headers
    freshness: Freshness
    _answers: dict[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Nearly everybody asks for it.
        self.answer("br")

    @property
    def size(self) -> int:
        """In bytes, headers aside. The rare codings are counted as if they were made already."""
        return len(self.body) + 2 * len(self._answers["br"].body)

    def answer(self, coding: str) -> Answer:
        """Compressed once for all who will ask for it; ``coding`` is br, gzip or empty."""
        return self._answers.get(coding) or self._answers.setdefault(coding, self._make(coding))

    def _make(self, coding: str) -> Answer:
        body = _CODINGS[coding](self.body)
        digest = hashlib.blake2b(self.body, digest_size=10).hexdigest()
        etag = f'"{digest}{coding and "-"}{coding}"'
        kept = [(name, value) for name, value in self.headers if name.lower() not in _OWN]
        short = [*kept, ("ETag", etag), ("Vary", "Accept-Encoding, Cookie")]
        own = [("Content-Length", str(len(body)))]
        if coding:
            own.append(("Content-Encoding", coding))
        without_type = [header for header in short if header[0].lower() != "content-type"]
        return Answer(body, [*short, *own], etag, without_type)


_CODINGS = {
    "br": lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
    "": bytes,
}
