"""The first lines of every make target, on machines that lack something."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = 'case "$2" in *print*) echo 3.12.4 ;; esac'
OLD = 'case "$2" in *print*) echo 3.9.2 ;; *) exit 1 ;; esac'
WITHOUT_VENV = 'case "$2" in *print*) echo 3.11.2 ;; *ensurepip*) exit 1 ;; esac'


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A copy of the scripts and a folder ``bin``, all that the machine has to run."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("art"))
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "bin").mkdir()
    for program in ("sh", "cmp", "dirname"):
        (tmp_path / "bin" / program).symlink_to(str(shutil.which(program)))
    return tmp_path


def add_python(machine: Path, body: str) -> None:
    program = machine / "bin" / "python3"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)


def environment(machine: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(machine / "tools" / "environment.sh"), "requirements.txt"],
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def assert_one_line(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for part in parts:
        assert part in result.stderr


def test_no_python(machine: Path) -> None:
    assert_one_line(environment(machine), "no python3 was found", "sudo apt install", "brew")


def test_python_too_old(machine: Path) -> None:
    add_python(machine, OLD)
    assert_one_line(environment(machine), "3.11 or newer", "has 3.9.2", "sudo apt install", "brew")


def test_newer_python_beside_the_old_one(machine: Path) -> None:
    add_python(machine, COMPLETE)
    (machine / "bin" / "python3").rename(machine / "bin" / "python3.12")
    add_python(machine, OLD)
    result = environment(machine)
    assert (result.returncode, result.stderr) == (0, "")


def test_python_without_venv(machine: Path) -> None:
    add_python(machine, WITHOUT_VENV)
    assert_one_line(environment(machine), "without its venv module", "apt install python3.11-venv")


def test_no_right_to_write(machine: Path) -> None:
    # A link that leads nowhere can't be made a folder, not even by root.
    (machine / ".venv").symlink_to(machine / "nowhere" / "at" / "all")
    add_python(machine, f'exec {shutil.which("python3", path=os.defpath)} "$@"')
    result = environment(machine)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert "No right to write in" in result.stderr


def test_the_same_requirements_start_no_python(machine: Path) -> None:
    installed = machine / ".venv" / "bin" / "python"
    installed.parent.mkdir(parents=True)
    installed.write_text("#!/bin/sh\nexit 1\n")
    installed.chmod(0o755)
    assert_one_line(environment(machine), "no python3 was found")
    (machine / ".venv" / "requirements.txt").write_text("")
    assert environment(machine).returncode == 0
