"""A site with a long thread, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, repeat
from random import Random

from tools.bench.databases import Database
from tools.bench.figures import SITE
from tools.bench.load import Address, send
from tools.bench.measuring import Requests, Subject
from tools.bench.people import Person, sign_in
from tools.bench.processes import Server
from tools.bench.requests import Request

WRITERS = 8
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
        return Address(self.server.port, f"localhost:{self.server.port}")

    @property
    def page(self) -> str:
        """Of the question with the long thread."""
        return f"/questions/{self.database.question}/"

    def subject(self, requests: Requests, status: int = 200, same: bool = False) -> Subject:
        return Subject(SITE, [self.server], self.address, requests, status, same)

    def always(self, request: Request, status: int = 200) -> Subject:
        return self.subject(lambda: repeat(request), status, same=True)

    def anew(self, path: str, scope: str = "") -> Subject:
        """As a guest, each time after a change."""

        def requests() -> Iterator[Request]:
            while True:
                self.database.change(scope)
                yield Request(path)

        return self.subject(requests)

    def not_modified(self) -> Subject:
        headers = {"If-None-Match": self.etag()}
        return self.always(Request(self.page, headers), status=304)

    def etag(self) -> str:
        load = send(self.address, iter([Request(self.page).wire(self.address.host)]))
        return load.header("etag")

    def member(self) -> Subject:
        return self.always(self.people[0].page(self.page))

    def posts(self, number_of_people: int = 1) -> Subject:
        def requests() -> Iterator[Request]:
            for person in cycle(self.people[:number_of_people]):
                yield person.comment(self.database.question, self.chance)

        return self.subject(requests, status=303)

    def votes(self) -> Subject:
        return self.subject(lambda: self.people[0].votes(self.database.reading), status=303)

    def public_pages(self) -> dict[str, str]:
        question = self.database.question
        return {
            "home": "/",
            "explanation": f"/explained/{self.database.explanation}/",
            "questions": "/questions/",
            "newest first": f"{self.page}?sort=new",
            "oldest first": f"{self.page}?sort=old",
            "results": f"{self.page}results/",
            "a comment": f"/comments/{self.database.newest_comment()}/",
            "a member": "/members/member1/",
            "feed": f"/feeds/questions/{question}/",
            "sitemap": "/sitemap.xml",
        }

    def admin_lists(self) -> dict[str, str]:
        """By the names of their models."""
        index = self.editor.page("/admin/").wire(self.address.host)
        html = send(self.address, iter([index])).text()
        return {path.split("/")[3]: path for path in sorted(set(LIST.findall(html)))}


def enter(database: Database, server: Server) -> Scene:
    """Let everybody sign in."""
    names = [f"member{number}" for number in range(1, WRITERS + 1)]
    people = [sign_in(server.port, name, database.password) for name in names]
    editor = sign_in(server.port, "editor", database.password)
    return Scene(database, server, people, editor, Random(database.comments))
