from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.cursors import part_of
from discussions.moderation import suspensions
from discussions.notices import Told, mark_read, notices_of
from discussions.suspended import Suspended
from discussions.views.me.frame import show, signed_in


@login_required
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Who has answered or named the member, and what moderators decided about their comments. Seen
    once, it is no longer new."""
    member = signed_in(request)
    suspension = suspensions.standing(member)
    after = request.GET.get("after", "")
    part = part_of(notices_of(member), "at", after)
    unread = 0 if after else member.unread
    told = [Told(notice, number < unread) for number, notice in enumerate(part.rows)]
    if unread and request.method == "GET":
        mark_read(member)
    context = {
        "told": told,
        "after": part.after,
        "suspended": Suspended(suspension).message if suspension else "",
    }
    return show(request, "news.html", _("What is new for you"), context)
