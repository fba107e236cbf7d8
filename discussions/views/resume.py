from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions import drafts
from discussions.pending import RESUME_TO
from hersite.meta import PageMeta


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Where sign-in leads: on with what was begun, or back to where the member was. POST
    ``discard`` forgets the draft for that address."""
    if request.method == "POST":
        return _discard(request)
    kept = [draft for draft in drafts.load(request) if not draft.shown]
    if not kept:
        return redirect(request.session.pop(RESUME_TO, reverse("pages:home")))
    draft = kept[-1]
    if resolve(draft.url).url_name in ("comments", "edit", "flag", "delete"):
        # Once: its form may be gone, and then sign-in would lead there for ever.
        drafts.mark_shown(request, draft)
        return redirect(draft.page)
    context = {
        "action_label": _label(draft),
        "action_url": draft.url,
        "fields": list(draft.fields.items()),
        "back": draft.page,
        "meta": PageMeta(
            title=_("Please confirm"), description="", path=request.path, robots="noindex"
        ),
    }
    return render(request, "discussions/drafts/confirm.html", context)


def _discard(request: HttpRequest) -> HttpResponse:
    url, parent = request.POST.get("discard", ""), request.POST.get("parent", "")
    draft = drafts.find(request, url, parent)
    drafts.drop(request, url, parent)
    return drafts.see_other(draft.page if draft else reverse("pages:home"))


def _label(draft: drafts.Draft) -> str:
    name = resolve(draft.url).url_name
    if name == "vote":
        return _("Is this your vote? It takes the place of an earlier one.")
    if name == "rating":
        return _("Is this your rating? It takes the place of an earlier one.")
    return _("Do you want to do this?")
