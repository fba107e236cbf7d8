from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions.cursors import part_of
from discussions.views.me.frame import show, signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mutes(request: HttpRequest) -> HttpResponse:
    """Whom the member has muted; POST ``unmute`` takes one off the list, by the key of its row."""
    own = signed_in(request).mutes
    if request.method == "POST":
        key = request.POST.get("unmute", "")
        if key.isascii() and key.isdecimal() and len(key) < 19:
            own.filter(pk=int(key)).delete()
        return redirect("discussions:mutes")
    part = part_of(own.select_related("muted"), "at", request.GET.get("after", ""))
    context = {"mutes": part.rows, "after": part.after}
    return show(request, "mutes.html", _("Members you have muted"), context)
