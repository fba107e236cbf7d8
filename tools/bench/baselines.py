"""What the site is held against, and the site behind nginx."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import repeat

from tools import nginx
from tools.bench import ROOT, RUN
from tools.bench.bare.recipe import Recipe
from tools.bench.figures import BARE, SITE, STOCK
from tools.bench.files import serving
from tools.bench.load import Address
from tools.bench.measuring import Subject
from tools.bench.processes import Server, environment, running, site
from tools.bench.requests import Request
from tools.bench.scene import Scene
from tools.bench.statements import Asked, Statement, capture


@dataclass(frozen=True)
class Asking:
    """The statements of a guest's page from memory, and of one made anew; of a member's page, of a
    post and of two votes, the second of which takes the first one back."""

    memory: list[Statement]
    anew: list[Statement]
    writing: dict[str, list[list[Statement]]]
    submission: str
    comment: int


def ask(scene: Scene) -> Asking:
    """What each of them asks when it isn't the first of its kind."""
    guest, member = Request(scene.page), scene.people[0].page(scene.page)
    posts = [next(scene.posts().requests()) for _ in range(2)]
    votes = scene.people[0].votes(scene.database.reading)
    asked: list[Asked] = [(guest, None), (guest, None)]
    asked += [(guest, scene.database.thread), (member, None), (member, None)]
    asked += [(post, None) for post in posts] + [(next(votes), None) for _ in range(4)]
    found = capture(scene.database, scene.address.host, asked)
    body = (posts[1].body or b"").decode()
    submission = body.partition("submission=")[2]
    comment = scene.database.newest_comment()
    writing = {"member": [found[4]], "post": [found[6]], "vote": found[9:11]}
    return Asking(found[1], found[2], writing, submission, comment)


@dataclass(frozen=True)
class Others:
    """``bare`` has a dictionary, a constant view and replays; ``stock`` has replays behind Django's
    own middleware."""

    bare: Server
    stock: Server

    def replaying(self, name: str, measured: Subject) -> list[Subject]:
        """The same requests, answered by views that only run the statements."""
        servers = {BARE: self.bare, STOCK: self.stock}
        return [_replayed(title, server, name, measured) for title, server in servers.items()]


@contextmanager
def others(scene: Scene, asking: Asking) -> Iterator[Others]:
    """On the site's database."""
    guest = scene.ask(Request(scene.page)).body
    member = scene.ask(scene.people[0].page(scene.page)).text().encode()
    (versions,) = [sql for sql, _values in asking.memory]
    replays = {
        what: (steps, member if what == "member" else b"") for what, steps in asking.writing.items()
    }
    recipe = Recipe(guest, versions, replays, asking.comment, asking.submission)
    recipe.write(scene.database.path.parent)
    with _serving(scene, "settings") as bare, _serving(scene, "stock") as stock:
        yield Others(bare, stock)


@contextmanager
def _serving(scene: Scene, settings: str) -> Iterator[Server]:
    port = nginx.free_port()
    command = [sys.executable, "-m", "tools.bench.bare.serve", str(port)]
    module = f"tools.bench.bare.{settings}"
    environ = environment(scene.database.path, DJANGO_SETTINGS_MODULE=module)
    with running(command, port, "/constant", environ) as server:
        yield server


def _replayed(title: str, server: Server, name: str, measured: Subject) -> Subject:
    address = Address.plain(server.port)

    def requests() -> Iterator[Request]:
        for request in measured.requests():
            headers = {**request.headers, "Origin": f"http://{address.host}"}
            yield replace(request, path=f"/replay/{name}", headers=headers)

    size = measured.comments
    return Subject(title, size, [server], address, requests, measured.status, measured.same)


@contextmanager
def guests(scene: Scene, server: Server) -> Iterator[list[Subject]]:
    """Who else answers the guest's page: nginx from a file, a dictionary, a constant view."""
    with ExitStack() as stack:
        subjects = []
        if nginx.program():
            port = nginx.free_port()
            page = scene.ask(Request(scene.page)).body
            files = stack.enter_context(serving(RUN / "files", page, port))
            subjects.append(_constant("nginx, the same bytes as a file", scene, files, "/page"))
        name = "granian, a dictionary and one statement"
        subjects.append(_constant(name, scene, server, "/dictionary"))
        name = "a constant Django view, no middleware"
        subjects.append(_constant(name, scene, server, "/constant"))
        yield subjects


def _constant(name: str, scene: Scene, server: Server, path: str) -> Subject:
    address, size = Address.plain(server.port), scene.database.comments
    return Subject(name, size, [server], address, lambda: repeat(Request(path)), same=True)


@contextmanager
def behind_nginx(scene: Scene) -> Iterator[Sequence[Subject]]:
    """The guest's page over TLS from the configuration that the project ships, the application
    behind it; none without nginx."""
    if not nginx.program():
        yield []
        return
    folder = RUN / "nginx"
    folder.mkdir()
    place = nginx.Place(folder, ROOT / "var", nginx.free_port())
    published = {
        "SITE_URL": f"https://{nginx.NAME}",
        "ALLOWED_HOSTS": f"{nginx.NAME},localhost",
        "TRUSTED_PROXIES": "1",
    }
    with (
        site(place.application, scene.database.path, **published) as application,
        nginx.running(place) as process,
    ):
        tls = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
        servers = [application, Server(process.pid, place.https, 0)]
        address = Address(place.https, nginx.NAME, tls)
        size, page = scene.database.comments, Request(scene.page)
        yield [Subject(SITE, size, servers, address, lambda: repeat(page), same=True)]
