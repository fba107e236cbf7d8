from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussions import drafts
from discussions.views.comments import load_readable
from hersite.errors import refused, wait
from hersite.limits import LimitReached, spending


@drafts.writes
@require_POST
def useful(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a comment as useful (``useful=yes``) or take the mark back (``none``)."""
    comment = load_readable(request, pk)
    wish = request.POST.get("useful", "yes")
    if wish not in ("yes", "none"):
        return refused(request, 422, _("Choose useful or not."), comment.get_absolute_url())
    member = drafts.acting_member(request)
    if member is None:
        return drafts.keep(request, comment.get_absolute_url())
    if comment.author_id == member.pk:
        message = _("Your own comment can’t be marked as useful by you.")
        return refused(request, 422, message, comment.get_absolute_url())
    try:
        with spending("useful", member.pk):
            if wish == "yes":
                comment.mark_useful(member)
            else:
                comment.withdraw_useful(member)
    except LimitReached as limit:
        return wait(request, limit, comment.get_absolute_url())
    drafts.drop(request, request.path)
    return drafts.see_other(comment.get_absolute_url())
