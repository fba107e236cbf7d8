from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower

from discussions.models import Member


def called(name: str) -> QuerySet[Member]:
    """Who has that name or display name, whole and in any case."""
    # Made small by the database on both sides: the indexes hold what it made of the names.
    rows = Member.objects.alias(own=Lower("username"), shown=Lower("display_name"))
    return rows.filter(Q(own=Lower(Value(name))) | Q(shown=Lower(Value(name)))).order_by()


def number_in(term: str) -> int:
    """“#7” or “7” is a comment's number; for anything else 0, which none has."""
    digits = term.removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) <= 18 else 0
