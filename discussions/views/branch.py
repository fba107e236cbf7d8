from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from discussions.branches import load_branch
from discussions.discussion import insert_thread, respond
from discussions.doors import open_comment
from discussions.models import Comment
from discussions.threads import Viewer
from discussions.views.comments import thread_of
from discussions.views.questions import question_frame
from hersite import shells
from hersite.freshness import watch


@require_safe
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment and its replies from the eleventh on, which its thread folds away."""
    freshness = watch(request, thread_of(pk))

    def make(viewer: Viewer) -> shells.Shell:
        top = open_comment(pk, Comment.objects.in_thread(viewer))
        frame = question_frame(request.path, top.question.slug, freshness)
        top.question = frame.facts.question
        page = load_branch(top, viewer, request.GET.get("after", ""))
        return insert_thread(frame, request.path, page, freshness)

    return respond(request, freshness, make)
