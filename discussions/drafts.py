"""What somebody typed or pressed before it could be done: kept in the session, shown again later.

A draft is made where a form arrives without a valid token or without a member behind it. Nothing is
done yet; after signing in its form is shown again, filled in. A vote, a rating and a useful mark of
a guest are done as soon as they have signed in (see ``pending``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from discussions.models import Member
from discussions.models.submission import new_submission
from discussions.suspended import Suspended, require_not_suspended
from hersite.errors import refused
from hersite.old_addresses import moved_addresses
from hersite.origin import has_valid_token, is_same_origin, require_utf8

KEY = "drafts"
# Texts are counted apart: no number of pressed buttons may push one out.
MOST_TEXTS = 20
# The buttons of a question with twenty readings, before the explanation and after it.
MOST_BUTTONS = 40
# What the forms of this site send, and how much of each is kept: more than any of them takes.
FIELDS = {
    "body": 20_000, "note": 2_000, "quote": 1_000, "parent": 20, "supports": 20, "spoils": 20,
    "section_key": 80, "paragraph": 100, "submission": 36, "reason": 20, "stance": 20, "stars": 20,
    "useful": 20, "follow": 20, "mute": 20, "comment": 20, "statement": 500,
    "reasoning": 5_000, "scene": 20, "seen": 400,
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """``url`` it was sent to, ``page`` that shows its form again, the fields, whether the browser
    vouched that the form stood on this site, and whether sign-in has led to it already."""

    url: str
    page: str
    fields: dict[str, str]
    trusted: bool
    shown: bool = False

    @property
    def parent(self) -> str:
        return self.fields.get("parent", "")

    @property
    def is_text(self) -> bool:
        return not self.fields.keys().isdisjoint(("body", "note", "statement"))

    def replaces(self, other: Draft) -> bool:
        """The same form sent again. Two texts for one thread are two forms, and both are kept."""
        same_form = (self.url, self.parent) == (other.url, other.parent)
        same_text = self.fields.get("submission") == other.fields.get("submission")
        same_body = self.fields.get("body") == other.fields.get("body")
        return same_form and (same_text or same_body)


def writes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that takes text, votes or ratings: without a valid token from this site it is
    still called, and ``acting_member`` is then None. 403 for forms of other sites and for members
    who are suspended, 400 for broken bytes."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            require_utf8(request)
            request.proven = has_valid_token(request)  # type: ignore[attr-defined]
            request.trusted = request.proven or is_same_origin(request)  # type: ignore[attr-defined]
        try:
            return view(request, *args, **kwargs)
        except Suspended as suspended:
            return refused(request, 403, suspended.message, reverse("discussions:me"))

    return csrf_exempt(checked)


def acting_member(request: HttpRequest) -> Member | None:
    """The member behind a POST of a ``writes`` view; None for a guest, or without a valid token.
    Suspended for one who may not write now: a view that takes text shows its form again, for the
    others ``writes`` answers."""
    member = sender(request)
    if member is not None:
        require_not_suspended(member)
    return member


def sender(request: HttpRequest) -> Member | None:
    """The same for what suspended members may do as well."""
    proven = request.proven  # type: ignore[attr-defined]
    return request.user if proven and isinstance(request.user, Member) else None


def keep(request: HttpRequest, page: str) -> HttpResponse:
    """Keep the form as a draft and lead to where it can be finished: the form itself for a member
    with a stale token, sign-in for a known browser, sign-up for a new one."""
    fields = {
        name: request.POST[name][:most] for name, most in FIELDS.items() if name in request.POST
    }
    if "body" in fields and not fields.get("submission"):
        fields["submission"] = new_submission()
    draft = Draft(request.path, page, fields, request.trusted)  # type: ignore[attr-defined]
    kept = [*(d for d in load(request) if not draft.replaces(d)), draft]
    texts, buttons = [d for d in kept if d.is_text], [d for d in kept if not d.is_text]
    latest = texts[-MOST_TEXTS:] + buttons[-MOST_BUTTONS:]
    _save(request, [d for d in kept if d in latest])
    resume = reverse("discussions:resume")
    if request.user.is_authenticated:
        return see_other(resume)
    known = settings.CSRF_COOKIE_NAME in request.COOKIES
    entrance = "account_login" if known else "account_signup"
    return see_other(f"{reverse(entrance)}?{urlencode({'next': resume})}")


def see_other(url: str) -> HttpResponse:
    """303: whatever was sent, fetch this address next."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def load(request: HttpRequest) -> list[Draft]:
    """Each with the address that its form has now: a slug may have been changed since."""
    kept = [Draft(**stored) for stored in request.session.get(KEY, [])]
    if not kept or hasattr(request, "drafts_renewed"):
        return kept
    request.drafts_renewed = True  # type: ignore[attr-defined]
    moved = moved_addresses({address for draft in kept for address in (draft.url, draft.page)})
    if moved:
        kept = [
            replace(d, url=moved.get(d.url, d.url), page=moved.get(d.page, d.page)) for d in kept
        ]
        _save(request, kept)
    return kept


def find(request: HttpRequest, url: str, parent: str = "") -> Draft | None:
    """The latest draft for that address, and for that parent where it is a comment."""
    found = [d for d in load(request) if (d.url, d.parent) == (url, parent)]
    return found[-1] if found else None


def mark_shown(request: HttpRequest, draft: Draft) -> None:
    drafts = load(request)
    _save(request, [replace(d, shown=True) if d == draft else d for d in drafts])


def drop(request: HttpRequest, url: str, parent: str = "", submission: str = "") -> None:
    """Forget a draft that was done, the one of that form where a submission is named; nothing
    happens where there is none."""
    drafts = load(request)
    done = [d for d in drafts if (d.url, d.parent) == (url, parent)]
    if submission:
        done = [d for d in done if d.fields.get("submission") == submission]
    if done:
        _save(request, [d for d in drafts if d not in done])


def _save(request: HttpRequest, drafts: list[Draft]) -> None:
    request.session[KEY] = [asdict(draft) for draft in drafts]
