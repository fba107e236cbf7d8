from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussions import drafts
from discussions.models import Member
from hersite.errors import refused


@drafts.writes
@require_POST
def mute(request: HttpRequest, username: str) -> HttpResponse:
    """No longer read a member (``mute=yes``), or read them again (``none``). They never learn of
    it."""
    if "\0" in username:
        raise Http404
    other = get_object_or_404(Member, username=username, erased_at=None)
    page = other.get_absolute_url()
    wish = request.POST.get("mute", "yes")
    if wish not in ("yes", "none"):
        return refused(request, 422, _("Choose to mute somebody or not."), page)
    member = drafts.sender(request)
    if member is None:
        return drafts.keep(request, page)
    if member.pk == other.pk:
        return refused(request, 422, _("You can’t mute yourself."), page)
    if wish == "yes":
        member.mutes.get_or_create(muted=other)
        told = _("You have muted %(name)s.")
    else:
        member.mutes.filter(muted=other).delete()
        told = _("You read %(name)s again.")
    messages.success(request, told % {"name": other.name})
    drafts.drop(request, request.path)
    return drafts.see_other(page)
