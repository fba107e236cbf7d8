from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions import drafts
from discussions.forms.flags import FlagForm
from discussions.moderation.reports import report
from discussions.suspended import Suspended
from discussions.views.comments import load_readable, watch_comment
from hersite.limits import LimitReached, spending


@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a comment to the moderators; a second report of one member replaces the first."""
    if request.method != "POST":
        watch_comment(request, pk)
    comment = load_readable(request, pk)
    template, context = "discussions/comments/flag.html", {"comment": comment}
    if request.method != "POST":
        draft = drafts.find(request, request.path)
        form = FlagForm(initial=draft.fields if draft else None)
        return render(request, template, context | {"form": form})
    form = FlagForm(request.POST)
    if not form.is_valid():
        return render(request, template, context | {"form": form}, status=422)
    try:
        member = drafts.acting_member(request)
    except Suspended as suspended:
        form.add_error(None, suspended.message)
        return render(request, template, context | {"form": form}, status=403)
    if member is None:
        return drafts.keep(request, request.path)
    try:
        with spending("flag", member.pk, comment.author_id):
            taken = report(comment, member, **form.cleaned_data)
    except LimitReached as limit:
        form.add_error(None, limit.message)
        response = render(request, template, context | {"form": form}, status=429)
        response["Retry-After"] = str(limit.retry_after)
        return response
    if not taken:
        form.add_error(None, _("You have reported this before, and a moderator has decided."))
        return render(request, template, context | {"form": form}, status=409)
    drafts.drop(request, request.path)
    return render(request, "discussions/comments/flagged.html", context)
