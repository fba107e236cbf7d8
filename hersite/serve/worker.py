"""What ``make serve`` runs beside the server: the queue of jobs, and housekeeping.

A published site has units of systemd for both (docs/deployment.md).
"""

import logging
import os
import subprocess
import sys
import threading
import time
from typing import IO

from hersite.serve import ROOT

logger = logging.getLogger(__name__)

# Seconds between two looks at the queue, between two rounds of housekeeping, and before a worker
# that ended is followed by another.
PAUSE, ROUND, AFTER_AN_END = 5, 600, 5


def keep_running() -> None:
    """Start the worker beside this process, and another one after each that ends by itself. It
    ends with this process, however that ends."""
    threading.Thread(target=_keep_running, daemon=True).start()


def _keep_running() -> None:
    while True:
        # Its input is a pipe that nobody writes to and that closes when this process is gone. A
        # group of its own, since Ctrl-C is for the main process.
        worker = subprocess.Popen(
            [sys.executable, "-m", "hersite.serve.worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        status = worker.wait()
        print(f"The worker for jobs ended ({status}) and is started again.", file=sys.stderr)
        time.sleep(AFTER_AN_END)


def work(pipe: IO[bytes]) -> None:
    """Do what is queued and what is due, until the pipe closes and the job at hand is done."""
    over = threading.Event()
    threading.Thread(target=_wait_for_end, args=(pipe, over), daemon=True).start()
    # Whoever waits for a page comes first.
    os.nice(10)
    import django

    django.setup()
    from django.core.management import call_command

    cleaned = -float(ROUND)
    while not over.is_set():
        if time.monotonic() - cleaned >= ROUND:
            cleaned = time.monotonic()
            _clean()
        call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
        over.wait(PAUSE)


def _clean() -> None:
    from django.core.management import call_command

    try:
        call_command("housekeeping", verbosity=0)
    except Exception:
        logger.exception("Housekeeping failed.")


def _wait_for_end(pipe: IO[bytes], over: threading.Event) -> None:
    pipe.read()
    over.set()


if __name__ == "__main__":
    work(sys.stdin.buffer)
