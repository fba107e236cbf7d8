"""The table of who gets what where: what stands behind the addresses in it, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from discussions.jobs import make_maps
from discussions.models import (
    Comment,
    Decision,
    Flag,
    Interpretation,
    Member,
    Suspension,
    WordRule,
)
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.suspensions import suspend
from explainer.models import Edition, Picture, PreviewLink
from tests.support.cast import make_member, make_staff
from tests.support.content import Content, make_content, post
from tests.support.pages import PARAGRAPH

ROLES = (
    "guest", "member", "author", "suspended", "moderator", "editor", "administrator",
)  # fmt: skip
# A small form that is valid at most addresses.
FORM = {
    "body": "Words", "stance": "agree", "stars": "4", "useful": "yes", "reason": "spam",
    "follow": "yes", "mute": "yes", "display_name": "", "about": "", "text": "Please look again.",
    "featured": "yes", "action": "approve", "rule": "spam", "comment": "none",
}  # fmt: skip


@dataclass
class Site:
    """The small film's pages, and of everything else that has an address one."""

    content: Content
    members: dict[str, Member]
    comment: Comment
    hidden: Comment
    decision: Decision
    suspension: Suspension
    draft: Edition
    link: PreviewLink
    rule: WordRule
    upload: Picture

    def address(self, template: str) -> str:
        reading = Interpretation.objects.filter(question=self.content.question)[0]
        rows: dict[str, Any] = {
            "comment": self.comment, "hidden": self.hidden, "decision": self.decision,
            "suspension": self.suspension, "draft": self.draft, "link": self.link,
            "reading": reading, "note": self.content.note,
            "picture": self.content.edition.lead_picture, "upload": self.upload,
            "explanation": self.content.explanation, "author": self.members["author"],
        }  # fmt: skip
        keys = {name: row.pk for name, row in rows.items()}
        return template.format(paragraph=PARAGRAPH, token=self.link.token, **keys)

    def browser(self, role: str, **options: Any) -> Client:
        client = Client(**options)
        if role != "guest":
            client.force_login(self.members[role])
        return client


def make_site() -> Site:
    """With a comment of the author's, and one that a moderator has hidden a minute ago."""
    content = make_content()
    members = {
        "member": make_member("member"),
        "author": make_member("author"),
        "suspended": make_member("suspended"),
        "moderator": make_staff("moderator", "Moderators"),
        "editor": make_staff("editor", "Editors"),
        "administrator": make_member("administrator", is_staff=True, is_superuser=True),
    }
    author, moderator, suspended = (members[role] for role in ("author", "moderator", "suspended"))
    earlier = timezone.now() - timedelta(hours=1)
    comment = post(content.question, author, "The lamp is the clue.", created_at=earlier)
    hidden = post(content.question, author, "The lamp is a lie.", created_at=earlier)
    decision = decide(hidden, Judgement("hide", rule="unkind"), moderator)
    ends = timezone.now() + timedelta(days=3)
    # For the admin, which has an address for each row.
    Flag.objects.create(member=suspended, comment=comment, reason="spam")
    author.rename("The Author")
    make_maps.enqueue()
    locked = make_member("locked")
    Authenticator.objects.create(user=locked, type=Authenticator.Type.RECOVERY_CODES, data={})
    suspension = suspend(suspended, moderator, rule="spam", message="Enough.", ends_at=ends)
    draft = content.note.explanation.new_edition()
    return Site(
        content, members, comment, hidden, decision, suspension, draft,
        link=PreviewLink.objects.create(edition=draft, reader="A friend", by=members["editor"]),
        rule=WordRule.objects.create(pattern="zanzibar"),
        upload=Picture.objects.create(
            digest="0" * 32, original="originals/0.png", alt="A field", width=1, height=1,
            failure="Broken.",
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """An address by the name of its URL, and what each role gets for GET and for POST."""

    name: str
    template: str
    get: tuple[int, ...]
    post: tuple[int, ...]

    def expected(self, method: str, role: str) -> int:
        statuses = self.get if method == "get" else self.post
        return statuses[min(ROLES.index(role), len(statuses) - 1)]


def read(table: str) -> list[Row]:
    """Lines of name, address, statuses of GET and of POST; see ``tests.support.addresses``."""
    return [_row(line) for line in table.strip().splitlines()]


def _row(line: str) -> Row:
    name, template, *statuses = (cell.strip() for cell in line.split("|"))
    get, post_ = (tuple(map(int, words.split())) for words in statuses)
    assert max(len(get), len(post_)) <= len(ROLES), line
    return Row(name, template, get, post_)


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Of all addresses below; those that have no name lead on to one that has."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{space}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern, f"{space}{inner}")
