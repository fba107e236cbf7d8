"""Pages in two steps.

A shell is the page as a guest sees it, made once for each version of what it shows; it knows the
slots where a member sees something else. A guest gets it as it is. For a member the slots that
differ are filled in, which takes a twentieth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from hersite.freshness import ALL, ENVIRON, Freshness
from hersite.memory import Fragments, Memory
from hersite.middleware import is_guest
from hersite.pagecache.keys import known_parameters

IS_SHELL = "is_shell"
# Stands for the CSRF token in pieces that are kept, and is replaced in every answer. None of these
# characters can be typed into the site.
TOKEN = "\x02"  # noqa: S105
_SLOT = re.compile("\x00([^\x01]*)\x01([^\x00]*)\x00")


def mark(name: str, content: str) -> SafeString:
    """The content as a slot of the shell that is being rendered."""
    return mark_safe(f"\x00{name}\x01{content}\x00")


@dataclass
class Shell:
    """``facts`` are what the slots are filled from: the rows that the page shows."""

    pieces: list[str]
    slots: dict[str, int]
    facts: Any
    language: str | None
    freshness: Freshness

    @property
    def size(self) -> int:
        """In bytes, about: the rows behind a page take as much as its text."""
        return 2 * sum(map(len, self.pieces))

    def fill(self, own: Mapping[str, str]) -> str:
        return "".join(self._with(own))

    def filled(self, contents: Mapping[str, str], freshness: Freshness) -> Shell:
        """The same with other contents for everybody."""
        return replace(self, pieces=self._with(contents), freshness=freshness)

    def _with(self, contents: Mapping[str, str]) -> list[str]:
        pieces = self.pieces.copy()
        for name, html in contents.items():
            if name in self.slots:
                pieces[self.slots[name]] = html
        return pieces

    def insert(self, slot: str, html: str, facts: Any, freshness: Freshness) -> Shell:
        """Another shell, with slots of its own inside that one."""
        at = self.slots[slot]
        inner, inner_slots = _split(html)
        moved = {name: i if i < at else i + len(inner) - 1 for name, i in self.slots.items()}
        del moved[slot]
        moved |= {name: at + i for name, i in inner_slots.items()}
        pieces = [*self.pieces[:at], *inner, *self.pieces[at + 1 :]]
        return Shell(pieces, moved, facts, self.language, freshness)


@dataclass(frozen=True)
class Page:
    """What a shell is drawn from; ``language`` is its content's where that is not the site's."""

    template: str
    context: dict[str, Any]
    facts: Any = None
    language: str | None = None


_shells: Memory[Shell] = Memory(settings.SHELL_BYTES, lambda shell: shell.size)
_frames: Memory[Shell] = Memory(settings.SHELL_BYTES // 4, lambda shell: shell.size)
_accounts = Fragments(most=1_000)


def show(request: HttpRequest, freshness: Freshness, make: Callable[[], Page]) -> HttpResponse:
    """A page with nothing of a member's own but what stands at the top of every page."""
    return respond(request, find(request, freshness, lambda: draw(request.path, freshness, make())))


def find(request: HttpRequest, freshness: Freshness, make: Callable[[], Shell]) -> Shell:
    """The shell of this page, made anew where something has changed."""
    key = (request.path, known_parameters(request.path, request.META["QUERY_STRING"]))
    shell = _find(_shells, key, freshness, make)
    request.META[ENVIRON] = shell.freshness
    return shell


def find_frame(path: str, freshness: Freshness, make: Callable[[Freshness], Page]) -> Shell:
    """The part of a page that only changes with what every page shows, without what is to be
    inserted: it stays while the rest comes and goes."""
    own = freshness.part(ALL)
    frame = _find(_frames, path, own, lambda: draw(path, own, make(own)))
    freshness.until = min(freshness.until, frame.freshness.until)
    return frame


def _find(
    kept: Memory[Shell], key: Hashable, freshness: Freshness, make: Callable[[], Shell]
) -> Shell:
    shell = kept.get(key)
    if shell is None or not shell.freshness.holds(freshness.versions):
        shell = make()
        kept.put(key, shell)
    return shell


def draw(path: str, freshness: Freshness, page: Page) -> Shell:
    html = render(page.template, page.context, path, page.language)
    return Shell(*_split(html), page.facts, page.language, freshness)


def render(template: str, context: dict[str, Any], path: str, language: str | None = None) -> str:
    """A template as a guest sees it on the page at ``path``, its slots marked."""
    with translation.override(language or translation.get_language()):
        return render_to_string(template, {**context, IS_SHELL: True}, request=_anybody(path))


def _split(html: str) -> tuple[list[str], dict[str, int]]:
    """Text, what a guest sees in a slot, text, and so on; and where the slots are."""
    split = _SLOT.split(html)
    pieces, slots = [split[0]], {}
    for name, content, text in zip(split[1::3], split[2::3], split[3::3], strict=True):
        slots[name] = len(pieces)
        pieces += [content, text]
    return pieces, slots


def _anybody(path: str) -> HttpRequest:
    """A guest's request, of which nothing is known but the page: so nothing of the one who asks
    first can enter what all get."""
    request = HttpRequest()
    request.path = request.path_info = path
    request.user = AnonymousUser()
    return request


def respond(
    request: HttpRequest, shell: Shell, own: Callable[[], Mapping[str, str]] = dict
) -> HttpResponse:
    """The page for this viewer; ``own`` gives what the page's slots hold for somebody who is known
    here, with TOKEN for the token."""
    if is_guest(request):
        return HttpResponse("".join(shell.pieces))
    token = get_token(request)
    with translation.override(shell.language or translation.get_language()):
        filled = {"token": _INPUT, **_account(request), **own()}
    return HttpResponse(
        shell.fill({name: html.replace(TOKEN, token) for name, html in filled.items()})
    )


_INPUT = f'<input type="hidden" name="csrfmiddlewaretoken" value="{TOKEN}">'


def _account(request: HttpRequest) -> dict[str, str]:
    own = {}
    if request.user.is_authenticated:
        user = request.user
        shown = (user.get_short_name(), user.unread, user.is_moderator)
        own["account"] = _accounts.get_or_make(shown, lambda: _account_html(*shown))
    if messages := get_messages(request):
        own["messages"] = render_to_string("base/messages.html", {"messages": messages})
    return own


def _account_html(name: str, unread: int, moderator: bool) -> str:
    """Who is signed in, at the top of every page."""
    context = {"name": name, "unread": unread, "moderator": moderator, "csrf_token": TOKEN}
    return render_to_string("base/account.html", context)
