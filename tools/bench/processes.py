"""Servers as processes of their own, and what they take: processor time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tools.bench import HERE, ROOT

PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
# Seconds until a server answers; the first start also brings the database up to date.
PATIENCE = 60


def environment(database: Path, **others: str) -> dict[str, str]:
    """All that decides how the site runs: what is set here or in .env doesn't."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    site = {
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "CACHE_URL": "dbcache://cache",
        "SECRET_KEY": secret_key(),
        "RATE_LIMITS": "off",
        "DEBUG": "off",
        "SITE_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXIES": "0",
        "DATABASE_POOL": "off",
        "REPLICA_URL": "",
        "SENTRY_DSN": "",
        "TIME_ZONE": "UTC",
    }
    return kept | site | others


@cache
def secret_key() -> str:
    """One for all servers of a run: who signed in at one is known to the others."""
    return os.urandom(32).hex()


@dataclass(frozen=True)
class Server:
    """A process and the processes that it started; ``started_in`` seconds until it answered."""

    pid: int
    port: int
    started_in: float
    # Nanoseconds of each thread when it was last looked at.
    _threads: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def family(self) -> list[int]:
        return _family(self.pid)

    def cpu_seconds(self) -> float:
        """User and system time of all its processes so far. Of a thread that ended, until it was
        last looked at."""
        for pid in self.family:
            for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                # Finer than the hundredths of a second in /proc/PID/stat, and the same time:
                # the first number is what the thread was on a processor, in nanoseconds.
                with suppress(FileNotFoundError, ProcessLookupError):
                    self._threads[file.parent.name] = int(file.read_text().split()[0])
        return sum(self._threads.values()) / 1e9

    def memory(self) -> list[int]:
        """Resident bytes of each process."""
        return [_resident(pid) for pid in self.family]


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task").glob("*/children")
    born = [int(child) for file in children for child in file.read_text().split()]
    return [pid, *(each for child in born for each in _family(child))]


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


@contextmanager
def site(port: int, database: Path, **others: str) -> Iterator[Server]:
    """The embedded server as ``make serve`` starts it."""
    command = [sys.executable, "-m", "hersite.serve", str(port)]
    with running(command, port, "/", environment(database, **others)) as server:
        yield server


@contextmanager
def running(
    command: list[str], port: int, path: str, environ: Mapping[str, str]
) -> Iterator[Server]:
    """A server, once it answers ``path``; RuntimeError with what it said where it ends, and
    TimeoutError where it doesn't answer."""
    log = Path(environ["DATABASE_URL"].removeprefix("sqlite:///")).with_name(f"{port}.log")
    with log.open("w") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(environ), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        while not _answers(port, path):
            if process.poll() is not None:
                raise RuntimeError(f"{' '.join(command)} ended:\n{log.read_text()}")
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"{' '.join(command)} does not answer:\n{log.read_text()}")
            time.sleep(0.005)
        yield Server(process.pid, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection(HERE, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
