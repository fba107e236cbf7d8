from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.ballots import ENOUGH
from discussions.models import Member, Stance, Vote
from discussions.opinions.place import enough, own_place
from explainer.models import Edition, Withdrawal
from hersite import shells
from hersite.errors import gone
from hersite.meta import PageMeta
from hersite.pages.opinions.early import counted, together
from hersite.pages.opinions.figures import lists_of
from hersite.pages.opinions.load import Opinions, load_opinions, watch_opinions
from hersite.pages.opinions.picture import Picture, draw

NUMBERS = {Stance.AGREE: 1, Stance.DISAGREE: -1, Stance.UNSURE: 0}


@require_safe
def opinions(request: HttpRequest, slug: str) -> HttpResponse:
    """The map, the lists and their numbers; 410 with the reason where the explanation was
    withdrawn."""
    freshness = watch_opinions(request, slug)

    def make() -> shells.Shell:
        # Asked first: an edition that goes live while the map is read then ends the copy.
        freshness.ends_at(Edition.objects.next_publication())
        return shells.draw(request.path, freshness, _page(load_opinions(slug)))

    try:
        shell = shells.find(request, freshness, make)
    except Http404:
        withdrawal = Withdrawal.objects.filter(explanation__slug=slug).first()
        if withdrawal is None:
            raise
        return gone(request, withdrawal.reason)
    return shells.respond(request, shell, lambda: _own(request, *shell.facts))


def _page(opinions: Opinions) -> shells.Page:
    edition = opinions.edition
    context: dict[str, Any] = {
        "opinions": opinions,
        "edition": edition,
        "enough": ENOUGH,
        "meta": _meta(edition),
    }
    picture = draw(opinions.result) if opinions.is_map else None
    if picture:
        context |= {"lists": lists_of(opinions), "picture": picture}
    else:
        lines = counted(opinions)
        context |= {"lines": lines, "together": together(opinions, lines)}
    facts = opinions, picture
    return shells.Page("pages/opinions.html", context, facts, edition.explanation.language)


def _own(request: HttpRequest, opinions: Opinions, picture: Picture | None) -> dict[str, str]:
    """Where the member stands on the map. Nothing where there is none."""
    member = request.user
    if not isinstance(member, Member) or picture is None:
        return {}
    asked = {"member": member, "interpretation__in": opinions.readings}
    cast = Vote.objects.filter(**asked).values_list("interpretation", "stance")
    place = own_place(opinions.result, {key: NUMBERS[Stance(said)] for key, said in cast})
    names = {group["group"]: group["name"] for group in opinions.result["groups"]}
    context = {
        "place": place,
        "name": names[place.group] if place else "",
        "own": picture.own(place) if place else {},
        "alone": len(names) == 1,
        "needed": enough(opinions.voted_on),
    }
    fragments = {"place": "pages/opinions/place.html", "me": "pages/opinions/me.html"}
    return {slot: render_to_string(name, context) for slot, name in fragments.items()}


def _meta(edition: Edition) -> PageMeta:
    """Nothing of what readers say: it is about the ending."""
    picture = edition.lead_picture
    return PageMeta(
        title=_("Where readers agree and disagree: %(title)s") % {"title": edition.title},
        description=_(
            "Which readings unite the readers of this explanation, and which divide them."
        ),
        path=reverse("pages:opinions", args=[edition.explanation.slug]),
        card=picture.card_url if picture else "",
        card_alt=picture.alt if picture else "",
    )
