from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussions import drafts
from discussions.doors import open_reading
from discussions.models import Interpretation, Stance
from hersite.errors import refused, wait
from hersite.limits import LimitReached, spending

NONE = "none"


@drafts.writes
@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stance on an interpretation, change it, or withdraw it (``stance=none``)."""
    reading = open_reading(pk)
    page = f"{reading.question.get_absolute_url()}#reading-{reading.pk}"
    if reading.state == Interpretation.State.MERGED:
        return refused(request, 409, _("This reading was merged into another one."), page)
    if reading.question.is_closed:
        return refused(request, 409, _("This question is closed."), page)
    stance = request.POST.get("stance", "")
    if stance != NONE and stance not in Stance.values:
        return refused(request, 422, _("Choose agree, disagree or unsure."), page)
    member = drafts.acting_member(request)
    if member is None:
        return drafts.keep(request, page)
    try:
        with spending("vote", member.pk):
            if stance == NONE:
                reading.withdraw(member)
            else:
                reading.vote(member, stance)
    except LimitReached as limit:
        return wait(request, limit, page)
    drafts.drop(request, request.path)
    return drafts.see_other(page)
