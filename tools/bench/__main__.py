"""python -m tools.bench: measure, print, write var/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from tools.bench import RESULTS, cost, document, figures, table
from tools.bench.figures import Figure
from tools.bench.measuring import Measured
from tools.bench.run import WHILE_POSTING, Amount, Run

SIZES = (500, 100_000)
QUICK = Amount(memory=200, page=4, each_list=1, rounds=1)


def main() -> int:
    options = arguments().parse_args()
    if not Path("/proc/self/schedstat").exists():
        print("Processor time is read from /proc, which only Linux has.", file=sys.stderr)
        return 1
    machine = describe()
    print(f"{machine['processor']}, {machine['cores']} cores, Linux {machine['system']}")
    amount = replace(QUICK if options.quick else Amount(), only=options.only)
    run = Run(sorted(set(options.comments)), amount)
    run.measure()
    rows = run.rows
    found = [
        *figures.of_requests(rows),
        *figures.of_growth([row for row in rows if row.what != WHILE_POSTING]),
        *figures.of_tail(rows, WHILE_POSTING),
        *run.figures,
        *figures.of_errors(rows),
    ]
    for each in (table.pages(rows), table.beside(rows), table.figures(found), cost.million(rows)):
        print("\n" + table.as_text(each))
    RESULTS.write_text(json.dumps(report(machine, rows, found), indent=2) + "\n")
    if options.document:
        document.write(machine, rows, found)
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few requests: to see that it runs")
    parser.add_argument(
        "--document", action="store_true", help="put the tables into docs/performance.md as well"
    )
    parser.add_argument("--only", default="", metavar="WORDS", help="rows that begin so: admin")
    parser.add_argument(
        "--comments", type=int, nargs="+", default=SIZES, metavar="N", help="in the long thread"
    )
    return parser


def describe() -> dict[str, object]:
    """The machine, as far as it matters."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.release().partition("-")[0],
        "python": platform.python_version(),
        "busy": os.getloadavg()[0],
    }


def report(
    machine: dict[str, object], rows: list[Measured], found: list[Figure]
) -> dict[str, object]:
    return {
        "taken": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "rows": [row.as_json() for row in rows],
        "figures": [asdict(figure) | {"met": figure.met} for figure in found],
    }


if __name__ == "__main__":
    sys.exit(main())
