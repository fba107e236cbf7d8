"""Which comments moved readers, and from where to where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404

from discussions.flat_thread import read_flat
from discussions.models import Comment, Member, Question, Stance, VoteChange
from discussions.models.comment_query import CommentQuerySet
from discussions.thread_order import SortKey, find_cursor
from discussions.threads import Thread

# The order of a thread by them. Of fewer credits it would make a contest among two or three.
SORT = "moved"
ENOUGH = 5


@dataclass(frozen=True)
class Move:
    """So many readers went from one stance to another."""

    number: int
    previous: str
    stance: str

    @property
    def words(self) -> tuple[str, str]:
        """Where they stood and where they stand now, as a sentence goes on with it."""
        return str(Stance(self.previous).label).lower(), str(Stance(self.stance).label).lower()


def tell_moves(comments: Iterable[Comment]) -> None:
    """Give each of them what it moved, the most first. One statement, and none where no comment
    moved anybody."""
    moving = [comment for comment in comments if comment.moved_count]
    if not moving:
        return
    given = VoteChange.objects.filter(credited__in=moving, member__suspended_until=None)
    found: dict[int, list[Move]] = defaultdict(list)
    rows = given.order_by().values_list("credited", "previous", "stance")
    readers = Count("member", distinct=True)
    for comment, previous, stance, number in rows.annotate(number=readers):
        found[comment].append(Move(number, previous, stance))
    for comment in moving:
        comment.moves = sorted(found[comment.pk], key=lambda m: (-m.number, m.previous, m.stance))


def readers_moved_by(member: Member) -> int:
    """How many readers say that a comment of this member's moved them; each counts once."""
    given = VoteChange.objects.filter(
        credited__author=member,
        credited__moved_count__gt=0,
        credited__state=Comment.State.VISIBLE,
        member__suspended_until=None,
    )
    return int(given.aggregate(readers=Count("member", distinct=True))["readers"])


def can_sort(question: Question) -> bool:
    """Whether there are enough credits. The five comments that moved most readers tell it, however
    many did."""
    most = _moving(question).values_list("moved_count", flat=True)[:ENOUGH]
    return sum(most) >= ENOUGH


def load_moving(question: Question, cursor: str = "") -> Thread:
    """A page of the visible comments, the most readers moved first, and after all that moved
    anybody the others, the oldest first; one beneath the other. Http404 for a cursor that no page
    of them gave."""
    parts = _after(question, cursor) if cursor else [_moving(question), _others(question)]
    url = f"{question.get_absolute_url()}?sort={SORT}"
    page = read_flat(question, parts, url, SORT, lambda c: f"{c.moved_count}_{c.path}")
    page.at_start = not cursor
    return page


def _moving(question: Question) -> CommentQuerySet:
    moving = Comment.objects.visible().filter(question=question, moved_count__gt=0)
    return moving.order_by("-moved_count", "created_at", "id")


def _others(question: Question) -> CommentQuerySet:
    others = Comment.objects.visible().filter(question=question, moved_count=0)
    return others.order_by("created_at", "id")


def _after(question: Question, cursor: str) -> list[CommentQuerySet]:
    """As many as the last one had moved when its page was made."""
    last, number = find_cursor(Comment.objects.filter(question=question), cursor)
    if number is None or not number.is_integer():
        raise Http404("cursor")
    (later,) = SortKey.of(last).after("old")
    moving, others = _moving(question), _others(question)
    if not number:
        return [others.filter(later)]
    as_many = Q(moved_count=int(number)) & later
    return [moving.filter(as_many), moving.filter(moved_count__lt=int(number)), others]
