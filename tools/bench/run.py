"""All that is measured with one length of the thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from tools import nginx
from tools.bench import baselines, databases, statements
from tools.bench.figures import MEMORY, START, Figure
from tools.bench.measuring import Measured, Subject, measure
from tools.bench.posting import posting
from tools.bench.processes import Server, site
from tools.bench.requests import Request
from tools.bench.scene import WRITERS, Scene, enter

AT_ONCE = f"post, {WRITERS} at once"
WHILE_POSTING = "guest, while comments are posted"
# Guests who ask at the same time, each for the next page as soon as the last one is here.
GUESTS = 8


@dataclass(frozen=True)
class Amount:
    """How many requests of each kind in a round, and rounds."""

    memory: int = 10_000
    page: int = 100
    each_list: int = 20
    rounds: int = 3
    # Only rows whose name begins so.
    only: str = ""


class Run:
    """``rows`` and ``figures`` grow as it goes."""

    def __init__(self, comments: int, amount: Amount) -> None:
        self.comments, self.amount = comments, amount
        self.rows: list[Measured] = []
        self.figures: list[Figure] = []

    def measure(self, with_baselines: bool) -> None:
        """``with_baselines``: what doesn't depend on the length of the thread as well."""
        database = databases.fresh_copy(self.comments)
        with site(nginx.free_port(), database.path):
            # Brings the copy up to date with the code of today, which is no part of a start.
            pass
        self._measure_start(database)
        with site(nginx.free_port(), database.path) as server:
            scene = enter(database, server)
            asked = baselines.ask(scene)
            with baselines.others(scene, asked) as others:
                self._measure_guests(scene, asked, others.bare if with_baselines else None)
                self._measure_members(scene, asked, others)
            self._measure_lists(scene)
            self._measure_crowd(scene)
            self._weigh(server)

    def _row(
        self,
        what: str,
        subjects: Sequence[Subject],
        number: int,
        at_once: int = 1,
        asked: Sequence[statements.Statement] | None = None,
    ) -> None:
        if not what.startswith(self.amount.only):
            return
        count = None if asked is None else statements.count(asked)
        print(f"  {what}", flush=True)
        rounds = self.amount.rounds
        self.rows += measure(what, self.comments, subjects, number, rounds, at_once, count)

    def _figure(self, what: str, measured: float, most: float, unit: str) -> None:
        self.figures.append(Figure(f"{what}, {self.comments:,} comments", measured, most, unit))

    def _measure_start(self, database: databases.Database) -> None:
        starts = []
        for _ in range(self.amount.rounds):
            with site(nginx.free_port(), database.path) as server:
                starts.append(server.started_in)
        self._figure("from the start to the first page", median(starts), START, "s")

    def _measure_guests(self, scene: Scene, asked: baselines.Asking, bare: Server | None) -> None:
        guest, memory = scene.always(Request(scene.page)), self.amount.memory
        with ExitStack() as stack:
            others = stack.enter_context(baselines.guests(scene, bare)) if bare else []
            self._row("guest, from memory", [guest, *others], memory, GUESTS, asked.memory)
        if bare:
            with baselines.behind_nginx(scene) as fronted:
                self._row("guest, behind nginx", fronted, memory, GUESTS)
        same = scene.not_modified()
        self._row("guest, not modified", [same], memory // 2, GUESTS, asked.memory)
        self._row("guest, made anew", [scene.anew(scene.page)], self.amount.page, 1, asked.anew)

    def _measure_members(
        self, scene: Scene, asked: baselines.Asking, others: baselines.Others
    ) -> None:
        """Each beside views that only run the same statements."""
        for what, subject, steps in (
            ("member", scene.member(), asked.member),
            ("vote", scene.votes(), asked.votes[0]),
            ("post", scene.posts(), asked.post),
        ):
            subjects = [subject, *others.replaying(what, subject)]
            self._row(what, subjects, self.amount.page, 1, steps)

    def _measure_lists(self, scene: Scene) -> None:
        """Other public pages made anew, and the lists of the admin."""
        pages = {f"anew: {name}": path for name, path in scene.public_pages().items()}
        lists = {f"admin: {name}": path for name, path in scene.admin_lists().items()}
        asked: list[statements.Asked] = [(Request(path), "all") for path in pages.values()]
        asked += [(scene.editor.page(path), None) for path in lists.values()]
        # Of each the second time: the first one makes what is made once.
        twice = [each for each in asked for _ in range(2)]
        found = statements.capture(scene.database, scene.address.host, twice)[1::2]
        steps = dict(zip([*pages, *lists], found, strict=True))
        for what, path in pages.items():
            self._row(what, [scene.anew(path, "all")], self.amount.each_list, 1, steps[what])
        for what, path in lists.items():
            page = scene.always(scene.editor.page(path))
            self._row(what, [page], self.amount.each_list, 1, steps[what])

    def _measure_crowd(self, scene: Scene) -> None:
        """Many at once; every comment that was acknowledged must be there."""
        before = scene.database.count_comments()
        self._row(AT_ONCE, [scene.posts(WRITERS)], self.amount.page, WRITERS)
        taken = sum(row.taken for row in self.rows if row.what == AT_ONCE)
        lost = before + taken - scene.database.count_comments()
        self._figure(f"comments lost, {WRITERS} at once", lost, 0, "")
        with posting(scene):
            guest = scene.always(Request(scene.page))
            self._row(WHILE_POSTING, [guest], 2 * self.amount.memory, GUESTS)

    def _weigh(self, server: Server) -> None:
        largest = max(server.memory()) / 1_000_000
        self._figure("memory of a process, resident", largest, MEMORY, "MB")
