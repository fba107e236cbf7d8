"""A page as guests get it, ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

import brotli

from hersite.freshness import Freshness

# Quality 5 compresses a page in about a millisecond and a half; the best one takes fifty times that
# for 6 % less.
BROTLI_QUALITY = 5
# Set anew for every coding.
_OWN = {"etag", "content-length", "content-encoding", "vary", "date"}
# What the headers of an answer take in memory, in bytes.
_HEADERS = 2_000

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What is sent for one content coding, whole and as 304."""

    body: bytes
    headers: Headers
    etag: str
    short_headers: Headers


class Copy:
    """A page's bytes and headers, and what they depend on. It is kept as brotli, which nearly every
    browser takes; gzip is made when the first one asks for it, and plain text for each that does.
    """

    def __init__(self, body: bytes, headers: Headers, freshness: Freshness) -> None:
        self.freshness = freshness
        self.headers = [header for header in headers if header[0].lower() not in _OWN]
        self.digest = hashlib.blake2b(body, digest_size=10).hexdigest()
        self.brotli = self._answer("br", brotli.compress(body, quality=BROTLI_QUALITY))
        self.gzip: Answer | None = None

    @property
    def size(self) -> int:
        """In bytes, with both codings."""
        return 2 * (len(self.brotli.body) + _HEADERS)

    def answer(self, coding: str) -> Answer:
        """``coding`` is br, gzip or empty."""
        if coding == "br":
            return self.brotli
        body = brotli.decompress(self.brotli.body)
        if not coding:
            return self._answer("", body)
        if self.gzip is None:
            self.gzip = self._answer("gzip", gzip.compress(body, compresslevel=6, mtime=0))
        return self.gzip

    def _answer(self, coding: str, body: bytes) -> Answer:
        etag = f'"{self.digest}{coding and "-"}{coding}"'
        common = [*self.headers, ("ETag", etag), ("Vary", "Accept-Encoding, Cookie")]
        own = [("Content-Length", str(len(body)))]
        if coding:
            own.append(("Content-Encoding", coding))
        short = [header for header in common if header[0].lower() != "content-type"]
        return Answer(body, [*common, *own], etag, short)
