from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.models import Question
from explainer.models import Edition, Explanation
from hersite import shells
from hersite.freshness import SITE, Freshness, watch
from hersite.meta import PageMeta

LIVELIEST = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest explanation, the notes, and where readers are talking."""
    freshness = watch(request, SITE)
    return shells.show(request, freshness, lambda: _make(freshness))


def _make(freshness: Freshness) -> shells.Page:
    freshness.ends_at(Edition.objects.next_publication())
    live = Edition.objects.live().for_lists().prefetch_related("sections").order_by("-publish_at")
    explanations = live.filter(explanation__kind=Explanation.Kind.EXPLANATION)
    edition = explanations.first()
    context = {
        "edition": edition,
        "others": list(explanations[1:13]),
        "notes": list(live.filter(explanation__kind=Explanation.Kind.NOTE)[:6]),
        "questions": list(Question.objects.published().liveliest()[:LIVELIEST]),
        "meta": PageMeta(
            title=settings.SITE_NAME,
            description=_("Film endings explained, and argued over by their readers."),
            path="/",
            card=edition.lead_picture.card_url if edition and edition.lead_picture else "",
            feed=(settings.SITE_NAME, "/feeds/explanations/"),
        ),
    }
    return shells.Page("pages/home.html", context)
