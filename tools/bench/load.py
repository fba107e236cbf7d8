"""A load of requests over connections that stay open, from a process that is not the server's.

One thread waits for all connections: it takes so little of the second core that the server has the
first for itself.
"""

from __future__ import annotations

import gzip
import selectors
import socket
import ssl
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

import brotli

from tools.bench import HERE

# Seconds that one answer may take.
LONGEST = 60
ENDS = b"\r\n\r\n"
# At most so many bytes at once: room for much more would have to be found for each.
PIECE = 65_536
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@dataclass(frozen=True)
class Address:
    """``tls`` where the port speaks it."""

    port: int
    host: str
    tls: ssl.SSLContext | None = None

    @classmethod
    def plain(cls, port: int) -> Address:
        return cls(port, f"localhost:{port}")


@dataclass
class Load:
    """What came of it: seconds until each answer, how often each status, the last answer, seconds
    for all."""

    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    head: bytes = b""
    body: bytes = b""
    seconds: float = 0.0

    def header(self, name: str) -> str:
        """Of the last answer; KeyError where it has none of that name."""
        lines = (line.partition(": ") for line in self.head.decode("latin-1").split("\r\n"))
        return {key.lower(): value for key, _, value in lines}[name]

    def text(self) -> str:
        """The last page, whatever it was compressed with."""
        coding = self.header("content-encoding") if b"content-encoding" in self.head.lower() else ""
        return DECODERS[coding](self.body).decode()


class Wire:
    """One connection, opened again where the server has closed it."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.received = self.head = b""
        self.begun = 0.0
        self.length = 0
        self.closing = False
        self.socket = self._open()

    def _open(self) -> socket.socket:
        plain = socket.create_connection((HERE, self.address.port), LONGEST)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        tls = self.address.tls
        return tls.wrap_socket(plain, server_hostname=self.address.host) if tls else plain

    def open_again(self) -> None:
        self.socket.close()
        self.socket, self.closing, self.head = self._open(), False, b""

    def send(self, request: bytes) -> None:
        self.received = b""
        self.begun = perf_counter()
        self.socket.sendall(request)

    def receive(self) -> tuple[bytes, bytes] | None:
        """Head and body once all of it is here; ConnectionError where it will never be."""
        piece = self.socket.recv(PIECE)
        if not piece:
            raise ConnectionError(f"closed in the middle: {self.received[:1000]!r}")
        self.received = self.received + piece if self.received else piece
        head, found, body = self.received.partition(ENDS)
        if not found or len(body) < self._length(head):
            return None
        return head, body

    def _length(self, head: bytes) -> int:
        """Bytes of the body. The same head as last time needs no reading."""
        if head != self.head:
            self.head, lower = head, head.lower()
            self.closing = b"\r\nconnection: close" in lower
            self.length = 0
            if lower[9:12] not in (b"204", b"304"):
                _, found, rest = lower.partition(b"\r\ncontent-length:")
                if not found:
                    raise ConnectionError(f"an answer without its length: {head.decode()}")
                self.length = int(rest.partition(b"\r\n")[0])
        return self.length


def send(address: Address, requests: Iterator[bytes], connections: int = 1) -> Load:
    """Send them all, each connection the next one as soon as it has its answer."""
    load = Load()
    wires = [Wire(address) for _ in range(connections)]
    begun = perf_counter()
    with selectors.DefaultSelector() as selector:
        for wire in wires:
            selector.register(wire.socket, selectors.EVENT_READ, wire)
            _send_next(selector, wire, requests)
        while selector.get_map():
            for key, _events in selector.select():
                if (answer := _answer(key.data)) is not None:
                    load.waits.append(perf_counter() - key.data.begun)
                    load.head, load.body = answer
                    load.statuses[int(load.head[9:12])] += 1
                    _send_next(selector, key.data, requests)
    load.seconds = perf_counter() - begun
    for wire in wires:
        wire.socket.close()
    return load


def _send_next(selector: selectors.BaseSelector, wire: Wire, requests: Iterator[bytes]) -> None:
    request = next(requests, None)
    if request is None:
        selector.unregister(wire.socket)
        return
    if wire.closing:
        selector.unregister(wire.socket)
        wire.open_again()
        selector.register(wire.socket, selectors.EVENT_READ, wire)
    wire.send(request)


def _answer(wire: Wire) -> tuple[bytes, bytes] | None:
    answer = wire.receive()
    # Of what TLS has decrypted already no selector tells.
    while answer is None and wire.address.tls and wire.socket.pending():  # type: ignore[attr-defined]
        answer = wire.receive()
    return answer
