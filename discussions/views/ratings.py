from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions import drafts
from discussions.models import Member, Rating
from discussions.models.rating import STARS
from explainer.models import Edition
from hersite.errors import refused, wait
from hersite.limits import LimitReached, spend
from hersite.meta import PageMeta


@dataclass(frozen=True)
class RatingPanel:
    """The line "rate this explanation" for one viewer; ``average`` is None until it may be
    shown."""

    url: str
    mine: int | None = None
    average: float | None = None
    count: int = 0
    # Apart from the average: of no ratings at all there is none, also where it was asked for.
    shown: bool = False

    @property
    def stars(self) -> range:
        return STARS


def load_rating(
    edition: Edition, viewer: Member | AnonymousUser, *, show: bool = False
) -> RatingPanel:
    """The average only after one's own rating, or where it was asked for (``show``)."""
    url = reverse("discussions:rating", args=[edition.explanation.slug])
    ratings = Rating.objects.filter(explanation=edition.explanation_id)
    mine = None
    if viewer.is_authenticated:
        mine = ratings.filter(member=viewer).values_list("stars", flat=True).first()
    if mine is None and not show:
        return RatingPanel(url)
    totals = ratings.aggregate(average=Avg("stars"), count=Count("id"))
    return RatingPanel(url, mine, totals["average"], totals["count"], shown=True)


@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest, slug: str) -> HttpResponse:
    """GET shows the average; POST ``stars`` sets one's own rating, 1 to 5, or removes it
    (``none``)."""
    edition = get_object_or_404(
        Edition.objects.live().select_related("explanation"), explanation__slug=slug
    )
    page = f"{edition.explanation.get_absolute_url()}#rating"
    if request.method != "POST":
        return _average(request, edition, page)
    stars = request.POST.get("stars", "")
    if stars != "none" and stars not in map(str, STARS):
        return refused(request, 422, _("Choose one to five stars."), page)
    member = drafts.acting_member(request)
    if member is None:
        return drafts.keep(request, page)
    try:
        spend("rate", member.pk)
    except LimitReached as limit:
        return wait(request, limit, page)
    own: dict[str, Any] = {"member": member, "explanation": edition.explanation}
    if stars == "none":
        Rating.objects.filter(**own).delete()
    else:
        Rating.objects.update_or_create(**own, defaults={"stars": int(stars)})
    drafts.drop(request, request.path)
    return drafts.see_other(page)


def _average(request: HttpRequest, edition: Edition, page: str) -> HttpResponse:
    meta = PageMeta(
        title=_("Ratings: %(title)s") % {"title": edition.title},
        description=_("What readers think of this explanation."),
        path=request.path,
        robots="noindex",
    )
    panel = load_rating(edition, request.user, show=True)
    context = {"edition": edition, "rating": panel, "back": page, "meta": meta}
    return render(request, "discussions/ratings/average.html", context)
