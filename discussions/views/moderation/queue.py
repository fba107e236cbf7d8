"""One page on which all that waits is read and decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from discussions.drafts import see_other
from discussions.forms.moderation import USUAL_DAYS, JudgementForm
from discussions.models import Decision, Review
from discussions.moderation.decisions import decide_review, undo
from discussions.moderation.items import Item, load_items
from discussions.moderation.queue import SHOWN, decided_lately, load_waiting, take
from discussions.views.moderation.access import QUEUE, for_moderators, moderator_of
from discussions.views.moderation.refusals import REFUSALS, explain


@for_moderators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The next twenty, with the reasons why they are here."""
    return show_queue(request)


def show_queue(
    request: HttpRequest, status: int = 200, *, problems: Iterable[str] = (),
    typed: tuple[int, JudgementForm] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page, with what went wrong, and with what was typed for a comment."""
    member = moderator_of(request)
    items = take(member)
    context = {
        "rows": [(item, form_for(item, typed)) for item in items],
        "several": JudgementForm(auto_id="several-%s"),
        "waiting": load_waiting(),
        "lately": decided_lately(member),
        "problems": list(problems),
    }
    return render(request, "discussions/moderation/queue.html", context, status=status)


def form_for(item: Item, typed: tuple[int, JudgementForm] | None = None) -> JudgementForm:
    """With the likely rule, or as it was filled in."""
    key = item.comment.pk
    if typed and typed[0] == key:
        form = typed[1]
        form.auto_id = f"%s-{key}"
        return form
    initial: dict[str, Any] = {"rule": item.rule, "days": USUAL_DAYS}
    return JudgementForm(initial=initial, auto_id=f"%s-{key}")


@for_moderators
@require_POST
def decisions(request: HttpRequest) -> HttpResponse:
    """Decide on what waits, one or several in the same way; on the others although one was refused.
    Each ``review`` is the number of one."""
    moderator = moderator_of(request)
    chosen = [key for key in request.POST.getlist("review") if key.isdecimal() and len(key) < 19]
    reviews = list(Review.objects.filter(pk__in=chosen[:SHOWN]).select_related("comment__author"))
    form = JudgementForm(request.POST)
    if not reviews:
        return show_queue(request, 422, problems=[_("Choose a comment first.")])
    if not form.is_valid():
        said = [str(error) for errors in form.errors.values() for error in errors]
        typed = (reviews[0].comment_id, form) if len(reviews) == 1 else None
        return show_queue(request, 422, problems=said, typed=typed)
    problems = []
    items = load_items([review.comment for review in reviews], reviews, moderator)
    for item, review in zip(items, reviews, strict=True):
        try:
            decide_review(review, form.judgement(item.rule), moderator)
        except REFUSALS as error:
            problems.append(explain(error, item.comment))
    if problems:
        return show_queue(request, 409, problems=problems)
    return see_other(reverse(QUEUE))


@for_moderators
@require_POST
def undo_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Within ten minutes, by who decided it."""
    moderator = moderator_of(request)
    decision = get_object_or_404(Decision, pk=pk, moderator=moderator)
    if not undo(decision, moderator):
        said = _("That can’t be undone any more: ten minutes are over, or something newer was "
                 "decided. The comment’s own page has all there is to do.")  # fmt: skip
        return show_queue(request, 409, problems=[said])
    return see_other(reverse(QUEUE))
