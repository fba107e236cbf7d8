from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.cursors import part_of
from discussions.following import followed
from discussions.views.me.frame import show, signed_in


@login_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Which questions the member follows, and how much was written there since."""
    part = part_of(followed(signed_in(request)), "seen_at", request.GET.get("after", ""))
    context = {"visits": part.rows, "after": part.after}
    return show(request, "questions.html", _("Questions you follow"), context)
