"""What a guest pressed before signing in is done once they have."""

from collections.abc import Callable
from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from discussions import drafts
from discussions.following import follow
from discussions.models import Comment, Interpretation, Member, Question, Rating, Stance, Vote
from discussions.models.rating import STARS
from discussions.moderation import suspensions
from explainer.models import Edition

RESUME_TO = "resume_to"


def carry_out(request: HttpRequest, member: Member) -> None:
    """Cast the votes, ratings and useful marks among the drafts, and follow what was to be
    followed. One that would replace what the member has said before stays a draft, and is asked
    about; so do all of a member who is suspended."""
    if suspensions.standing(member):
        return
    for draft in drafts.load(request):
        if not draft.trusted:
            continue
        try:
            match = resolve(draft.url)
        except Resolver404:
            continue
        action = _ACTIONS.get(match.url_name or "")
        if action and action(member, draft.fields, **match.kwargs):
            drafts.drop(request, draft.url)
            request.session[RESUME_TO] = draft.page


def _vote(member: Member, fields: dict[str, str], pk: int) -> bool:
    stance = fields.get("stance", "")
    readings = Interpretation.objects.open().select_related("question__closure")
    interpretation = readings.filter(pk=pk).first()
    if interpretation is None or interpretation.question.is_closed or stance not in Stance.values:
        return True
    held = Vote.objects.filter(member=member, interpretation=interpretation).first()
    if held and held.stance != stance:
        return False
    interpretation.vote(member, stance)
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
    "vote": _vote,
    "rating": _rate,
    "useful": _mark_useful,
    "follow": _follow,
}
