"""Make .venv hold what a requirements file pins, and show that something is moving.

Needs Python alone; run by environment.sh, which has checked its version.
"""

import queue
import re
import shutil
import subprocess
import sys
import threading
import venv
from pathlib import Path
from time import monotonic
from typing import IO, cast

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"


def usable() -> bool:
    """Whether .venv was made to its end and its Python is still on this machine."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def install(requirements: str) -> list[str]:
    """Install with pip, drawing its progress; return its complaints, none when it went well."""
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "-r", requirements]
    command += ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    pinned = re.findall(r"^[\w.\[\]-]+==", (ROOT / requirements).read_text(), re.MULTILINE)
    complaints = follow(cast(IO[str], pip.stdout), len(pinned))
    if pip.wait() == 0:
        return []
    return complaints or [f"pip stopped with status {pip.returncode}"]


def follow(output: IO[str], total: int) -> list[str]:
    """Draw what pip is at, a few times a second, until it ends; return its error lines."""
    lines: queue.Queue[str | None] = queue.Queue()

    def pump() -> None:
        for line in output:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=pump, daemon=True).start()
    begun, done, doing = monotonic(), 0, "starting"
    complaints: list[str] = []
    while True:
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            line = ""
        if line is None:
            draw("", end=True)
            return complaints
        words = line.split()
        if line.startswith("Ignoring "):  # for another system
            total -= 1
        elif line.startswith("Collecting "):
            done, doing = done + 1, words[1].split("==")[0]
        elif line.startswith("Installing "):
            done, doing = total, "unpacking"
        elif line.startswith("ERROR: "):
            complaints.append(line.removeprefix("ERROR: ").strip())
        elif line.startswith("WARNING: Retrying") and not complaints:
            complaints.append("the package index does not answer")
        elif words:  # "Downloading", "Using cached": news of the same package
            continue
        draw(f"  {bar(done, total)} {done}/{total} {doing}, {monotonic() - begun:.0f} s")


def bar(done: int, total: int, width: int = 24) -> str:
    full = width * min(done, total) // max(total, 1)
    return "█" * full + "░" * (width - full)


def draw(text: str, end: bool = False) -> None:
    """Write over the last line of a terminal; in a log, one dot for each sign of life."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    else:
        print("\n" if end else ".", end="", flush=True)


def main(requirements: str) -> None:
    try:
        if not usable():
            print("Making a Python environment in .venv …", flush=True)
            shutil.rmtree(FOLDER, ignore_errors=True)
            venv.create(FOLDER, with_pip=True)
        stamp = FOLDER / requirements
        stamp.unlink(missing_ok=True)
        print(f"Installing what {requirements} lists …", flush=True)
        if complaints := install(requirements):
            sys.exit(f"The packages could not be installed: {complaints[0]}")
        shutil.copyfile(ROOT / requirements, stamp)
    except KeyboardInterrupt:
        sys.exit("\nStopped; the next start goes on from here.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"The environment in .venv could not be made: {error}")
    except (OSError, ValueError) as error:
        sys.exit(f"No right to write in {FOLDER}: {getattr(error, 'strerror', None) or error}")


if __name__ == "__main__":
    main(sys.argv[1])
