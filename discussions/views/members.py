"""A member's public profile."""

from __future__ import annotations

from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.argued_for import load_argued_for
from discussions.models import Comment, Member
from discussions.moves import readers_moved_by
from explainer.models import Edition
from hersite import shells
from hersite.freshness import SITE, Freshness, watch
from hersite.meta import PageMeta

LATEST = 20


@require_safe
def member(request: HttpRequest, username: str) -> HttpResponse:
    """Who somebody is here, what they wrote last and what they argued for; nothing that gives an
    ending away. In any case; the address with the name as it is written is the one that stays."""
    if "\0" in username:
        # PostgreSQL would refuse the question instead of answering that there is nobody.
        raise Http404
    freshness = watch(request, SITE)

    def make() -> shells.Shell:
        return shells.draw(request.path, freshness, _profile(username, freshness))

    try:
        shell = shells.find(request, freshness, make)
    except Http404:
        called = Member.objects.alias(low=Lower("username")).filter(low=username.casefold())
        return redirect(get_object_or_404(called, erased_at=None), permanent=True)
    return shells.respond(request, shell, lambda: _own(request, shell.facts))


def _profile(username: str, freshness: Freshness) -> shells.Page:
    freshness.ends_at(Edition.objects.next_publication())
    member = get_object_or_404(Member, username=username, erased_at=None)
    meta = PageMeta(
        title=member.name,
        description=_("What %(name)s wrote.") % {"name": member.name},
        path=member.get_absolute_url(),
        robots="noindex",
    )
    context = {
        "member": member,
        "comments": list(Comment.objects.written_by(member)[:LATEST]),
        "argued_for": load_argued_for(member),
        "moved": readers_moved_by(member),
        "meta": meta,
    }
    return shells.Page("discussions/members/profile.html", context, facts=member)


def _own(request: HttpRequest, shown: Member) -> dict[str, str]:
    """The button that mutes, for everybody but the member whose profile it is."""
    viewer = request.user
    if not isinstance(viewer, Member) or viewer.pk == shown.pk:
        return {}
    context = {
        "member": shown,
        "muted": viewer.mutes.filter(muted=shown).exists(),
        "csrf_token": shells.TOKEN,
    }
    return {"mute": render_to_string("discussions/members/mute.html", context)}
