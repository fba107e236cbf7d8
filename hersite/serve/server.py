"""The server process: granian with the site's WSGI application."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hersite.serve import worker

# Threads that run Python. Slow clients cost none: granian reads and writes for them. With a third
# one a guest's page took a quarter more, for they wait for each other at the interpreter.
THREADS = 2
# Seconds that a request may still take after Ctrl-C.
PATIENCE = 10


def serve(port: int, greeting: str) -> None:
    """Answer on 127.0.0.1 until interrupted; greet once requests are answered."""
    server = Granian(
        "hersite.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
    )

    @server.on_startup
    def end_with_the_terminal() -> None:
        # granian would take the closing of its window for a wish to reload.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        worker.keep_running()

    server.serve(target_loader=partial(load_site, port, greeting), wrap_loader=False)


def load_site(port: int, greeting: str) -> Callable[..., Any]:
    """Load the application in the server's own process, where Django has to be anyway."""
    # Out of the terminal's reach: Ctrl-C is for the main process, which then ends this one.
    # One that got both signals at the same moment hung, once in a dozen times.
    os.setpgrp()
    from django.urls import get_resolver

    from hersite.wsgi import application

    # Every view is loaded now, so that the first page comes as quickly as the next.
    get_resolver().url_patterns  # noqa: B018
    threading.Thread(target=greet, args=(port, greeting), daemon=True).start()
    return application


def greet(port: int, greeting: str) -> None:
    """Print the greeting once the port is open, which granian does after loading."""
    for _ in range(1000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            print(greeting, flush=True)
            return
