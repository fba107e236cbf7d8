"""An author asks for a decision to be looked at again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from discussions.models import Appeal, Comment, Decision, Member, Review

# Against what one can appeal.
APPEALABLE = (
    Decision.Action.HIDE,
    Decision.Action.REMOVE,
    Decision.Action.COVER,
    Decision.Action.SUSPEND,
)
FEATURING = (Decision.Action.FEATURE, Decision.Action.UNFEATURE)


def open_appeal(comment: Comment) -> Appeal | None:
    appeals = Appeal.objects.filter(decision__comment=comment, outcome="")
    return appeals.select_related("decision").first()


def latest_decision(comment: Comment) -> Decision | None:
    """What stands about a comment now; to be featured says nothing against it."""
    decided = comment.decisions.filter(undone_at=None).exclude(action__in=FEATURING)
    return decided.order_by("-at", "-id").first()


def can_be_appealed(decision: Decision | None, member: Member) -> bool:
    """By the author, once, while it stands."""
    return (
        decision is not None
        and decision.member_id == member.pk
        and decision.action in APPEALABLE
        and decision.undone_at is None
        and not hasattr(decision, "appeal")
    )


@transaction.atomic
def appeal(decision: Decision, member: Member, text: str) -> Appeal | None:
    """None where it can't be appealed against, or was already, or is not the latest any more."""
    if decision.comment_id is None:
        return None
    comment = Comment.objects.select_for_update(no_key=True).get(pk=decision.comment_id)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    stands = decision == latest_decision(comment) and comment.state != Comment.State.DELETED
    if not stands or not can_be_appealed(decision, member):
        return None
    made = Appeal.objects.create(decision=decision, text=text)
    comment.open_review(Review.Cause.APPEAL)
    return made


def answer(appeal: Appeal, outcome: str, moderator: Member) -> None:
    appeal.outcome, appeal.decided_by, appeal.decided_at = outcome, moderator, timezone.now()
    appeal.save(update_fields=["outcome", "decided_by", "decided_at"])


def ask_again(comment: Comment) -> None:
    """The answer to the latest appeal was undone: it waits once more."""
    answered = Appeal.objects.filter(decision__comment=comment).order_by("-decided_at")
    Appeal.objects.filter(pk__in=list(answered.values_list("pk", flat=True)[:1])).update(
        outcome="", decided_by=None, decided_at=None
    )


def may_decide(comment: Comment, appeal: Appeal | None, moderator: Member) -> bool:
    """Nobody decides on their own comment, nor on an appeal against their own decision, as long as
    there is another moderator."""
    own = comment.author_id == moderator.pk
    against = appeal is not None and appeal.decision.moderator_id == moderator.pk
    return not (own or against) or not has_colleague(moderator)


def has_colleague(moderator: Member) -> bool:
    able = Member.objects.with_perm(
        "discussions.change_comment", backend="django.contrib.auth.backends.ModelBackend"
    )
    return bool(able.filter(is_staff=True).exclude(pk=moderator.pk).exists())
