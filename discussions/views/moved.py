"""Which comment moved the member: the page that a ballot leads to when its vote changed sides."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from discussions import drafts
from discussions.choices import load_choices
from discussions.credits import (
    AlreadyNamed,
    NotMoved,
    NotToBeNamed,
    change_of_sides,
    credit,
    credit_of,
    take_back,
)
from discussions.doors import open_reading
from discussions.models import Interpretation, Member
from discussions.supporting import excerpt_of
from hersite.errors import refused, wait
from hersite.limits import LimitReached, spending

NONE = "none"


@cache_control(private=True, no_store=True)
@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the comment that moved one; POST ``comment`` with its number, or "none" to take it
    back."""
    reading = open_reading(pk)
    back = f"{reading.question.get_absolute_url()}#reading-{reading.pk}"
    if reading.state == Interpretation.State.MERGED:
        return refused(request, 409, _("This reading was merged into another one."), back)
    if request.method == "POST":
        return _name(request, reading, back)
    member = request.user
    if not isinstance(member, Member):
        return redirect_to_login(request.path)
    context = {"reading": reading, "question": reading.question, "back": back}
    named = credit_of(member, reading)
    if named and named.credited:
        context |= {"comment": named.credited, "excerpt": excerpt_of(named.credited)}
        return render(request, "discussions/votes/named.html", context)
    try:
        change = change_of_sides(member, reading)
    except NotMoved:
        return refused(request, 409, _not_moved(), back)
    after, below = (request.GET.get(name, "") for name in ("after", "below"))
    context |= {"change": change, "choices": load_choices(reading, member, after, below)}
    return render(request, "discussions/votes/moved.html", context)


def _name(request: HttpRequest, reading: Interpretation, back: str) -> HttpResponse:
    wish = request.POST.get("comment", "")
    if wish != NONE and not (wish.isascii() and wish.isdecimal() and len(wish) < 19):
        return refused(request, 422, _("Choose one of the comments."), request.path)
    member = drafts.acting_member(request)
    if member is None:
        return drafts.keep(request, request.path)
    drafts.drop(request, request.path)
    try:
        with spending("useful", member.pk):
            if wish == NONE:
                take_back(member, reading)
            else:
                credit(member, reading, int(wish))
    except LimitReached as limit:
        return wait(request, limit, request.path)
    except NotMoved:
        return refused(request, 409, _not_moved(), back)
    except AlreadyNamed:
        message = _("You have named another comment. Take it back first.")
        return refused(request, 409, message, request.path)
    except NotToBeNamed:
        message = _(
            "Only a comment on this question can be named that others wrote and all can read."
        )
        return refused(request, 422, message, request.path)
    return drafts.see_other(request.path)


def _not_moved() -> str:
    return _("A comment can be named once you have changed your vote from one side to another.")
