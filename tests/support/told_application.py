"""An application that does as a test tells it, to see what a proxy makes of that."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

PUBLIC = "public, max-age=0, must-revalidate"


@dataclass
class Application:
    """Answers with what it was asked; what it adds to its headers is told by the test."""

    headers: dict[str, str] = field(default_factory=dict)
    # Requests that reached it.
    seen: list[dict[str, Any]] = field(default_factory=list)
    # Seconds that an answer takes.
    takes: float = 0

    def lets_keep(self) -> None:
        """As a page that every guest gets alike."""
        self.headers = {"Cache-Control": PUBLIC, "X-Accel-Expires": "now", "Vary": "Cookie"}

    @contextmanager
    def running(self) -> Iterator[int]:
        """The port on which it answers."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            server.server_close()


def _handler_of(application: Application) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            time.sleep(application.takes)
            asked = {"path": self.path, **{k.lower(): v for k, v in self.headers.items()}}
            application.seen.append(asked)
            body = json.dumps({**asked, "number": len(application.seen)}).encode()
            self.send_response(200)
            for name, value in application.headers.items():
                self.send_header(name, f"@{int(time.time())}" if value == "now" else value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    return Handler
