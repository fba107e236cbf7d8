"""What moderators did, for everybody: without names, and without anybody's words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.moderation.log import figures, figures_end, load_log
from explainer.models import Edition
from hersite import shells
from hersite.freshness import SITE, Freshness, watch
from hersite.meta import PageMeta


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """A hundred decisions by day; ``before`` leads on from the last of them."""
    freshness = watch(request, SITE)
    before = request.GET.get("before", "")
    return shells.show(request, freshness, lambda: _make(before, freshness))


def _make(before: str, freshness: Freshness) -> shells.Page:
    freshness.ends_at(figures_end())
    freshness.ends_at(Edition.objects.next_publication())
    page = load_log(before)
    meta = PageMeta(
        title=_("What moderators did"),
        description=_(
            "Every decision on comments and readings here, without names and without words."
        ),
        path=reverse("discussions:log"),
        robots="noindex" if before else "",
    )
    context = {"page": page, "figures": None if before else figures(), "meta": meta}
    return shells.Page("discussions/moderation/log.html", context)
