from dataclasses import dataclass
from itertools import chain

from django.db import transaction
from django.db.models import Q, QuerySet

from discussions.folding import fold_anew
from discussions.models import (
    Appeal,
    Comment,
    Decision,
    Flag,
    Interpretation,
    MapWatch,
    Member,
    Mute,
    NameChange,
    Notice,
    OpinionMap,
    Question,
    Rating,
    Review,
    Suspension,
    Useful,
    Visit,
    Vote,
    VoteChange,
    VoteRelease,
)
from discussions.models.opinion_map import NEW_BALLOTS
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
    on a sample comment go with it, and so does what moderators decided about it: there is nothing
    left that they could speak of.
    """
    members = list(Member.objects.filter(is_sample=True))
    touched = _Touched(members)
    for model in (Vote, VoteChange, VoteRelease, Useful, Rating, Flag):
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
        self.questions = set(comments.values_list("question", flat=True))
        self.roots = set(comments.values_list("root__pk", flat=True))
        self.comments: set[int] = set()
        for model in (Useful, Flag):
            spoken_of = model._default_manager.filter(member__in=members)
            self.comments |= set(spoken_of.values_list("comment", flat=True))
        moved_by = VoteChange.objects.filter(member__in=members).exclude(credited=None)
        self.comments |= set(moved_by.values_list("credited", flat=True))
        self.interpretations = set(votes.values_list("interpretation", flat=True))

    def set_right(self) -> None:
        readings = Interpretation.objects.filter(pk__in=self.interpretations)
        fold_anew(self.roots)
        comments = Comment.objects.filter(Q(pk__in=self.comments) | Q(root__in=self.roots))
        for counter in chain(
            interpretation_counters(readings),
            comment_counters(comments),
            question_counters(Question.objects.filter(pk__in=self.questions)),
        ):
            counter.repair()
        # Words that nobody real has voted on are free for the editors again.
        readings.filter(votes=None).update(frozen_at=None)
        _forget_maps(set(readings.values_list("question__explanation", flat=True)))


def _forget_maps(explanations: set[int]) -> None:
    """Maps that sample members are on. What real members voted calls for the next."""
    OpinionMap.objects.filter(explanation__in=explanations).delete()
    for explanation in explanations:
        left = Vote.objects.filter(interpretation__question__explanation=explanation).count()
        watch = MapWatch.objects.filter(pk=explanation)
        if left:
            watch.update(ballots=left, enough=NEW_BALLOTS, looked_at=None)
        else:
            watch.delete()


def _remove_unanswered(comments: QuerySet[Comment]) -> int:
    """Delete from the outermost inwards, until only those are left that others answered."""
    removed = 0
    while leaves := list(comments.filter(replies=None).values_list("pk", flat=True)):
        _forget(Decision.objects.filter(comment__in=leaves))
        for model in (Notice, Review, Useful, Flag):
            model._default_manager.filter(comment__in=leaves).delete()
        # Who says that it moved them stands where they stand.
        VoteChange.objects.filter(credited__in=leaves).update(credited=None)
        rows = Comment.objects.filter(pk__in=leaves)
        # A row can't go while one refers to it, and a root is its own root.
        rows.update(root=None)
        rows.delete()
        removed += len(leaves)
    return removed


def _forget(decisions: QuerySet[Decision]) -> None:
    Notice.objects.filter(decision__in=decisions).delete()
    Appeal.objects.filter(decision__in=decisions).delete()
    decisions.delete()


def _remove_people(members: list[Member]) -> None:
    """Delete those who have no place left; the others become former members."""
    Mute.objects.filter(muted__in=members).delete()
    Suspension.objects.filter(member__in=members).delete()
    _forget(Decision.objects.filter(member__in=members, comment=None))
    for member in members:
        member.suspended_until = None
        if member.comments.exists():
            # What is left of it must not be labelled, nor removed another time.
            member.is_sample = False
            member.erase(keep_texts=False)
    gone = Member.objects.filter(pk__in=[member.pk for member in members], is_sample=True)
    for model in (Notice, Visit, Mute, NameChange):
        model._default_manager.filter(member__in=gone).delete()
    gone.delete()
