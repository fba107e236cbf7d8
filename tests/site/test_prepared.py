"""A statement that is put together once gives the rows that its queryset would give."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Member
from hersite.prepared import prepared

made: list[Any] = []


@prepared
def joined(numbers: list[int], after: Any, but: str) -> QuerySet[Any]:
    made.append(numbers)
    members = Member.objects.filter(pk__in=numbers, joined__gt=after).exclude(username=but)
    return members.order_by("pk").values_list("pk", "joined", "is_active")


@pytest.fixture
def members(db: None) -> list[Member]:
    made.clear()
    joined.built.clear()
    return [Member.objects.create(username=f"m{number}") for number in range(4)]


def test_the_rows_are_those_of_the_queryset(members: list[Member]) -> None:
    numbers = [member.pk for member in members]
    long_ago = timezone.now() - timedelta(days=1)
    for keys, after, but in [
        (numbers, long_ago, "m1"),
        (numbers[::-1], long_ago, "nobody"),
        (numbers[:2], long_ago, "m0"),
        (numbers[2:], members[2].joined, "nobody"),
        (numbers, timezone.now(), "nobody"),
        ([], long_ago, "nobody"),
    ]:
        assert joined(keys, after, but) == list(joined.make(keys, after, but))
    assert joined(numbers, long_ago, "m3")[0][1] == members[0].joined


def test_it_is_put_together_once_for_each_length(members: list[Member]) -> None:
    numbers = [member.pk for member in members]
    now = timezone.now()
    with CaptureQueriesContext(connection) as asked:
        for keys in (numbers, numbers[::-1], numbers[:1], numbers[1:2], [], []):
            joined(keys, now, "m0")
    assert [len(keys) for keys in made] == [4, 1, 0]
    # Where nothing can be found nothing is asked.
    assert len(asked) == 4


def test_a_function_that_looks_at_its_values_is_refused(db: None) -> None:
    @prepared
    def older(number: int) -> QuerySet[Any]:
        return Member.objects.filter(pk__gt=number - 1).values_list("pk")

    with pytest.raises(ValueError, match="older: a value is not in the statement"):
        older(7)
