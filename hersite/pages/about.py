from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hersite import shells
from hersite.freshness import watch
from hersite.meta import PageMeta


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is, and its house rules."""
    return shells.show(request, watch(request), _make)


def _make() -> shells.Page:
    meta = PageMeta(
        title=_("About and house rules"),
        description=_("What this site is for, how votes are counted, and the rules of the house."),
        path=reverse("pages:about"),
    )
    return shells.Page("pages/about.html", {"meta": meta})
