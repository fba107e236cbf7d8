"""Two processes that serve one site, on real servers and on the embedded database."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import pytest

from tests.machines.project import Process, Project
from tests.machines.servers import Postgres, Redis, missing
from tests.machines.visitor import Visitor
from tests.support.cast import PASSWORD

QUESTION = "/questions/is-her-a-romance/"
MEMBERS = ["reader", "author", "newcomer"]


# First: with --dist loadgroup xdist reads the groups in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.machines)
            # They end servers that they share.
            item.add_marker(pytest.mark.xdist_group("machines"))


@dataclass
class Machines:
    """Two processes that serve one site."""

    one: Process
    two: Process

    def member(self, name: str) -> Visitor:
        return self.one.visitor().sign_in(name, PASSWORD)


@dataclass
class Servers:
    """What both processes use."""

    primary: Postgres
    replica: Postgres
    redis: Redis

    def start(self) -> None:
        for server in (self.primary, self.replica, self.redis):
            server.start()

    def stop(self) -> None:
        for server in (self.redis, self.replica, self.primary):
            server.stop()


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """That the user of PostgreSQL may enter, unlike those that pytest makes."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def project(folder: Path) -> Project:
    made = Project(folder / "project")
    made.collect_static()
    return made


@pytest.fixture(scope="session")
def embedded(project: Project) -> Iterator[Machines]:
    """Both on one SQLite file."""
    environment = {"DATABASE_URL": f"sqlite:///{project.folder / 'var' / 'db.sqlite3'}"}
    yield from _serve(project, environment)


@pytest.fixture(scope="session")
def shared_servers(folder: Path) -> Iterator[Servers]:
    if problem := missing():
        pytest.skip(problem)
    servers = Servers(Postgres(folder / "primary"), Postgres(folder / "replica"), Redis(folder))
    try:
        servers.primary.create()
        servers.replica.copy(servers.primary)
        servers.redis.start()
        yield servers
    finally:
        servers.stop()


@pytest.fixture(scope="session")
def shared_machines(project: Project, shared_servers: Servers) -> Iterator[Machines]:
    environment = {
        "DATABASE_URL": shared_servers.primary.url,
        "REPLICA_URL": shared_servers.replica.url,
        "CACHE_URL": shared_servers.redis.url,
    }
    yield from _serve(project, environment)


def _serve(project: Project, environment: dict[str, str]) -> Iterator[Machines]:
    project.prepare(environment, PASSWORD, MEMBERS)
    # Both ways to keep connections to a PostgreSQL.
    machines = Machines(
        Process(project, environment | {"DATABASE_POOL": "on"}), Process(project, environment)
    )
    try:
        machines.one.wait()
        machines.two.wait()
        yield machines
    finally:
        machines.one.stop()
        machines.two.stop()


@pytest.fixture
def servers(shared_servers: Servers) -> Iterator[Servers]:
    """A test may end them."""
    yield shared_servers
    shared_servers.start()


@pytest.fixture
def machines(servers: Servers, shared_machines: Machines) -> Iterator[Machines]:
    """Both on the servers, and both still the processes that they were when the test began."""
    both = (shared_machines.one, shared_machines.two)
    eventually(lambda: all(process.visitor().get("/readyz").status == 200 for process in both))
    yield shared_machines
    assert all(process.is_running for process in both)


def eventually(holds: Callable[[], bool]) -> None:
    """Ask until it does. AssertionError after a time that no machine should need."""
    for _ in range(200):
        if holds():
            return
        sleep(0.1)
    raise AssertionError("it never happened")
