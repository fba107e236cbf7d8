from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet

from discussions.models import Comment, Flag, Interpretation, Member, Question, Useful
from discussions.recount import newest_comment


@dataclass(frozen=True)
class Removed:
    """How many members and comments went, and how many comments stay as empty places because
    somebody real answered them."""

    members: int
    comments: int
    places: int


@transaction.atomic
def remove_samples() -> Removed:
    """Take away all that sample members said and think, and the members.

    What a reader of the site wrote, voted and rated stays. Where they answered a sample comment, it
    leaves the same place as a comment deleted by its author. Marks and reports that
    they put on a sample comment go with it: there is nothing left that they could speak of.
    """
    members = list(Member.objects.filter(is_sample=True))
    keys = [member.pk for member in members]
    comments = Comment.objects.filter(author__in=keys)
    questions = list(comments.values_list("question", flat=True).distinct())
    readings = list(
        Interpretation.objects.filter(votes__member__in=keys).values_list("pk", flat=True)
    )
    for member in members:
        # It is no sample any longer: what stays of it is a former member like any other.
        member.is_sample = False
        member.erase(keep_texts=False)
    removed = _remove_unanswered(comments)
    gone = Member.objects.filter(pk__in=keys, comments=None)
    places, without_place = comments.count(), gone.count()
    gone.delete()
    Question.objects.filter(pk__in=questions).update(last_comment_at=newest_comment())
    # Words that nobody real has voted on are free for the editors again.
    Interpretation.objects.filter(pk__in=readings, votes=None).update(frozen_at=None)
    return Removed(without_place, removed, places)


def _remove_unanswered(comments: QuerySet[Comment]) -> int:
    """Delete from the outermost leaves inwards until only what others answered is left."""
    removed = 0
    while leaves := dict(comments.filter(replies=None).values_list("pk", "root")):
        Useful.objects.filter(comment__in=leaves).delete()
        Flag.objects.filter(comment__in=leaves).delete()
        rows = Comment.objects.filter(pk__in=leaves)
        # A root is its own root, and a row can't go while any row refers to it.
        rows.update(root=None)
        rows.delete()
        for root in leaves.values():
            below = F("descendant_count") - 1
            Comment.objects.filter(pk=root).update(descendant_count=below)
        removed += len(leaves)
    return removed
