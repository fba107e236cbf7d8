from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussions import drafts, pending
from discussions.credits import ask_what_moved
from discussions.doors import open_reading
from discussions.integrity.origin import origin_of
from discussions.models import Interpretation, Moment, NotOpen, OwnProposal, Stance
from hersite.errors import refused, wait
from hersite.limits import LimitReached, spending

NONE = "none"


@drafts.writes
@require_POST
def vote(request: HttpRequest, pk: int, moment: str = "") -> HttpResponse:
    """Take a stance on an interpretation, change it, or withdraw it (``stance=none``); with a
    moment before or after reading the explanation, which asks for it of its leading question."""
    reading = open_reading(pk)
    page = _page_of(reading, moment)
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
                change = reading.withdraw(member, moment, origin_of(request))
            else:
                change = reading.vote(member, stance, moment, origin_of(request))
    except LimitReached as limit:
        return wait(request, limit, page)
    except NotOpen:
        return refused(request, 409, _("This reading takes no votes any more."), page)
    except OwnProposal:
        message = _("You proposed this reading; others vote on it.")
        return refused(request, 409, message, page)
    if not moment:
        # Between before and after stood the explanation.
        ask_what_moved(request, change)
    drafts.drop(request, request.path)
    return drafts.see_other(pending.way_on(request, reading.pk, page))


def _page_of(reading: Interpretation, moment: str) -> str:
    """Where its ballot stands; Http404 where there is none of that moment."""
    if not moment:
        return f"{reading.question.get_absolute_url()}#reading-{reading.pk}"
    if moment not in Moment.values or not reading.question.leading:
        raise Http404(moment)
    return f"{reading.question.explanation.get_absolute_url()}#{moment}-{reading.pk}"
