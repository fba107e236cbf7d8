from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.own_data import own_data
from discussions.views.me.frame import show, signed_in


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is kept of the member, told in words; ``?download=1`` gives all of it as JSON."""
    member = signed_in(request)
    if not request.GET.get("download"):
        return show(request, "data.html", _("Your data"), {})
    readable = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(own_data(member), json_dumps_params=readable)
    name = f"after-her-{member.username}-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
