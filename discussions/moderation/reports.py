"""Readers report a comment to the moderators."""

from __future__ import annotations

from django.db import transaction

from discussions.models import Comment, Decision, Flag, Member, Notice, Review, Rule
from hersite.spoils import Spoils

# So many put it in the queue; as many reports of a spoiler also cover it.
ENOUGH = 2


@transaction.atomic
def report(comment: Comment, member: Member, reason: str, note: str) -> bool:
    """One report a member: another one replaces it as long as nobody has decided. False where a
    moderator has decided on the member's report already."""
    stored = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    flag = Flag.objects.filter(comment=comment, member=member).first()
    if flag and flag.upheld is not None:
        return False
    Flag.objects.update_or_create(
        comment=comment, member=member, defaults={"reason": reason, "note": note}
    )
    reasons = list(
        Flag.objects.filter(comment=comment, upheld=None).values_list("reason", flat=True)
    )
    spoilers = reasons.count(Flag.Reason.SPOILER)
    if len(reasons) >= ENOUGH and stored.has_text:
        comment.open_review(Review.Cause.REPORTS, spoiler=spoilers > 0)
        if spoilers >= ENOUGH and not stored.is_wrapped and not _was_found_harmless(comment):
            _cover(stored)
    return True


def _was_found_harmless(comment: Comment) -> bool:
    """A moderator found such a report wrong: no number of accounts overrules that."""
    return Flag.objects.filter(comment=comment, reason=Flag.Reason.SPOILER, upheld=False).exists()


def _cover(comment: Comment) -> None:
    before = comment.judged
    comment.cover(Spoils.ENDING)
    decision = Decision.objects.create(
        action=Decision.Action.COVER, rule=Rule.SPOILER, comment=comment,
        member_id=comment.author_id, before=before | {"flags": {}},
    )  # fmt: skip
    Notice.of_decision(decision)
