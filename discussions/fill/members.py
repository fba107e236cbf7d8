from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction
from django.db.models.functions import Lower

from discussions.fill import MOMENT
from discussions.fill.storage import Table
from discussions.models import Member

# Tells who was made up: a reader of the site who chose such a name is left alone.
ABOUT = "Made up for measurement."


class Row(NamedTuple):
    """A member, by the names of its columns."""

    username: str
    about: str
    password: str
    joined: datetime


@transaction.atomic
def make_members(number: int, password: str | None) -> list[Member]:
    """``member1`` and so on, as many as asked for; those there from an earlier time are among them.
    All made-up members have the password from now on; without one the new ones have none."""
    made = Member.objects.filter(username__startswith="member", about=ABOUT)
    missing = number - made.count()
    if missing > 0:
        new = [_row(name, place) for place, name in enumerate(_free_names(missing))]
        Table(Member, Row._fields).add(new)
    if password:
        # One hash for all: it is slow on purpose.
        made.update(password=make_password(password))
    return list(made.order_by("pk")[:number])


def _row(name: str, place: int) -> Row:
    joined = MOMENT - timedelta(days=2 * 365) + timedelta(seconds=place)
    return Row(name, ABOUT, UNUSABLE_PASSWORD_PREFIX, joined)


def _free_names(number: int) -> list[str]:
    like = Member.objects.filter(username__istartswith="member")
    taken = set(like.values_list(Lower("username"), flat=True))
    candidates = (f"member{n}" for n in range(1, number + len(taken) + 1))
    return [name for name in candidates if name not in taken][:number]
