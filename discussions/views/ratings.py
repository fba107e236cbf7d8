from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discussions import drafts
from discussions.models import Member, Rating
from discussions.models.rating import STARS
from explainer.models import Edition
from hersite.errors import refused, wait
from hersite.freshness import ratings, read_versions, watch
from hersite.limits import LimitReached, spending
from hersite.memory import Fragments, Memory
from hersite.meta import PageMeta

# The average, None where nobody has rated, and the number.
Totals = tuple[float | None, int]
NO_RATINGS: Totals = (None, 0)


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


def load_rating(slug: str, viewer: Member | AnonymousUser, *, show: bool = False) -> RatingPanel:
    """Of the explanation; the average only after one's own rating, or where it was asked for
    (``show``)."""
    url = reverse("discussions:rating", args=[slug])
    mine = None
    if viewer.is_authenticated:
        own = Rating.objects.filter(explanation__slug=slug, member=viewer)
        mine = own.values_list("stars", flat=True).first()
    if mine is None and not show:
        return RatingPanel(url)
    average, count = load_totals([slug])[slug]
    return RatingPanel(url, mine, average, count, shown=True)


def load_totals(slugs: Collection[str]) -> dict[str, Totals]:
    """Of each explanation, read once for each version of its ratings: of a million that takes a
    while."""
    if not slugs:
        return {}
    versions = {row[0]: row for row in read_versions(tuple(map(ratings, slugs)))}
    keys = {slug: (slug, versions.get(ratings(slug))) for slug in slugs}
    known = {slug: totals for slug in slugs if (totals := _known_totals.get(keys[slug]))}
    if unknown := keys.keys() - known:
        given = Rating.objects.filter(explanation__slug__in=unknown).order_by()
        rows = given.values_list("explanation__slug").annotate(Avg("stars"), Count("id"))
        found = dict.fromkeys(unknown, NO_RATINGS) | {
            slug: (average, count) for slug, average, count in rows
        }
        for slug, totals in found.items():
            _known_totals.put(keys[slug], totals)
        known |= found
    return known


def rating_html(panel: RatingPanel) -> str:
    context = {"rating": panel}
    return _kept.get_or_make(
        panel, lambda: render_to_string("discussions/ratings/panel.html", context)
    )


_kept = Fragments(most=500)
_known_totals: Memory[Totals] = Memory(most=500)


@drafts.writes
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest, slug: str) -> HttpResponse:
    """GET shows the average; POST ``stars`` sets one's own rating, 1 to 5, or removes it
    (``none``)."""
    if request.method != "POST":
        watch(request, ratings(slug)).ends_at(Edition.objects.next_publication())
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
        with spending("rate", member.pk):
            if stars == "none":
                Rating.take_back(member, edition.explanation)
            else:
                Rating.give(member, edition.explanation, int(stars))
    except LimitReached as limit:
        return wait(request, limit, page)
    drafts.drop(request, request.path)
    return drafts.see_other(page)


def _average(request: HttpRequest, edition: Edition, page: str) -> HttpResponse:
    meta = PageMeta(
        title=_("Ratings: %(title)s") % {"title": edition.title},
        description=_("What readers think of this explanation."),
        path=request.path,
        robots="noindex",
    )
    panel = load_rating(edition.explanation.slug, request.user, show=True)
    context = {"edition": edition, "rating": panel, "back": page, "meta": meta}
    return render(request, "discussions/ratings/average.html", context)
