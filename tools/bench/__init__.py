"""What the site costs: ``make bench``; docs/performance.md says what is measured and how."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var" / "bench"
# Filled databases, kept from one time to the next.
FILLED = VAR / "filled"
# What one run works on; removed before each size.
RUN = VAR / "run"
RESULTS = ROOT / "var" / "bench.json"
HERE = "127.0.0.1"
