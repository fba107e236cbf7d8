"""The site on one machine: ``make serve`` checks, prepares and starts it.

Nothing here imports Django before it must: a start that finds everything prepared is
decided by digests alone, and Django is then loaded once, by the server.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"


class Trouble(Exception):
    """What keeps the site from starting, in one line that says what to do about it."""
