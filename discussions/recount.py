"""Every counter that the discussion keeps, and what the rows say it should be.

All of it is done by the database, one statement a counter: a million comments cost no memory here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField, Case, Count, F, FloatField, Func, OuterRef, QuerySet, Subquery, Value, When,
)  # fmt: skip
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from discussions.models import Comment, Interpretation, Question, Stance, Useful, Vote
from discussions.models.comment import rank_of


@dataclass(frozen=True)
class Difference:
    """A counter of one row that is not what the rows say."""

    row: str
    field: str
    stored: Any
    truth: Any

    def __str__(self) -> str:
        return f"{self.row}: {self.field} is {self.stored}, the rows say {self.truth}"


@dataclass(frozen=True)
class Counter:
    """A column that repeats what other rows say, and the expression that reads it off them."""

    rows: QuerySet[Any]
    field: str
    truth: Combinable

    def differences(self, *, lock: bool = False) -> Iterator[Difference]:
        """One after the other as the database finds them. ``lock`` holds the rows until the end of
        the transaction: whoever votes or comments meanwhile waits and then counts on."""
        wrong = self._wrong().values_list("pk", self.field, "truth")
        if lock:
            wrong = wrong.select_for_update()
        name = self.rows.model._meta.model_name
        for key, stored, truth in wrong.iterator():
            yield Difference(f"{name} {key}", self.field, stored, truth)

    def repair(self) -> None:
        self._wrong().update(**{self.field: F("truth")})

    def _wrong(self) -> QuerySet[Any]:
        rows = self.rows.order_by().annotate(truth=self.truth)
        return rows.filter(_Differs(F(self.field), F("truth")))


class _Differs(Func):
    """Unequal, where nothing equals nothing. Unlike ``~Q(a=b)`` it reads each side once, which for
    a count over a long thread is half the time."""

    template = "(%(expressions)s)"
    arg_joiner = " IS DISTINCT FROM "
    output_field = BooleanField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # SQLite knows the standard's words from 3.39 on only.
        return self.as_sql(compiler, connection, arg_joiner=" IS NOT ", **context)


def counters() -> Iterator[Counter]:
    """All of them. One that builds on another comes after it, and is looked up when it is reached:
    then it sees what was repaired."""
    questions = Question.objects.all()
    yield Counter(questions, "comment_count", _count(Comment.objects.visible(), "question"))
    yield Counter(questions, "last_comment_at", newest_comment())
    for stance in Stance:
        votes = Vote.objects.filter(stance=stance)
        yield Counter(Interpretation.objects.all(), stance.value, _count(votes, "interpretation"))
    # Without a vote nothing can be said: it may have been cast and withdrawn.
    unfrozen = Interpretation.objects.filter(frozen_at=None)
    yield Counter(unfrozen, "frozen_at", _first_vote())
    below = Comment.objects.exclude(pk=OuterRef("pk"))
    yield Counter(Comment.objects.all(), "descendant_count", _count(below, "root"))
    yield Counter(Comment.objects.all(), "useful_count", _count(Useful.objects.all(), "comment"))
    yield Counter(Comment.objects.all(), "rank", _rank())


def newest_comment() -> Subquery:
    """Of a question: when its newest visible comment was posted; None where there is none."""
    visible = Comment.objects.visible().filter(question=OuterRef("pk"))
    return Subquery(visible.order_by("-created_at").values("created_at")[:1])


def _first_vote() -> Subquery:
    votes = Vote.objects.filter(interpretation=OuterRef("pk"))
    return Subquery(votes.order_by("at").values("at")[:1])


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of the rows belong to the outer one."""
    belonging = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Coalesce(Subquery(belonging.annotate(found=Count("pk")).values("found")), 0)


def _rank() -> Case:
    """The rank that belongs to a comment's useful_count. Written out for the few counts that occur:
    computed by the database it could end in another last digit, and equals would no longer tie."""
    occurring = Comment.objects.order_by("useful_count").values_list("useful_count", flat=True)
    return Case(
        *(When(useful_count=count, then=Value(rank_of(count))) for count in occurring.distinct()),
        default=Value(0.0),
        output_field=FloatField(),
    )
