"""A site with a long thread, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, repeat
from random import Random

from tools.bench.databases import Database
from tools.bench.figures import SITE
from tools.bench.load import Address, Load, send
from tools.bench.measuring import Requests, Subject
from tools.bench.people import Person, sign_in
from tools.bench.processes import Server
from tools.bench.requests import Request

WRITERS = 8
ONE_ROW = {"/admin/discussions/siterules/"}
LIST = re.compile(r'href="(/admin/(?:explainer|discussions)/\w+/)"')


@dataclass(frozen=True)
class Scene:
    """``people`` are members, ``editor`` may see the admin."""

    database: Database
    server: Server
    people: list[Person]
    editor: Person
    chance: Random

    @property
    def address(self) -> Address:
        return Address.plain(self.server.port)

    @property
    def page(self) -> str:
        """Of the question with the long thread."""
        return f"/questions/{self.database.question}/"

    def ask(self, request: Request) -> Load:
        return send(self.address, iter([request.wire(self.address.host)]))

    def subject(self, requests: Requests, status: int = 200, same: bool = False) -> Subject:
        size = self.database.comments
        return Subject(SITE, size, [self.server], self.address, requests, status, same)

    def always(self, request: Request, status: int = 200) -> Subject:
        return self.subject(lambda: repeat(request), status, same=True)

    # -- Guests --

    def guest(self) -> Subject:
        return self.always(Request(self.page))

    def not_modified(self) -> Subject:
        etag = self.ask(Request(self.page)).header("etag")
        return self.always(Request(self.page, {"If-None-Match": etag}), status=304)

    def guest_anew(self) -> Subject:
        return self.anew(Request(self.page), self.database.thread)

    def anew(self, request: Request, scope: str) -> Subject:
        """Each time after a change of that scope."""

        def requests() -> Iterator[Request]:
            while True:
                self.database.change(scope)
                yield request

        return self.subject(requests)

    def public_pages(self) -> dict[str, Request]:
        """By what they show."""
        paths = {
            "home": "/",
            "explanation": f"/explained/{self.database.explanation}/",
            "questions": "/questions/",
            "newest first": f"{self.page}?sort=new",
            "oldest first": f"{self.page}?sort=old",
            "for a reading": f"{self.page}?supports={self.database.reading}",
            "results": f"{self.page}results/",
            "how many there are": f"{self.page}latest/",
            "a comment": f"/comments/{self.database.newest_comment()}/",
            "folded replies": f"/comments/{self.database.most_answered()}/branch/",
            "a member": "/members/member1/",
            "log of moderation": "/moderation/log/",
            "feed": f"/feeds/questions/{self.database.question}/",
            "sitemap": "/sitemap.xml",
        }
        return {name: Request(path) for name, path in paths.items()}

    # -- Members --

    def members_request(self, what: str) -> Subject:
        """``member`` (the page), ``vote`` or ``post``."""
        if what == "post":
            return self.posts()
        reader = self.people[0]
        if what == "vote":
            return self.subject(lambda: reader.votes(self.database.reading), status=303)
        return self.always(reader.page(self.page))

    def posts(self, number_of_people: int = 1) -> Subject:
        def requests() -> Iterator[Request]:
            for person in cycle(self.people[:number_of_people]):
                yield person.comment(self.database.question, self.chance)

        return self.subject(requests, status=303)

    # -- The admin --

    def admin_lists(self) -> dict[str, Request]:
        """By the names of their models; where there is one row, its list is a form."""
        found = set(LIST.findall(self.ask(self.editor.page("/admin/")).text())) - ONE_ROW
        return {path.split("/")[3]: self.editor.page(path) for path in sorted(found)}


def enter(database: Database, server: Server) -> Scene:
    """Let everybody sign in."""
    names = [f"member{number}" for number in range(1, WRITERS + 1)]
    people = [sign_in(server.port, name, database.password) for name in names]
    editor = sign_in(server.port, "editor", database.password)
    return Scene(database, server, people, editor, Random(database.comments))
