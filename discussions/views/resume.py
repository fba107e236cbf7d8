from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from discussions import drafts, pending
from discussions.forms.comments import CommentForm
from discussions.models import Question
from discussions.pending import RESUME_TO
from discussions.views.comments import show_again, show_closed
from hersite.meta import PageMeta

# What is asked about a vote, by its moment.
_VOTES = {
    "": gettext_lazy("Is this your vote? It takes the place of an earlier one."),
    "before": gettext_lazy(
        "Is this where you stood before reading? It takes the place of an earlier vote."
    ),
    "after": gettext_lazy(
        "Is this where you stand after reading? It takes the place of an earlier vote."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Where sign-in leads: on with what was begun, or back to where the member was. POST
    ``discard`` forgets the draft for that address."""
    if request.method == "POST":
        return _discard(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    kept = [draft for draft in drafts.load(request) if not draft.shown]
    if not kept:
        return redirect(request.session.pop(RESUME_TO, reverse("pages:home")))
    draft = _first_asked(request, kept[-1])
    name = resolve(draft.url).url_name
    if name == "comments":
        return _show_comment(request, draft)
    if name in ("edit", "flag", "delete", "appeal", "propose"):
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


def _first_asked(request: HttpRequest, draft: drafts.Draft) -> drafts.Draft:
    """Of votes on one reading the one that was pressed first: where the reader stood before
    reading comes before where they stand now."""
    match = resolve(draft.url)
    if match.url_name != "vote":
        return draft
    return pending.votes_on(request, match.kwargs["pk"])[0]


def _show_comment(request: HttpRequest, draft: drafts.Draft) -> HttpResponse:
    """Lead to the text in its form; where that is gone or closed, show the text by itself."""
    slug = resolve(draft.url).kwargs["slug"]
    question = Question.objects.published().filter(slug=slug).first()
    drafts.mark_shown(request, draft)
    if question is None:
        return redirect("discussions:questions")
    data = QueryDict(mutable=True)
    data.update(draft.fields)
    form = CommentForm(data, question=question)
    if question.is_closed:
        return show_closed(request, form, status=200)
    form.is_valid()
    return (
        show_again(request, form, status=200) if "parent" in form.errors else redirect(draft.page)
    )


def _discard(request: HttpRequest) -> HttpResponse:
    url, parent = request.POST.get("discard", ""), request.POST.get("parent", "")
    draft = drafts.find(request, url, parent)
    drafts.drop(request, url, parent)
    if draft is None:
        return drafts.see_other(reverse("pages:home"))
    match = resolve(draft.url)
    if match.url_name == "vote":
        return drafts.see_other(pending.way_on(request, match.kwargs["pk"], draft.page))
    return drafts.see_other(draft.page)


def _label(draft: drafts.Draft) -> str:
    match = resolve(draft.url)
    name = match.url_name
    if name == "vote":
        return str(_VOTES[match.kwargs.get("moment", "")])
    if name == "rating":
        return _("Is this your rating? It takes the place of an earlier one.")
    return _("Do you want to do this?")
