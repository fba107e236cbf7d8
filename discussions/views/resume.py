from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions import drafts
from discussions.forms.comments import CommentForm
from discussions.models import Question
from discussions.pending import RESUME_TO
from discussions.views.comments import show_again, show_closed
from hersite.meta import PageMeta


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
    draft = kept[-1]
    name = resolve(draft.url).url_name
    if name == "comments":
        return _show_comment(request, draft)
    if name in ("edit", "flag", "delete", "appeal"):
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
    return drafts.see_other(draft.page if draft else reverse("pages:home"))


def _label(draft: drafts.Draft) -> str:
    name = resolve(draft.url).url_name
    if name == "vote":
        return _("Is this your vote? It takes the place of an earlier one.")
    if name == "rating":
        return _("Is this your rating? It takes the place of an earlier one.")
    return _("Do you want to do this?")
