"""What a night's look at the votes found, for moderators; nothing follows from it by itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from discussions.drafts import see_other
from discussions.integrity.shown import load_report
from discussions.models import Member
from discussions.moderation.releases import OwnAccount, release, take_back
from discussions.views.moderation.access import for_moderators, moderator_of
from hersite.errors import refused

PAGE = "discussions:vote_report"


@for_moderators
@require_safe
def vote_report(request: HttpRequest) -> HttpResponse:
    return render(request, "discussions/moderation/votes.html", {"report": load_report()})


@for_moderators
@require_POST
def vote_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Count an account as a reader of its own; with ``release=none`` no longer."""
    member = get_object_or_404(Member, pk=pk, erased_at=None)
    verb = take_back if request.POST.get("release") == "none" else release
    try:
        verb(member, moderator_of(request))
    except OwnAccount:
        message = _("This is your own account: a colleague decides.")
        return refused(request, 409, message, reverse(PAGE))
    return see_other(f"{reverse(PAGE)}#as-one")
