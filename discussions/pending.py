"""What a guest pressed before signing in is done once they have."""

from collections.abc import Callable
from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from discussions import drafts
from discussions.credits import ask_what_moved
from discussions.following import follow
from discussions.integrity.origin import origin_of
from discussions.models import (
    Comment,
    Interpretation,
    Member,
    NotOpen,
    OwnProposal,
    Question,
    Rating,
    Stance,
    Vote,
)
from discussions.models.rating import STARS
from discussions.moderation import suspensions
from explainer.models import Edition
from hersite.limits import LimitReached, spending

RESUME_TO = "resume_to"


def carry_out(request: HttpRequest, member: Member) -> None:
    """Cast the votes, ratings and useful marks among the drafts, and follow what was to be
    followed, in the order in which all that was pressed. One that would replace what the member
    has said before stays a draft, and is asked about; so do all of a member who is suspended."""
    if suspensions.standing(member):
        return
    actions: dict[str, Callable[..., bool]] = {**_ACTIONS, "vote": _Votes(request)}
    for draft in drafts.load(request):
        match = _match(draft)
        action = actions.get(match.url_name or "") if match and draft.trusted else None
        if match and action and action(member, draft.fields, **match.kwargs):
            drafts.drop(request, draft.url)
            request.session[RESUME_TO] = draft.page


def votes_on(request: HttpRequest, reading: int) -> list[drafts.Draft]:
    """The votes on it that are kept, in the order in which they were pressed: one at most for each
    moment."""
    kept = [(draft, _match(draft)) for draft in drafts.load(request)]
    return [d for d, m in kept if m and m.url_name == "vote" and m.kwargs["pk"] == reading]


def way_on(request: HttpRequest, reading: int, page: str) -> str:
    """To the page, or to the next question where another vote on this reading waits for an
    answer: the one from after reading for the one from before."""
    return reverse("discussions:resume") if votes_on(request, reading) else page


def _match(draft: drafts.Draft) -> ResolverMatch | None:
    """None where nothing stands at its address any more."""
    try:
        return resolve(draft.url)
    except Resolver404:
        return None


class _Votes:
    """Casts the votes of one who signs in. A vote is asked about where it would replace one that
    the member had before, not one pressed a moment ago; and with it those that were pressed on the
    same reading after it, or what was said after reading would come before the rest."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.origin = request, origin_of(request)
        self.had: dict[int, str] = {}
        self.asked: set[int] = set()

    def __call__(self, member: Member, fields: dict[str, str], pk: int, moment: str = "") -> bool:
        stance = fields.get("stance", "")
        readings = Interpretation.objects.open().select_related("question__closure")
        reading = readings.filter(pk=pk).first()
        if reading is None or reading.question.is_closed or stance not in Stance.values:
            return True
        if moment and not reading.question.leading:
            return True
        if pk not in self.had:
            held = Vote.objects.filter(member=member, interpretation=reading)
            self.had[pk] = held.values_list("stance", flat=True).first() or ""
        if self.had[pk] not in ("", stance):
            self.asked.add(pk)
        if pk in self.asked:
            return False
        try:
            with spending("vote", member.pk):
                change = reading.vote(member, stance, moment, self.origin)
        except LimitReached:
            # Signing in again and again is no way around it; the vote waits to be asked about.
            self.asked.add(pk)
            return False
        except (OwnProposal, NotOpen):
            return True
        if not moment:
            ask_what_moved(self.request, change)
        return True


def _rate(member: Member, fields: dict[str, str], slug: str) -> bool:
    stars = fields.get("stars", "")
    live = Edition.objects.live().select_related("explanation")
    edition = live.filter(explanation__slug=slug).first()
    if edition is None or stars not in map(str, STARS):
        return True
    held = Rating.objects.filter(member=member, explanation=edition.explanation).first()
    if held:
        return held.stars == int(stars)
    Rating.give(member, edition.explanation, int(stars))
    return True


def _mark_useful(member: Member, fields: dict[str, str], pk: int) -> bool:
    comment = Comment.objects.visible().filter(pk=pk).first()
    if comment and fields.get("useful") == "yes":
        with suppress(PermissionDenied):
            comment.mark_useful(member)
    return True


def _follow(member: Member, fields: dict[str, str], slug: str) -> bool:
    question = Question.objects.published().filter(slug=slug).first()
    if question and fields.get("follow") == "yes":
        follow(member, question)
    return True


_ACTIONS: dict[str, Callable[..., bool]] = {
    "rating": _rate,
    "useful": _mark_useful,
    "follow": _follow,
}
