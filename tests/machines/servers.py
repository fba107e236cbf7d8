"""PostgreSQL with a streaming replica, and Redis, each a process that a test may end and start.

Started by root, PostgreSQL runs as the user that its Debian package made: it refuses to be root.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from time import sleep
from typing import Any

OWNER = "after_her"
# The data lives as long as the tests: nothing waits for the disk.
QUICK = ["fsync=off", "full_page_writes=off", "max_connections=50"]
ALONE = ["listen_addresses=127.0.0.1", "unix_socket_directories="]


def missing() -> str:
    """What has to be installed; empty where everything is there."""
    if _programs() and shutil.which("redis-server"):
        return ""
    return "PostgreSQL and Redis are not here: sudo apt install postgresql redis-server"


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name)
    )
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Postgres:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.is_on = False

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}@127.0.0.1:{self.port}/{OWNER}"

    def create(self) -> None:
        self._make_folder()
        self._run("initdb", "-D", self.folder, "-U", OWNER, "-A", "trust", "-E", "UTF8", "-N")
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", OWNER, OWNER)

    def copy(self, primary: Postgres) -> None:
        """Become a streaming replica."""
        self._make_folder()
        source = f"host=127.0.0.1 port={primary.port} user={OWNER}"
        self._run("pg_basebackup", "-D", self.folder, "-d", source, "-R", "-c", "fast", "-N")
        self.start()

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")

    def start(self) -> None:
        if self.is_on:
            return
        options = " ".join(f"-c {option}" for option in [*QUICK, *ALONE, f"port={self.port}"])
        self._run(
            "pg_ctl", "-w", "-D", self.folder, "-l", f"{self.folder}/log", "-o", options, "start"
        )
        self.is_on = True

    def stop(self) -> None:
        if self.is_on:
            self._run("pg_ctl", "-w", "-D", self.folder, "-m", "immediate", "stop")
            self.is_on = False

    def _run(self, program: str, *arguments: object) -> None:
        programs = _programs()
        assert programs is not None
        user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        command = [str(part) for part in (programs / program, *arguments)]
        with (self.folder.parent / "commands.log").open("a") as log:
            subprocess.run(
                command,
                check=True,
                stdout=log,
                stderr=log,
                cwd="/",
                env={"LC_ALL": "C.UTF-8"},
                **user,
            )


class Redis:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        if self._process:
            return
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--dir", str(self.folder), "--loglevel", "warning"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_for(self.port)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def wait_for(port: int) -> None:
    """Until something listens there; TimeoutError after half a minute."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")
