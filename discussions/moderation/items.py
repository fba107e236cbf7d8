"""A comment with all that a moderator has to know to decide on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q

from discussions.models import (
    Appeal,
    Comment,
    CommentEdit,
    Flag,
    Member,
    Review,
    Rule,
    Suspension,
)
from discussions.models.comment_state import TAKEN_AWAY
from discussions.moderation.appeals import has_colleague

# The rule that is set to begin with, by why a comment was held.
LIKELY = {
    Comment.HeldFor.LINKS: Rule.SPAM,
    Comment.HeldFor.REPEAT: Rule.SPAM,
    Comment.HeldFor.HURRY: Rule.SPAM,
    Comment.HeldFor.TRAP: Rule.SPAM,
    Comment.HeldFor.WORDS: Rule.UNKIND,
}


@dataclass(frozen=True)
class Record:
    """How many comments of a member are on the site, how many moderators took away, and how often
    the member was suspended."""

    approved: int = 0
    rejected: int = 0
    suspended: int = 0


@dataclass(frozen=True)
class Item:
    """``review`` is None where the comment waits for nobody; ``for_colleague`` where another
    moderator has to decide; ``taken_by`` has it on their screen at present."""

    comment: Comment
    review: Review | None
    reports: list[Flag]
    appeal: Appeal | None
    record: Record
    for_colleague: bool
    was_edited: bool = False
    taken_by: Member | None = None

    @property
    def rule(self) -> str:
        """The one that stands in the form to begin with: what readers say most, or is likely."""
        if self.appeal:
            return self.appeal.decision.rule
        if self.reports:
            return Counter(report.reason for report in self.reports).most_common(1)[0][0]
        return LIKELY.get(self.comment.held_for, Rule.OFF_TOPIC)  # type: ignore[call-overload]


def load_items(comments: list[Comment], reviews: Iterable[Review], moderator: Member) -> list[Item]:
    """In the order of the comments. Six statements, however many."""
    reports: dict[int, list[Flag]] = defaultdict(list)
    appeals: dict[int | None, Appeal] = {}
    for report in Flag.objects.filter(comment__in=comments, upheld=None).select_related("member"):
        reports[report.comment_id].append(report)
    asked = Appeal.objects.filter(decision__comment__in=comments, outcome="")
    for made in asked.select_related("decision__moderator"):
        appeals[made.decision.comment_id] = made
    records = _records({comment.author_id for comment in comments})
    of_comment = {review.comment_id: review for review in reviews}
    edits = CommentEdit.objects.filter(comment__in=comments)
    edited = set(edits.order_by().values_list("comment", flat=True))
    colleague = has_colleague(moderator)
    items = []
    for comment in comments:
        appeal = appeals.get(comment.pk)
        against = appeal is not None and appeal.decision.moderator_id == moderator.pk
        own = colleague and (against or comment.author_id == moderator.pk)
        items.append(
            Item(
                comment, of_comment.get(comment.pk), reports[comment.pk], appeal,
                records.get(comment.author_id, Record()), own, comment.pk in edited,
            )
        )  # fmt: skip
    return items


def _records(members: set[int]) -> dict[int, Record]:
    written = Comment.objects.filter(author__in=members).order_by().values("author")
    rows = written.annotate(
        approved=Count("pk", filter=Q(state=Comment.State.VISIBLE)),
        rejected=Count("pk", filter=Q(state__in=TAKEN_AWAY)),
    )
    records = {row["author"]: Record(row["approved"], row["rejected"]) for row in rows}
    stays = Suspension.objects.filter(member__in=members).order_by().values("member")
    for row in stays.annotate(number=Count("pk")):
        key = row["member"]
        records[key] = replace(records.get(key, Record()), suspended=row["number"])
    return records
