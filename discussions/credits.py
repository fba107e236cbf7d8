"""Which comment moved a member to another side. They may name one for each reading, once they have
changed sides on it; nobody else is ever told who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, F, QuerySet
from django.http import HttpRequest

from discussions.ballots import AnyBallot
from discussions.models import Comment, Interpretation, Member, VoteChange
from discussions.models.moves_readers import count_moved
from hersite.freshness import SITE, bump, thread

# The readings whose ballots are to ask once what moved the member, in the session.
ASK = "ask_what_moved"
MOST_ASKED = 20


class NotMoved(ValueError):
    """The member has not changed sides on this reading, or has withdrawn the vote since."""


class AlreadyNamed(ValueError):
    """The member has named a comment for this reading."""


class NotToBeNamed(ValueError):
    """The member's own comment, one of another question, or one that readers can't read."""


def ask_what_moved(request: HttpRequest, change: VoteChange | None) -> None:
    """Have the next page with this ballot ask whether a comment moved them; not where they have
    named one for it, or there is none to name."""
    if change is None or change.previous == change.stance:
        return
    reading = change.interpretation_id
    asked = [key for key in request.session.get(ASK, ()) if key != reading]
    if change.changed_sides and _can_name_one(change):
        request.session[ASK] = [*asked, reading][-MOST_ASKED:]
    elif ASK in request.session:
        request.session[ASK] = asked


def _can_name_one(change: VoteChange) -> bool:
    """One statement."""
    question = Interpretation.objects.filter(pk=change.interpretation_id).values("question")[:1]
    by_others = Comment.objects.visible().filter(question=question).exclude(author=change.member_id)
    named = _ballots(change.member_id, change.interpretation_id).exclude(credited=None)
    return by_others.filter(~Exists(named)).exists()


def asking(request: HttpRequest, ballots: Sequence[AnyBallot]) -> list[AnyBallot]:
    """A member's ballots, marked where they are to ask. They do so on this page and on no later
    one."""
    shown = {ballot.interpretation.pk for ballot in ballots if ballot.mine}
    asked = request.session.get(ASK, ())
    now = shown.intersection(asked)
    if now:
        request.session[ASK] = [key for key in asked if key not in now]
    return [replace(ballot, asks=ballot.interpretation.pk in now) for ballot in ballots]


def credit_of(member: Member, reading: Interpretation) -> VoteChange | None:
    """The ballot for which they named a comment, with the comment and its people."""
    people = ("credited__author", "credited__parent__author", "credited__supports")
    return _ballots(member.pk, reading.pk).exclude(credited=None).select_related(*people).first()


def change_of_sides(member: Member, reading: Interpretation) -> VoteChange:
    """The last ballot that changed anything, where it changed sides. NotMoved where it did not."""
    last = _ballots(member.pk, reading.pk).exclude(previous=F("stance")).order_by("-pk").first()
    if last is None or not last.changed_sides:
        raise NotMoved(reading.pk)
    return last


@transaction.atomic
def credit(member: Member, reading: Interpretation, comment: int) -> None:
    """Say that this comment moved them; twice is once. NotMoved, AlreadyNamed, NotToBeNamed."""
    # Whoever votes here or suspends the member at this moment waits, or is waited for.
    reading.lock_for(member)
    change, named = change_of_sides(member, reading), credit_of(member, reading)
    if named and named.credited_id != comment:
        raise AlreadyNamed(reading.pk)
    if named:
        return
    by_others = Comment.objects.visible().filter(question=reading.question_id)
    # Locked, so that nobody takes it away meanwhile.
    found = by_others.exclude(author=member).select_for_update(no_key=True).filter(pk=comment)
    if not found.values_list("pk", flat=True):
        raise NotToBeNamed(comment)
    _name(reading, change, comment)


@transaction.atomic
def take_back(member: Member, reading: Interpretation) -> None:
    """Name no comment any more; nothing happens where none is named."""
    reading.lock_for(member)
    change = credit_of(member, reading)
    if change:
        _name(reading, change, None)


def _ballots(member: int, reading: int) -> QuerySet[VoteChange]:
    return VoteChange.objects.filter(member=member, interpretation=reading)


def _name(reading: Interpretation, change: VoteChange, comment: int | None) -> None:
    """Two members' credits for one comment are both counted, and end its pages; last in the
    transaction."""
    VoteChange.objects.filter(pk=change.pk).update(credited=comment)
    count_moved([key for key in (comment, change.credited_id) if key])
    # The lists of the site too: a member's profile says how many readers they moved.
    bump(thread(reading.question.slug), SITE)
