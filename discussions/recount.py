"""Every counter that the discussion keeps, and what the rows say it should be.

All of it is done by the database, one statement a counter: a million comments cost no memory here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    FloatField,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, Length

from discussions.models import Comment, Flag, Interpretation, Question, Stance, Useful, Vote
from discussions.models.moves_readers import moved_by
from discussions.models.placed import PATH_DIGITS
from discussions.models.useful import rank_of
from hersite.freshness import ALL, bump


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

    def differences(self) -> Iterator[Difference]:
        """One after the other in the order of the rows."""
        name = self.rows.model._meta.model_name
        wrong = self._wrong().order_by("pk").values_list("pk", self.field, "truth")
        for key, stored, truth in wrong.iterator():
            yield Difference(f"{name} {key}", self.field, stored, truth)

    @transaction.atomic
    def repair(self) -> None:
        # Locked first: whoever votes or comments at this moment is let through before their rows
        # are counted, or waits and counts on from the right number.
        for _key in self._wrong().order_by("pk").select_for_update().values_list("pk").iterator():
            continue
        self._wrong().update(**{self.field: F("truth")})
        bump(ALL)

    def _wrong(self) -> QuerySet[Any]:
        rows = self.rows.annotate(truth=self.truth)
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
    """All of the site."""
    yield from question_counters(Question.objects.all())
    yield from interpretation_counters(Interpretation.objects.all())
    yield from comment_counters(Comment.objects.all())


_UPHELD = Flag.objects.filter(upheld=True)


def question_counters(rows: QuerySet[Question]) -> Iterator[Counter]:
    yield Counter(rows, "comment_count", _count(Comment.objects.visible(), "question"))
    newest = Comment.objects.visible().filter(question=OuterRef("pk")).order_by("-created_at")
    yield Counter(rows, "last_comment_at", Subquery(newest.values("created_at")[:1]))


def interpretation_counters(rows: QuerySet[Interpretation]) -> Iterator[Counter]:
    for stance in Stance:
        votes = Vote.objects.filter(stance=stance, member__suspended_until=None)
        yield Counter(rows, stance.value, _count(votes, "interpretation"))
    # Frozen without a vote may be right: one was cast and withdrawn.
    first = Vote.objects.filter(interpretation=OuterRef("pk")).order_by("at")
    yield Counter(rows.filter(frozen_at=None), "frozen_at", Subquery(first.values("at")[:1]))


def comment_counters(rows: QuerySet[Comment]) -> Iterator[Counter]:
    below = Comment.objects.exclude(pk=OuterRef("pk")).filter(fold=None)
    yield Counter(rows, "descendant_count", _count(below, "root"))
    yield Counter(rows, "hung_count", _hanging())
    yield Counter(rows, "useful_count", _count(Useful.objects.all(), "comment"))
    yield Counter(rows, "upheld_count", _count(_UPHELD, "comment"))
    yield Counter(rows, "moved_count", moved_by())
    yield Counter(rows, "rank", _rank(rows))


def _hanging() -> Coalesce:
    """How many rows' paths are the outer one's and one key more."""
    longer = Length(OuterRef("path")) + PATH_DIGITS
    below = Comment.objects.filter(
        root=OuterRef("root"),
        path__gt=OuterRef("path"),
        path__lt=Concat(OuterRef("path"), Value("a")),
    )
    hung = below.alias(length=Length("path")).filter(length=longer).order_by().values("root")
    return Coalesce(Subquery(hung.annotate(found=Count("pk")).values("found")), 0)


def _rank(rows: QuerySet[Comment]) -> Coalesce:
    """The rank that belongs to the numbers of useful marks and upheld reports. Written out for the
    few numbers there are: computed by the database it could end in another last digit, and equals
    would not tie."""
    marks, reports = Useful.objects.filter(comment__in=rows), _UPHELD.filter(comment__in=rows)
    numbers = _each(marks, found=Count("pk")).values_list("found", flat=True).distinct()
    ranks = [When(found=number, then=Value(rank_of(number))) for number in sorted(numbers)]
    # Few have been reported: only for those are both numbers looked at.
    useful_marks = _count(Useful.objects.all(), "comment", "comment")
    counted = _each(reports, found=Count("pk"), useful=useful_marks)
    pairs = counted.values_list("useful", "found").distinct()
    ranks_of_both = [
        When(useful=useful, found=found, then=Value(rank_of(useful, found)))
        for useful, found in sorted(pairs)
    ]
    return Coalesce(
        Subquery(
            _belonging(_UPHELD, "comment", useful=useful_marks).values(rank=_case(ranks_of_both))
        ),
        Subquery(_belonging(Useful.objects.all(), "comment").values(rank=_case(ranks))),
        0.0,
    )


def _case(ranks: list[When]) -> Case:
    return Case(*ranks, default=Value(0.0), output_field=FloatField())


def _count(rows: QuerySet[Any], by: str, outer: str = "pk") -> Coalesce:
    """How many of the rows belong to the outer one."""
    return Coalesce(Subquery(_belonging(rows, by, outer).values("found")), 0)


def _belonging(rows: QuerySet[Any], by: str, outer: str = "pk", **more: Any) -> QuerySet[Any]:
    return _each(rows.filter(**{by: OuterRef(outer)}), by, found=Count("pk"), **more)


def _each(rows: QuerySet[Any], by: str = "comment", **numbers: Any) -> QuerySet[Any]:
    return rows.order_by().values(by).annotate(**numbers)
