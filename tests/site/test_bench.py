"""`make bench`: its arithmetic, and one run with hardly any requests."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.machines.project import Project
from tools.bench import cost, document, figures, table
from tools.bench.figures import BARE, SITE, Figure
from tools.bench.load import Load
from tools.bench.measuring import Measured, Reading, middle, rank, reading
from tools.bench.requests import Request, form
from tools.bench.statements import count

ROOT = Path(__file__).resolve().parent.parent.parent


def made_reading(**values: float) -> Reading:
    usual = {"cpu": 1.0, "per_second": 100.0, "p50": 1.0, "p99": 2.0, "size": 10.0, "errors": 0.0}
    return Reading(**usual | values)


def row(what: str, comments: int, subject: str = SITE, **values: float) -> Measured:
    return Measured(what, comments, subject, 100, 104, made_reading(**values))


def test_a_rank_is_the_smallest_value_that_enough_do_not_exceed() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert rank(hundred, 0.99) == 99
    assert rank(hundred, 0.5) == 50
    assert rank([7.0], 0.99) == 7


def test_a_load_becomes_milliseconds_for_each_request() -> None:
    load = Load([0.002, 0.001, 0.004, 0.003], Counter({200: 3, 500: 1}), b"", b"12345", 2.0)
    found = reading(load, cpu_seconds=0.04, status=200)
    assert found == Reading(cpu=10, per_second=2, p50=2, p99=4, size=5, errors=1)


def test_of_the_rounds_the_median_counts_and_every_error() -> None:
    rounds = [made_reading(cpu=cpu, errors=1) for cpu in (9, 1, 2)]
    assert middle(rounds).cpu == 2
    assert middle(rounds).errors == 3


def test_figures_say_what_is_missed() -> None:
    rows = [row("member", 500, cpu=3.9), row("member", 500, BARE, cpu=2.6)]
    absolute, against = figures.of_requests(rows)
    assert (absolute.measured, absolute.most, absolute.met) == (3.9, 4.0, True)
    assert against.measured == pytest.approx(1.5)
    assert not against.met
    assert "MISSED" in list(table.figures([against]))[1]
    assert "MISSED" not in list(table.figures([absolute]))[1]


def test_growth_holds_each_page_against_itself() -> None:
    rows = [row("home", 500, cpu=2), row("home", 9000, cpu=3), row("home", 9000, BARE, cpu=9)]
    (figure,) = figures.of_growth([*rows, row("only here", 500)])
    assert (figure.measured, figure.met) == (1.5, False)
    assert list(figures.of_growth(rows[:1])) == []


def test_one_wrong_answer_misses_its_figure() -> None:
    (figure,) = figures.of_errors([row("home", 500), row("post", 500, errors=1)])
    assert figure == Figure("wrong answers to 200 requests", 1, 0, "")
    assert not figure.met


def test_a_slow_hundredth_is_held_against_the_median() -> None:
    (figure,) = figures.of_tail([row("busy", 500, p50=2, p99=5), row("calm", 500)], "busy")
    assert (figure.measured, figure.met) == (2.5, False)


def test_tables_have_a_line_for_each_row() -> None:
    rows = [row("member", 500, cpu=3), row("member", 500, BARE, cpu=2)]
    text = table.as_text(table.pages(rows)).splitlines()
    assert [line.split()[:3] for line in text[1:]] == [["member", "500", "3.00"]]
    marked = table.as_markdown(table.beside(rows)).splitlines()
    assert marked[2] == f"| {BARE} | member | 500 | 2.00 | 1.50 × |"


def test_the_document_takes_new_tables_and_keeps_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "performance.md"
    file.write_text(f"before\n\n{document.BEGINS}\n\nold\n\n{document.ENDS}\n\nafter\n")
    monkeypatch.setattr(document, "FILE", file)
    machine = {"processor": "P", "cores": 2, "system": "6", "python": "3", "busy": 0.5}
    for _ in range(2):
        document.write(machine, [row("member", 500, cpu=3)], [])
    text = file.read_text()
    assert text.startswith(f"before\n\n{document.BEGINS}\n\nMeasured on ")
    assert text.endswith(f"\n\n{document.ENDS}\n\nafter\n")
    assert "old" not in text
    assert text.count("| member | 3,000 s |") == 1


def test_the_project_s_own_document_has_the_marks() -> None:
    text = document.FILE.read_text(encoding="utf-8")
    assert 0 < text.find(document.BEGINS) < text.find(document.ENDS)


def test_a_mix_of_page_views_is_the_sum_of_its_parts() -> None:
    readings = {what: made_reading(cpu=2, size=100) for what in cost.MIX}
    requests = sum(cost.MIX.values())
    assert cost.mixed(readings) == cost.Cost(2 * requests / 1000, 100 * requests)


def test_frames_of_transactions_are_no_statements() -> None:
    assert count([("BEGIN IMMEDIATE", None), ("SELECT 1", []), ("COMMIT", None)]) == 1


def test_a_request_is_the_same_on_the_wire_and_in_this_process() -> None:
    request = form("/a/?b=c", {"Cookie": "d=e"}, {"f": "g h"})
    head, _, body = request.wire("localhost:1").partition(b"\r\n\r\n")
    assert head.startswith(b"POST /a/?b=c HTTP/1.1\r\nHost: localhost:1\r\n")
    assert b"Content-Length: 5" in head
    assert body == b"f=g+h"
    environ = request.environ("localhost:1")
    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == ("/a/", "b=c")
    assert (environ["HTTP_COOKIE"], environ["CONTENT_LENGTH"]) == ("d=e", "5")
    assert environ["wsgi.input"].read() == body
    assert Request("/").method == "GET"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A copy: nothing that lies in the project's own var may change."""
    folder = tmp_path / "project"
    folder.mkdir()
    Project(folder)
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=unwanted)
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    yield folder
    # A run leaves its databases for the next one.
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="processor time is read from Linux's /proc")
@pytest.mark.once
def test_a_run_prints_its_tables_and_writes_them_down(project: Path) -> None:
    options = ["--quick", "--comments", "60"]
    run = subprocess.run(
        [sys.executable, "-m", "tools.bench", *options],
        cwd=project,
        env={"PATH": os.environ["PATH"], "HOME": str(project)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "wrong answers" in run.stdout
    report = json.loads((project / "var" / "bench.json").read_text())
    rows: list[dict[str, Any]] = report["rows"]
    site = {(row["what"], row["comments"]): row for row in rows if row["subject"] == SITE}
    for what in ("guest, from memory", "guest, made anew", "member", "post", "vote"):
        assert site[what, 60]["cpu"] > 0
        assert site[what, 60]["statements"] > 0
    assert site["guest, from memory", 60]["statements"] == 1
    assert site["guest, not modified", 60]["size"] == 0
    assert any(what.startswith("admin: ") for what, _comments in site)
    assert {row["errors"] for row in rows} == {0}
    lost = [figure for figure in report["figures"] if "lost" in figure["what"]]
    assert [figure["measured"] for figure in lost] == [0]
