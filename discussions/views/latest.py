from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from discussions.doors import open_question
from explainer.models import Edition
from hersite.freshness import thread, watch


@require_safe
def latest(request: HttpRequest, slug: str) -> HttpResponse:
    """How many comments of a question everybody can see, and the id of the newest (null where
    there is none): what an open page asks now and then, the same for every reader."""
    freshness = watch(request, thread(slug))
    question = open_question(slug)
    freshness.ends_at(Edition.objects.next_publication())
    newest = question.comments.visible().order_by("-created_at", "-id").values_list("id", flat=True)
    return JsonResponse({"count": question.comment_count, "newest": newest.first()})
