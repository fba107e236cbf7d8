from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from discussions.models import (
    Comment,
    Flag,
    Interpretation,
    Member,
    Question,
    Rating,
    Useful,
    Vote,
)
from discussions.recount import (
    comment_counters,
    interpretation_counters,
    question_counters,
)
from hersite.freshness import ALL, bump


@dataclass(frozen=True)
class Removed:
    """How many members and comments are gone, and how many comments stay as empty places because
    a reader answered them."""

    members: int
    comments: int
    places: int


@transaction.atomic
def remove_samples() -> Removed:
    """Take away what sample members said and think, and the members.

    What a reader of the site wrote, voted and rated stays. Where they answered a sample comment, it
    becomes an empty place like a comment that its author deleted. Marks and reports that they put
    on a sample comment go with it: there is nothing left that they could speak of.
    """
    members = list(Member.objects.filter(is_sample=True))
    touched = _Touched(members)
    for model in (Vote, Useful, Rating, Flag):
        model._default_manager.filter(member__in=members).delete()
    comments = Comment.objects.filter(author__in=members)
    removed = Removed(len(members), _remove_unanswered(comments), comments.count())
    _remove_people(members)
    touched.set_right()
    bump(ALL, removal=True)
    return removed


class _Touched:
    """The rows whose counters tell of what is taken away."""

    def __init__(self, members: list[Member]) -> None:
        comments = Comment.objects.filter(author__in=members)
        votes = Vote.objects.filter(member__in=members)
        marks = Useful.objects.filter(member__in=members)
        self.questions = set(comments.values_list("question", flat=True))
        self.comments = {
            *comments.values_list("root__pk", flat=True),
            *marks.values_list("comment", flat=True),
        }
        self.interpretations = set(votes.values_list("interpretation", flat=True))

    def set_right(self) -> None:
        readings = Interpretation.objects.filter(pk__in=self.interpretations)
        for counter in (
            *interpretation_counters(readings),
            *comment_counters(Comment.objects.filter(pk__in=self.comments)),
            *question_counters(Question.objects.filter(pk__in=self.questions)),
        ):
            counter.repair()
        # Words that nobody real has voted on are free for the editors again.
        readings.filter(votes=None).update(frozen_at=None)


def _remove_unanswered(comments: QuerySet[Comment]) -> int:
    """Delete from the outermost inwards, until only those are left that others answered."""
    removed = 0
    while leaves := list(comments.filter(replies=None).values_list("pk", flat=True)):
        Useful.objects.filter(comment__in=leaves).delete()
        Flag.objects.filter(comment__in=leaves).delete()
        rows = Comment.objects.filter(pk__in=leaves)
        # A row can't go while one refers to it, and a root is its own root.
        rows.update(root=None)
        rows.delete()
        removed += len(leaves)
    return removed


def _remove_people(members: list[Member]) -> None:
    """Delete those who have no place left; the others become former members."""
    for member in members:
        if member.comments.exists():
            # What is left of it must not be labelled, nor removed another time.
            member.is_sample = False
            member.erase(keep_texts=False)
    Member.objects.filter(pk__in=[member.pk for member in members], is_sample=True).delete()
