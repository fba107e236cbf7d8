"""A comment on its own: decided on whether it waits or not, restored, featured."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from discussions.drafts import see_other
from discussions.forms.moderation import JudgementForm
from discussions.models import Comment, Decision
from discussions.moderation.decisions import Judgement, decide, decide_seen, newest_decision
from discussions.moderation.items import load_items
from discussions.views.moderation.access import for_moderators, moderator_of
from discussions.views.moderation.queue import form_for
from discussions.views.moderation.refusals import REFUSALS, explain
from hersite.errors import refused


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was decided on a comment, and the same buttons as in the queue."""
    rows = Comment.objects.with_people().select_related("question__explanation")
    comment = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _show(request, comment)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        said = [str(error) for errors in form.errors.values() for error in errors]
        return _show(request, comment, 422, said, form)
    moderator = moderator_of(request)
    item = load_items([comment], [], moderator)[0]
    judgement = form.judgement(item.rule)
    try:
        decide_seen(comment, _key(request, "seen"), judgement, moderator, _key(request, "waits"))
    except REFUSALS as error:
        return _show(request, get_object_or_404(rows, pk=pk), 409, [explain(error, comment)])
    return see_other(reverse("discussions:moderate", args=[pk]))


def _key(request: HttpRequest, name: str) -> int | None:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 19 else None


def _show(
    request: HttpRequest, comment: Comment, status: int = 200, problems: list[str] | None = None,
    typed: JudgementForm | None = None,
) -> HttpResponse:  # fmt: skip
    item = load_items([comment], comment.reviews.open(), moderator_of(request))[0]
    newest = newest_decision(comment)
    context = {
        "item": item,
        "comment": comment,
        "form": form_for(item, (comment.pk, typed) if typed else None),
        "seen": newest.pk if newest else "",
        "newest": newest,
        "decisions": comment.decisions.select_related("moderator"),
        "problems": problems or [],
    }
    return render(request, "discussions/moderation/one.html", context, status=status)


@for_moderators
@require_POST
def feature(request: HttpRequest, pk: int) -> HttpResponse:
    """``feature`` = yes or none: mark a comment as worth reading, or no longer."""
    comment = get_object_or_404(Comment.objects.visible().select_related("question"), pk=pk)
    wanted = request.POST.get("feature") == "yes"
    if comment.is_featured != wanted:
        action = Decision.Action.FEATURE if wanted else Decision.Action.UNFEATURE
        try:
            decide(comment, Judgement(action), moderator_of(request))
        except REFUSALS as error:
            return refused(request, 409, explain(error, comment), comment.get_absolute_url())
    return see_other(comment.get_absolute_url())
