"""The moderators' queue: what waits, and who has it on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone
from django.utils.timesince import timesince

from discussions.models import Appeal, Decision, Member, Review, SiteRules
from discussions.models.decision import UNDO_WITHIN
from discussions.models.review import ReviewQuerySet
from discussions.moderation.appeals import has_colleague
from discussions.moderation.items import Item, load_items

# So many stand on the page.
SHOWN = 20
# So long a comment is taken to be on the screen of who opened it there.
TAKEN_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Waiting:
    """How much waits, since when the oldest does, and since when the rules are tightened."""

    number: int
    oldest: datetime | None
    tight_since: datetime | None

    @property
    def age(self) -> str:
        """Of the oldest, in its largest unit."""
        return timesince(self.oldest, depth=1) if self.oldest else ""


def load_waiting() -> Waiting:
    row = Review.objects.open().aggregate(number=Count("pk"), oldest=Min("opened_at"))
    return Waiting(**row, tight_since=SiteRules.current().tight_since)


def queue_for(moderator: Member) -> ReviewQuerySet:
    """What waits and this moderator may decide on."""
    queue = Review.objects.in_order()
    return queue.exclude(_business_of(moderator)) if has_colleague(moderator) else queue


def take(moderator: Member, number: int = SHOWN) -> list[Item]:
    """The next that this moderator may decide on, who has them on the screen from now on. Where
    there are fewer, at the end those that a colleague has there, or has to decide on."""
    now = timezone.now()
    free = Q(taken_by=None) | Q(taken_by=moderator) | Q(taken_at__lt=now - TAKEN_FOR)
    queue = Review.objects.in_order()
    keys = list(queue_for(moderator).filter(free).values_list("pk", flat=True)[:number])
    # Asked again in the statement that takes them: a colleague may open the page at this moment.
    Review.objects.open().filter(free, pk__in=keys).update(taken_by=moderator, taken_at=now)
    others = queue.exclude(pk__in=keys).values_list("pk", flat=True)
    return _load([*keys, *others[: number - len(keys)]], moderator, now)


def _business_of(moderator: Member) -> Q:
    """What they wrote or decided themselves."""
    appeals = Appeal.objects.filter(outcome="", decision__moderator=moderator)
    against = appeals.filter(decision__comment=OuterRef("comment"))
    return Q(comment__author=moderator) | Q(Exists(against))


def _load(keys: list[int], moderator: Member, now: datetime) -> list[Item]:
    shown = Review.objects.in_order().filter(pk__in=keys)
    reviews = list(
        shown.select_related(
            "comment__author", "comment__parent__author", "comment__supports",
            "comment__question__explanation", "taken_by",
        )
    )  # fmt: skip
    items = load_items([review.comment for review in reviews], reviews, moderator)
    since = now - TAKEN_FOR
    taken = [
        replace(item, taken_by=review.taken_by)
        if review.taken_by_id != moderator.pk and review.taken_at and review.taken_at >= since
        else item
        for item, review in zip(items, reviews, strict=True)
    ]
    return sorted(taken, key=lambda item: item.for_colleague or item.taken_by is not None)


def decided_lately(moderator: Member) -> list[Decision]:
    """What they can undo, the newest first."""
    since = timezone.now() - UNDO_WITHIN
    decided = Decision.objects.filter(at__gte=since, moderator=moderator, undone_at=None)
    return list(decided.exclude(comment=None).select_related("comment__author")[:SHOWN])
