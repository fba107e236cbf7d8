"""What keeps ``make serve`` from starting is said in one line."""

import socket
import sqlite3
from pathlib import Path

import pytest

from hersite.serve import Trouble
from hersite.serve import __main__ as program
from hersite.serve.machine import check_folder, check_port, read_port, read_stamp


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A sound database of some pages, stamped 7."""
    path = tmp_path / "db.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE words (word TEXT)")
    connection.executemany("INSERT INTO words VALUES (?)", [(f"{n} " * 200,) for n in range(200)])
    connection.execute("PRAGMA user_version = 7")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("text", ["", "0", "65536", "80 80", "-1", "http", "８０００"])
def test_port_must_be_a_number(text: str) -> None:
    with pytest.raises(Trouble, match="PORT is a number"):
        read_port(text)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_busy_port(host: str) -> None:
    with socket.create_server((host, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=f"Port {port} is in use .* make serve PORT="):
            check_port(port)
    check_port(port)


def test_port_taken_where_browsers_look_first() -> None:
    try:
        other = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with other, pytest.raises(Trouble, match="in use"):
        check_port(other.getsockname()[1])


def test_folder_is_made(tmp_path: Path) -> None:
    check_folder(tmp_path / "var")
    assert list((tmp_path / "var").iterdir()) == []


def test_a_file_where_the_folder_belongs(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(Trouble, match="Cannot write in"):
        check_folder(tmp_path / "var")


def test_folder_without_the_right_to_write() -> None:
    # Nobody, root included, can write there.
    with pytest.raises(Trouble, match="Cannot write in /proc"):
        check_folder(Path("/proc"))


def test_no_database_yet(tmp_path: Path) -> None:
    assert read_stamp(tmp_path / "db.sqlite3") == 0
    assert not (tmp_path / "db.sqlite3").exists()


def test_sound_database_gives_its_stamp(database: Path) -> None:
    assert read_stamp(database) == 7


def test_no_database_at_all(database: Path) -> None:
    database.write_text("These are not the bytes of a database. " * 100)
    with pytest.raises(Trouble, match=r"db.sqlite3 is damaged: .* Restore a backup"):
        read_stamp(database)


@pytest.mark.parametrize("keep", [5000, 20000])
def test_cut_off_database(database: Path, keep: int) -> None:
    database.write_bytes(database.read_bytes()[:keep])
    with pytest.raises(Trouble, match="is damaged") as trouble:
        read_stamp(database)
    assert "\n" not in str(trouble.value)


def test_overwritten_page(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    database.write_bytes(content)
    with pytest.raises(Trouble, match="is damaged") as trouble:
        read_stamp(database)
    assert "\n" not in str(trouble.value)


def test_database_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").mkdir()
    with pytest.raises(Trouble, match="cannot be used: unable to open"):
        read_stamp(tmp_path / "db.sqlite3")


def test_trouble_is_one_line_and_a_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(program, "VAR", tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        status = program.main(str(other.getsockname()[1]))
    captured = capsys.readouterr()
    assert status == 1
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
