"""Comments: posting, answering, correcting, deleting; each in its place in the thread."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from discussions import drafts
from discussions.branches import load_folded
from discussions.discussion import insert_thread, respond
from discussions.doors import open_comment, open_question
from discussions.forms.comments import CommentForm, EditForm, comments_url
from discussions.models import Comment, Question
from discussions.models.submission import new_submission
from discussions.moderation.posting import judge_edit, submit
from discussions.suspended import Suspended, require_not_suspended
from discussions.threads import Viewer, load_around
from discussions.views.questions import question_frame, sorts_of
from explainer.models import Edition
from hersite import shells
from hersite.freshness import thread, watch
from hersite.limits import LimitReached
from hersite.middleware import is_guest


@drafts.writes
@require_POST
def comments(request: HttpRequest, slug: str) -> HttpResponse:
    """Post a comment or an answer. A guest's valid text is kept until they have signed in."""
    question = open_question(slug)
    form = CommentForm(request.POST, question=question)
    if question.is_closed:
        return show_closed(request, form, status=409)
    if not form.is_valid():
        return show_again(request, form, status=422)
    parent = form.cleaned_data["parent"]
    try:
        member = drafts.acting_member(request)
    except Suspended as suspended:
        form.add_error(None, f"{suspended.message} {_('Your text is still here.')}")
        return show_again(request, form, status=403)
    if member is None:
        return drafts.keep(request, _form_url(question, parent))
    try:
        comment = submit(member, form)
    except LimitReached as limit:
        return _wait(request, form, limit)
    except ValidationError as error:
        form.add_error("body", error)
        return show_again(request, form, status=422)
    sent = form.cleaned_data["submission"]
    drafts.drop(request, request.path, str(parent.pk) if parent else "", sent)
    return drafts.see_other(comment.get_absolute_url())


def _form_url(question: Question, parent: Comment | None) -> str:
    if parent:
        return f"{reverse('discussions:replies', args=[parent.pk])}#write"
    return f"{question.get_absolute_url()}#write"


def show_closed(request: HttpRequest, form: CommentForm, status: int) -> HttpResponse:
    """What was typed for a question that is closed now: it can't be posted, and isn't lost."""
    form.add_error(None, _("This discussion is closed. Your text is still here to copy."))
    return show_again(request, form, status)


def show_again(
    request: HttpRequest, form: CommentForm, status: int, **headers: str
) -> HttpResponse:
    """The form with its messages and with what was typed, on a page of its own."""
    parent = form.cleaned_data.get("parent")
    if "parent" in form.errors:
        # The answered comment is gone; sent once more, the text starts a branch of its own.
        form.data = {**form.data.dict(), "parent": ""}  # type: ignore[attr-defined]
        form.add_error(None, form.errors.pop("parent"))
    context = {"question": form.question, "parent": parent, "comment_form": form}
    context["comments_url"] = comments_url(form.question)
    response = render(request, "discussions/comments/write.html", context, status=status)
    for name, value in headers.items():
        response[name] = value
    return response


def _wait(request: HttpRequest, form: CommentForm, limit: LimitReached) -> HttpResponse:
    form.add_error(None, f"{limit.message} {_('Your text is still here.')}")
    return show_again(request, form, status=429, **{"Retry-After": str(limit.retry_after)})


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment in its place in the thread, or among the replies that are folded away there; where
    its text is gone, its place."""
    freshness = watch(request, thread_of(pk))

    def make(viewer: Viewer) -> shells.Shell:
        focus = open_comment(pk, Comment.objects.in_thread(viewer))
        frame = question_frame(request.path, focus.question.slug, freshness)
        focus.question = frame.facts.question
        page = load_folded(focus, viewer) if focus.fold_id else load_around(focus, viewer)
        for shown in page.comments:
            shown.is_focus = shown.pk == pk
        sorts = [] if page.top else sorts_of(page)
        return insert_thread(frame, request.path, page, freshness, sorts=sorts)

    return respond(request, freshness, make)


def thread_of(pk: int) -> str:
    """The scope of a comment's page; Http404 where there is no such comment."""
    slugs = Comment.objects.filter(pk=pk).values_list("question__slug", flat=True)
    slug = slugs.first() if pk < 2**63 else None
    if slug is None:
        raise Http404
    return thread(slug)


@require_safe
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment and the form to answer it; ``?quote=1`` puts its words into the form."""
    watch_comment(request, pk)
    parent = load_readable(request, pk)
    question = parent.question
    url = comments_url(question)
    draft = drafts.find(request, url, str(pk))
    initial: dict[str, Any] = {"parent": pk}
    if request.user.is_authenticated:
        # Not for guests: their pages are the same for all, and a key is made with the draft.
        initial["submission"] = new_submission()
    if request.GET.get("quote"):
        initial["body"] = "".join(f"> {line}\n" for line in parent.body.splitlines()) + "\n"
        # Covered words stay covered where they are quoted.
        initial["spoils"] = parent.spoils
    initial |= draft.fields if draft else {}
    form = None if question.is_closed else CommentForm(question=question, initial=initial)
    context = {
        "question": question,
        "parent": parent,
        "comment_form": form,
        "comments_url": url,
        "draft": draft,
    }
    return render(request, "discussions/comments/replies.html", context)


@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put other words into one's own comment."""
    if request.method != "POST":
        comment = load_readable(request, pk)
        _require_author(request, comment)
        draft = drafts.find(request, request.path)
        stored = {"body": comment.body, "spoils": comment.spoils}
        form = EditForm(initial=draft.fields if draft else stored)
        return _show_edit(request, comment, form)
    form = EditForm(request.POST)
    member = drafts.sender(request)
    if member is None:
        return drafts.keep(request, request.path)
    # In any state: who edits what was hidden meanwhile is told so, and keeps the text.
    comment = get_object_or_404(Comment.objects.with_people(), pk=pk)
    _require_author(request, comment)
    try:
        require_not_suspended(member)
    except Suspended as suspended:
        form.add_error(None, f"{suspended.message} {_('Your text is still here to copy.')}")
        return _show_edit(request, comment, form, status=403)
    if not form.is_valid():
        return _show_edit(request, comment, form, status=422)
    # A form without the field says nothing about the cover.
    spoils = form.cleaned_data["spoils"] if "spoils" in request.POST else None
    body = form.cleaned_data["body"]
    try:
        reason = judge_edit(comment, body)
    except ValidationError as error:
        form.add_error("body", error)
        return _show_edit(request, comment, form, status=422)
    if not comment.edit(body, member, spoils, held_for=reason):
        form.add_error(None, _("This comment is gone. Your text is still here to copy."))
        return _show_edit(request, comment, form, status=409)
    drafts.drop(request, request.path)
    return drafts.see_other(comment.get_absolute_url())


def _show_edit(
    request: HttpRequest, comment: Comment, form: EditForm, status: int = 200
) -> HttpResponse:
    context = {"comment": comment, "form": form}
    return render(request, "discussions/comments/edit.html", context, status=status)


@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and then blank one's own comment, also one that a moderator took away."""
    comment = open_comment(pk, Comment.objects.own_or_visible_to(request.user))
    if request.method == "POST" and drafts.sender(request) is None:
        return drafts.keep(request, request.path)
    _require_author(request, comment)
    if request.method != "POST":
        return render(request, "discussions/comments/delete.html", {"comment": comment})
    comment.delete_by_author()
    messages.success(request, _("Your comment is deleted."))
    drafts.drop(request, request.path)
    return drafts.see_other(comment.question.get_absolute_url())


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What a comment said before, for its author and for moderators."""
    comment = load_readable(request, pk)
    if not request.user.is_authenticated:
        return redirect("account_login")
    if request.user.pk != comment.author_id and not request.user.is_moderator:
        raise PermissionDenied
    context = {"comment": comment, "edits": comment.edits.select_related("editor")}
    return render(request, "discussions/comments/history.html", context)


def watch_comment(request: HttpRequest, pk: int) -> None:
    """For a page about one comment that has nothing of its viewer on it."""
    if is_guest(request):
        watch(request, thread_of(pk)).ends_at(Edition.objects.next_publication())


def load_readable(request: HttpRequest, pk: int) -> Comment:
    """A comment whose words this reader may see; Http404 otherwise."""
    return open_comment(pk, Comment.objects.visible_to(request.user))


def _require_author(request: HttpRequest, comment: Comment) -> None:
    """PermissionDenied for everybody but the author, guests included."""
    if request.user.pk != comment.author_id:
        raise PermissionDenied
