"""The author of a comment asks for the decision on it to be looked at again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions import drafts
from discussions.forms.moderation import AppealForm
from discussions.models import Comment, Decision
from discussions.moderation.appeals import appeal as make_appeal
from discussions.moderation.appeals import can_be_appealed, latest_decision


@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, and once for each decision the form to answer it. Who is suspended may
    appeal, too: against that above all."""
    if request.method == "POST" and drafts.sender(request) is None:
        return drafts.keep(request, request.path)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    rows = Comment.objects.with_people().select_related("question__explanation")
    comment = get_object_or_404(rows, pk=pk, author=request.user)
    decision = latest_decision(comment)
    if decision is None:
        raise Http404(pk)
    if request.method != "POST":
        draft = drafts.find(request, request.path)
        return _show(request, comment, decision, AppealForm(initial=draft.fields if draft else {}))
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _show(request, comment, decision, form, 422)
    if make_appeal(decision, request.user, form.cleaned_data["note"]) is None:
        form.add_error(None, _("It can be asked once, as long as the decision stands."))
        return _show(request, comment, decision, form, 409)
    drafts.drop(request, request.path)
    messages.success(request, _("Your appeal waits in the moderators’ queue."))
    return drafts.see_other(reverse("discussions:appeal", args=[pk]))


def _show(
    request: HttpRequest, comment: Comment, decision: Decision, form: AppealForm, status: int = 200
) -> HttpResponse:
    made = getattr(decision, "appeal", None)
    context = {
        "comment": comment,
        "decision": decision,
        "appeal": made,
        "form": form if form.is_bound or can_be_appealed(decision, comment.author) else None,
    }
    response = render(request, "discussions/moderation/appeal.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
