"""A moderator decides on a comment: the deed, the reports it settles, the log, the notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from discussions.models import Appeal, Comment, Decision, Member, Notice, Review
from discussions.moderation import suspensions, tension
from discussions.moderation.appeals import (
    answer,
    ask_again,
    latest_decision,
    may_decide,
    open_appeal,
)
from discussions.moderation.settling import settle, unsettle
from hersite.audit.record import recorded
from hersite.freshness import SITE, bump
from hersite.limits import lock_members
from hersite.spoils import Spoils

Action = Decision.Action
# What the queue offers; for an appeal the last two.
ACTIONS = (Action.APPROVE, Action.HIDE, Action.REMOVE, Action.COVER, Action.SUSPEND)
OF_AN_APPEAL = (Action.OVERTURN, Action.UPHOLD)
# These need a house rule that is named to the author.
WITH_RULE = (Action.HIDE, Action.REMOVE, Action.SUSPEND)
SUSPENDED_FOR = timedelta(days=7)


class AlreadyDecided(Exception):
    """Another moderator was faster; or its author deleted it or put other words in, and
    ``decision`` is None."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(decision)
        self.decision = decision


class NotYours(PermissionError):
    """An appeal against one's own decision, or one's own comment, where somebody else could."""


@dataclass(frozen=True)
class Judgement:
    """What a moderator wants to happen, and what the author is told."""

    action: str
    rule: str = ""
    note: str = ""
    spoils: str = Spoils.ENDING
    # Until when the author is suspended, where that is the action.
    until: datetime | None = None


@transaction.atomic
def decide_review(review: Review, judgement: Judgement, moderator: Member) -> Decision:
    """Close what waits in the queue. AlreadyDecided where it is closed; NotYours as it says."""
    comment = _lock(review.comment_id)
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if locked.closed_at is not None:
        raise AlreadyDecided(locked.decisions.filter(undone_at=None).order_by("-at", "-id").first())
    return _decide(comment, judgement, moderator)


@transaction.atomic
def decide_seen(
    comment: Comment, seen: int | None, judgement: Judgement, moderator: Member,
    waits: int | None = None,
) -> Decision:  # fmt: skip
    """Decide on a comment whose latest decision was this one (None for none) when the moderator
    looked at it, and that waited by the review ``waits``. AlreadyDecided where there is a newer
    one, or other words wait."""
    comment = _lock(comment.pk)
    newest = newest_decision(comment)
    if newest and newest.pk != seen:
        raise AlreadyDecided(newest)
    if waits and not comment.reviews.open().filter(pk=waits).exists():
        raise AlreadyDecided(None)
    return _decide(comment, judgement, moderator)


def newest_decision(comment: Comment) -> Decision | None:
    """The last thing that was done with it, and not undone."""
    return comment.decisions.filter(undone_at=None).order_by("-at", "-id").first()


@transaction.atomic
def decide(comment: Comment, judgement: Judgement, moderator: Member) -> Decision:
    """Do it to the comment as it is now, and settle what waits because of it. StaffMember where
    staff would be suspended."""
    return _decide(_lock(comment.pk), judgement, moderator)


def _lock(key: int) -> Comment:
    """The comment, before its reviews, as whoever deletes or reports it does; and before it those
    who may hear of a decision, as whoever posts does."""
    comment = Comment.objects.select_related("parent").get(pk=key)
    lock_members(comment.author_id, *Notice.called(comment.body, comment.parent))
    return Comment.objects.select_for_update(no_key=True).get(pk=key)


def _decide(comment: Comment, judgement: Judgement, moderator: Member) -> Decision:
    # To feature a comment answers nothing that waits.
    answers = judgement.action not in (Action.FEATURE, Action.UNFEATURE)
    review = comment.reviews.open().first() if answers else None
    appeal = open_appeal(comment) if answers else None
    if not may_decide(comment, appeal, moderator):
        raise NotYours(comment)
    if comment.state == Comment.State.DELETED:
        raise AlreadyDecided(None)
    if judgement.action in OF_AN_APPEAL and appeal is None:
        # Answered meanwhile, or there is nothing left of what it was about.
        raise AlreadyDecided(newest_decision(comment))
    if appeal:
        judgement = _on_appeal(judgement)
    before = comment.judged | {"flags": settle(comment, judgement.action, appeal)}
    with recorded(moderator, comment, Decision.told(judgement.action, judgement.rule)):
        _DEEDS[judgement.action](comment, judgement, moderator)
    if appeal:
        granted = judgement.action == Action.OVERTURN
        outcome = Appeal.Outcome.OVERTURNED if granted else Appeal.Outcome.UPHELD
        answer(appeal, outcome, moderator)
    decision = Decision.objects.create(
        action=judgement.action, rule=judgement.rule, note=judgement.note, comment=comment,
        member_id=comment.author_id, moderator=moderator, review=review, before=before,
    )  # fmt: skip
    if review:
        review.closed_at = decision.at
        review.save(update_fields=["closed_at"])
    Notice.of_decision(decision)
    tension.relax()
    # The public log.
    bump(SITE)
    return decision


@transaction.atomic
def undo(decision: Decision, moderator: Member) -> bool:
    """Put everything back as it was before; False where that is over, where something newer was
    decided, or where somebody else decided it."""
    if decision.comment_id is None or decision.moderator_id != moderator.pk:
        return False
    comment = _lock(decision.comment_id)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not decision.can_be_undone or decision != newest_decision(comment):
        return False
    unsettle(comment, decision.before["flags"])
    with recorded(moderator, comment, gettext("Taken back: %s.") % decision.get_action_display()):
        comment.put_back(decision.before)
    if decision.action == Action.SUSPEND:
        suspensions.lift(comment.author, moderator)
    if decision.action in OF_AN_APPEAL:
        ask_again(comment)
    _grant_appeal(decision, moderator)
    if decision.review and comment.state != Comment.State.DELETED:
        _wait_again(decision.review)
    decision.undone_at = timezone.now()
    decision.save(update_fields=["undone_at"])
    Notice.take_back(decision)
    bump(SITE)
    return True


def _grant_appeal(decision: Decision, moderator: Member) -> None:
    """Its author has appealed against it meanwhile: there is nothing left to answer."""
    asked = Appeal.objects.filter(decision=decision, outcome="").first()
    if asked:
        answer(asked, Appeal.Outcome.OVERTURNED, moderator)
        waiting = Review.objects.open().filter(comment=decision.comment_id)
        waiting.filter(cause=Review.Cause.APPEAL).update(closed_at=timezone.now())


def _wait_again(review: Review) -> None:
    """Open once more; where readers' reports opened another one meanwhile, that one waits
    already."""
    others = Review.objects.open().filter(comment=review.comment_id)
    if not others.exists():
        Review.objects.filter(pk=review.pk).update(closed_at=None)


def _on_appeal(judgement: Judgement) -> Judgement:
    """Showing the comment grants the appeal, whatever else was pressed leaves the decision."""
    granted = judgement.action in (Action.APPROVE, Action.OVERTURN)
    return replace(judgement, action=Action.OVERTURN if granted else Action.UPHOLD)


def _hide(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    comment.hide()


def _remove(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    comment.remove()


def _approve(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    """A cover that readers' reports put on goes with them."""
    comment.show()
    covered = latest_decision(comment)
    if covered and covered.action == Action.COVER and covered.moderator_id is None:
        own = {name: covered.before[name] for name in ("spoils", "cover_kept")}
        comment.put_back(comment.judged | own)


def _cover(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    comment.cover(judgement.spoils)
    comment.show()


def _suspend(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    comment.remove()
    until = judgement.until or timezone.now() + SUSPENDED_FOR
    suspensions.suspend(
        comment.author, moderator, rule=judgement.rule, message=judgement.note, ends_at=until
    )


def _feature(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    comment.feature(judgement.action == Action.FEATURE)


def _overturn(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    appeal = open_appeal(comment)
    assert appeal is not None
    comment.put_back({**appeal.decision.before, "state": Comment.State.VISIBLE, "held_for": ""})
    if appeal.decision.action == Action.SUSPEND:
        suspensions.lift(comment.author, moderator)


def _uphold(comment: Comment, judgement: Judgement, moderator: Member) -> None:
    """The decision stands: nothing changes."""


_DEEDS: dict[str, Callable[[Comment, Judgement, Member], None]] = {
    Action.APPROVE: _approve,
    Action.HIDE: _hide,
    Action.REMOVE: _remove,
    Action.COVER: _cover,
    Action.SUSPEND: _suspend,
    Action.FEATURE: _feature,
    Action.UNFEATURE: _feature,
    Action.OVERTURN: _overturn,
    Action.UPHOLD: _uphold,
}
