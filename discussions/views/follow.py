from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussions import drafts
from discussions.doors import open_question
from discussions.following import follow as start
from discussions.following import unfollow as stop
from hersite.errors import refused


@drafts.writes
@require_POST
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a question (``follow=yes``), or no longer (``none``)."""
    question = open_question(slug)
    page = f"{question.get_absolute_url()}#follow"
    wish = request.POST.get("follow", "yes")
    if wish not in ("yes", "none"):
        return refused(request, 422, _("Choose to follow it or not."), page)
    member = drafts.acting_member(request)
    if member is None:
        return drafts.keep(request, page)
    if wish == "yes":
        start(member, question)
    else:
        stop(member, question)
    drafts.drop(request, request.path)
    return drafts.see_other(page)
