from collections.abc import Iterator
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
    Counter,
    comment_counters,
    interpretation_counters,
    question_counters,
)


@dataclass(frozen=True)
class Removed:
    """How many members and comments are gone, and how many comments stay as empty places because
    somebody real answered them."""

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
    _remove_thoughts(members)
    comments = Comment.objects.filter(author__in=members)
    removed = _remove_unanswered(comments)
    places = comments.count()
    for counter in touched.counters():
        counter.repair()
    return Removed(_remove_people(members), removed, places)


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

    def counters(self) -> Iterator[Counter]:
        readings = Interpretation.objects.filter(pk__in=self.interpretations)
        yield from interpretation_counters(readings)
        yield from comment_counters(Comment.objects.filter(pk__in=self.comments))
        yield from question_counters(Question.objects.filter(pk__in=self.questions))


def _remove_thoughts(members: list[Member]) -> None:
    voted = Interpretation.objects.filter(votes__member__in=members)
    readings = list(voted.values_list("pk", flat=True))
    Vote.objects.filter(member__in=members).delete()
    # Words that nobody real has voted on are free for the editors again.
    Interpretation.objects.filter(pk__in=readings, votes=None).update(frozen_at=None)
    for model in (Useful, Rating, Flag):
        model._default_manager.filter(member__in=members).delete()


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


def _remove_people(members: list[Member]) -> int:
    """Delete those without a place left; the others become former members. How many there were."""
    for member in members:
        if member.comments.exists():
            # What is left of it must not be labelled, nor removed another time.
            member.is_sample = False
            member.erase(keep_texts=False)
    Member.objects.filter(pk__in=[member.pk for member in members], is_sample=True).delete()
    return len(members)
