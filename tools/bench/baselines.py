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
from tools.bench.load import Address, send
from tools.bench.measuring import Subject
from tools.bench.processes import Server, environment, running, site
from tools.bench.requests import Request
from tools.bench.scene import Scene
from tools.bench.statements import Asked, Statement, capture


@dataclass(frozen=True)
class Asking:
    """The statements of a guest's page from memory, of one made anew, of a member's page, of a
    post, and of two votes, the second of which takes the first one back."""

    memory: list[Statement]
    anew: list[Statement]
    member: list[Statement]
    post: list[Statement]
    votes: list[list[Statement]]
    submission: str
    comment: int


def ask(scene: Scene) -> Asking:
    """What each of them asks when it isn't the first of its kind."""
    guest, member = Request(scene.page), scene.people[0].page(scene.page)
    posts = [next(scene.posts().requests()) for _ in range(2)]
    votes = scene.people[0].votes(scene.database.reading)
    asked: list[Asked] = [(guest, None), (guest, None)]
    asked += [(guest, f"thread:{scene.database.question}"), (member, None), (member, None)]
    asked += [(post, None) for post in posts] + [(next(votes), None) for _ in range(4)]
    found = capture(scene.database, scene.address.host, asked)
    body = (posts[1].body or b"").decode()
    submission = body.partition("submission=")[2]
    comment = scene.database.newest_comment()
    return Asking(found[1], found[2], found[4], found[6], found[9:11], submission, comment)


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
    host = scene.address.host
    guest = send(scene.address, iter([Request(scene.page).wire(host)])).body
    member = send(scene.address, iter([scene.people[0].page(scene.page).wire(host)])).text()
    (versions,) = [sql for sql, _values in asking.memory]
    replays = {
        "member": ([asking.member], member.encode()),
        "post": ([asking.post], b""),
        "vote": (asking.votes, b""),
    }
    Recipe(guest, versions, replays, asking.comment, asking.submission).write()
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
    address = Address(server.port, f"localhost:{server.port}")

    def requests() -> Iterator[Request]:
        for request in measured.requests():
            headers = {**request.headers, "Origin": f"http://{address.host}"}
            yield replace(request, path=f"/replay/{name}", headers=headers)

    return Subject(title, [server], address, requests, measured.status, measured.same)


@contextmanager
def guests(scene: Scene, server: Server) -> Iterator[list[Subject]]:
    """Who else answers the guest's page: nginx from a file, a dictionary, a constant view."""
    with ExitStack() as stack:
        subjects = []
        if nginx.program():
            port = nginx.free_port()
            page = send(scene.address, iter([Request(scene.page).wire(scene.address.host)])).body
            files = stack.enter_context(serving(RUN / "files", page, port))
            subjects.append(_constant("nginx, the same bytes as a file", files, "/page"))
        subjects.append(_constant("granian, a dictionary and one statement", server, "/dictionary"))
        subjects.append(_constant("a constant Django view, no middleware", server, "/constant"))
        yield subjects


def _constant(name: str, server: Server, path: str) -> Subject:
    address = Address(server.port, f"localhost:{server.port}")
    return Subject(name, [server], address, lambda: repeat(Request(path)), same=True)


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
        yield [Subject(SITE, servers, address, lambda: repeat(Request(scene.page)), same=True)]
