"""All that is measured, on sites that differ in the length of their thread alone and run side by
side, so that a busy moment of the machine hits both."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from tools import nginx
from tools.bench import baselines, databases
from tools.bench.figures import MEMORY, START, Figure
from tools.bench.measuring import Measured, Subject, measure
from tools.bench.posting import posting
from tools.bench.processes import site
from tools.bench.requests import Request
from tools.bench.scene import WRITERS, Scene, enter
from tools.bench.statements import capture_each

AT_ONCE = f"post, {WRITERS} at once"
WHILE_POSTING = "guest, while comments are posted"
# Guests who ask at the same time, each for the next page as soon as the last one is here: enough
# that the server never waits for them, and as many as leave it time for writers.
CROWD = 32
READERS = 8


@dataclass(frozen=True)
class Amount:
    """How many requests of each kind in a round, and rounds."""

    memory: int = 10_000
    page: int = 100
    each_list: int = 20
    rounds: int = 3
    # Only rows whose name begins so.
    only: str = ""


@dataclass(frozen=True)
class Stage:
    """A scene, what its pages ask, and what it is held against."""

    scene: Scene
    asked: baselines.Asking
    others: baselines.Others


class Run:
    """``rows`` and ``figures`` grow as it goes."""

    def __init__(self, sizes: Sequence[int], amount: Amount) -> None:
        self.sizes, self.amount = sizes, amount
        self.rows: list[Measured] = []
        self.figures: list[Figure] = []

    def measure(self) -> None:
        copies = databases.fresh_copies(self.sizes)
        for database in copies:
            self._measure_start(database)
        with ExitStack() as stack:
            stages = [self._open(stack, database) for database in copies]
            scenes = [stage.scene for stage in stages]
            self._measure_guests(stages)
            self._measure_members(stages)
            self._measure_pages("anew", [(scene, scene.public_pages()) for scene in scenes], "all")
            self._measure_pages("admin", [(scene, scene.admin_lists()) for scene in scenes])
            self._measure_crowd(scenes)
            for scene in scenes:
                self._measure_tail(scene)
                largest = max(scene.server.memory()) / 1_000_000
                self._figure(scene.database, "memory of a process", largest, MEMORY, "MB")

    def _row(self, what: str, subjects: Sequence[Subject], number: int, at_once: int = 1) -> None:
        if what.startswith(self.amount.only):
            print(f"  {what}", flush=True)
            self.rows += measure(what, subjects, number, self.amount.rounds, at_once)

    def _figure(
        self, database: databases.Database, what: str, measured: float, most: float, unit: str
    ) -> None:
        name = f"{what}, {database.comments:,} comments"
        self.figures.append(Figure(name, measured, most, unit))

    def _measure_start(self, database: databases.Database) -> None:
        starts = []
        # The first one brings the copy up to date with the code of today.
        for _ in range(1 + self.amount.rounds):
            with site(nginx.free_port(), database.path) as server:
                starts.append(server.started_in)
        self._figure(database, "start until the first page", median(starts[1:]), START, "s")

    def _open(self, stack: ExitStack, database: databases.Database) -> Stage:
        server = stack.enter_context(site(nginx.free_port(), database.path))
        scene = enter(database, server)
        asked = baselines.ask(scene)
        return Stage(scene, asked, stack.enter_context(baselines.others(scene, asked)))

    def _measure_guests(self, stages: Sequence[Stage]) -> None:
        first, memory = stages[0], self.amount.memory
        guests = [stage.scene.guest().asking(stage.asked.memory) for stage in stages]
        with baselines.guests(first.scene, first.others.bare) as others:
            self._row("guest, from memory", [*guests, *others], memory, CROWD)
        with baselines.behind_nginx(first.scene) as fronted:
            if fronted:
                self._row("guest, behind nginx", fronted, memory, CROWD)
        known = [stage.scene.not_modified().asking(stage.asked.memory) for stage in stages]
        self._row("guest, not modified", known, memory // 2, CROWD)
        anew = [stage.scene.guest_anew().asking(stage.asked.anew) for stage in stages]
        self._row("guest, made anew", anew, self.amount.page)

    def _measure_members(self, stages: Sequence[Stage]) -> None:
        """Each beside views that only run the same statements."""
        for what in ("member", "vote", "post"):
            subjects: list[Subject] = []
            for stage in stages:
                steps = stage.asked.writing[what]
                subject = stage.scene.members_request(what).asking(steps[0])
                subjects += [subject, *stage.others.replaying(what, subject)]
            self._row(what, subjects, self.amount.page)

    def _measure_pages(
        self,
        kind: str,
        pages: Sequence[tuple[Scene, dict[str, Request]]],
        change: str | None = None,
    ) -> None:
        """Pages that have the same names in each scene; after a change where a scope is named."""
        found: dict[str, list[Subject]] = {}
        for scene, requests in pages:
            host, each = scene.address.host, list(requests.values())
            steps = capture_each(scene.database, host, each, change)
            for name, request, asked in zip(requests, each, steps, strict=True):
                page = scene.anew(request, change) if change else scene.always(request)
                found.setdefault(name, []).append(page.asking(asked))
        for name, subjects in found.items():
            self._row(f"{kind}: {name}", subjects, self.amount.each_list)

    def _measure_crowd(self, scenes: Sequence[Scene]) -> None:
        """Many at once; every comment that was acknowledged must be there."""
        before = [scene.database.count_comments() for scene in scenes]
        self._row(AT_ONCE, [scene.posts(WRITERS) for scene in scenes], self.amount.page, WRITERS)
        taken = {row.comments: row.taken for row in self.rows if row.what == AT_ONCE}
        for scene, were in zip(scenes, before, strict=True):
            database = scene.database
            lost = were + taken.get(database.comments, 0) - database.count_comments()
            self._figure(database, f"comments lost, {WRITERS} at once", lost, 0, "")

    def _measure_tail(self, scene: Scene) -> None:
        with posting(scene):
            self._row(WHILE_POSTING, [scene.guest()], 2 * self.amount.memory, READERS)
