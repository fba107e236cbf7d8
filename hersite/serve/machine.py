"""Checks of the machine before anything is changed: the port, the folder, the database file."""

import errno
import os
import socket
import sqlite3
from pathlib import Path

from hersite.serve import Trouble

# A full check reads the whole file: 0.1 s for 100 MB in memory, a second and more from a disk.
# Above this size only the schema is read, so that a large site starts as quickly as a small one.
CHECKED_WHOLE = 100_000_000  # bytes


def read_port(text: str) -> int:
    """The number of a TCP port; raises Trouble where the text is none."""
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Trouble(f'PORT is a number from 1 to 65535, not "{text}": make serve PORT=8001')


def check_port(port: int) -> None:
    """Raise Trouble unless this program may listen where browsers look for ``localhost``."""
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                # A connection that was just closed doesn't make a port busy.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                probe.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = port + 1 if port < 65535 else port - 1
                raise Trouble(
                    f"Port {port} is in use by another program. Choose another: "
                    f"make serve PORT={other}"
                ) from error
            if error.errno == errno.EACCES:
                raise Trouble(
                    f"Port {port} is reserved for the system. Choose another: make serve PORT=8000"
                ) from error
            if family == socket.AF_INET:
                raise Trouble(f"Cannot listen on {host}:{port}: {error.strerror}") from error
            # A machine without IPv6 has no ::1; 127.0.0.1 is enough.


def check_folder(folder: Path) -> None:
    """Make the folder where there is none; raise Trouble where nothing can be written."""
    probe = folder / f".writable-{os.getpid()}"
    try:
        folder.mkdir(exist_ok=True)
        probe.write_bytes(b"probe")
        probe.unlink()
    except OSError as error:
        raise Trouble(
            f"Cannot write in {folder} ({error.strerror}). "
            "Give yourself the right, or put the project where you have it."
        ) from error


def read_stamp(database: Path) -> int:
    """What ``write_stamp`` left in a SQLite file, 0 where there is no file yet.

    Raises Trouble for a file that is damaged, no database, or cannot be written.
    """
    if not database.exists():
        return 0
    try:
        connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=rw", uri=True)
        try:
            return _inspect(connection, whole=database.stat().st_size <= CHECKED_WHOLE)
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise Trouble(f"The database file {database} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        raise Trouble(
            f"The database file {database} is damaged: {error}. "
            "Restore a backup, or move it away to begin anew."
        ) from error


def _inspect(connection: sqlite3.Connection, whole: bool) -> int:
    if whole:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(" ".join(verdict.split()))
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    # Takes the lock that writing needs, so that a read-only file is noticed now.
    connection.execute("BEGIN IMMEDIATE")
    connection.rollback()
    (stamp,) = connection.execute("PRAGMA user_version").fetchone()
    return int(stamp)
