from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussions import drafts
from discussions.models import Interpretation, Question, Stance
from hersite.errors import refused, wait
from hersite.limits import LimitReached, spend

NONE = "none"


@drafts.writes
@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stance on an interpretation, change it, or withdraw it (``stance=none``)."""
    reading = get_object_or_404(
        Interpretation.objects.filter(state__in=("open", "merged")).select_related(
            "question__closure"
        ),
        pk=pk,
        question__in=Question.objects.published(),
    )
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
        spend("vote", member.pk)
    except LimitReached as limit:
        return wait(request, limit, page)
    if stance == NONE:
        reading.withdraw(member)
    else:
        reading.vote(member, stance)
    drafts.drop(request, request.path)
    return drafts.see_other(page)
