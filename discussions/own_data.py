"""Everything that is kept of a member, for them to take along."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import F, QuerySet

from discussions.models import Appeal, CommentEdit, Member

# What a row of each kind says, by names that are understood without this program.
_COMMENT = {"on": F("question__slug"), "answers": F("parent")}


def own_data(member: Member) -> dict[str, Any]:
    """One statement for each kind of row, whatever their number. Of other people it holds keys of
    comments and names of muted members only, and of moderators no names."""
    return {"profile": _profile(member), **{name: list(rows) for name, rows in _lists(member)}}


def _profile(member: Member) -> dict[str, Any]:
    fields = ("username", "display_name", "about", "language", "email", "joined", "last_login",
              "suspended_until", "unread")  # fmt: skip
    return {name: getattr(member, name) for name in fields}


def _lists(member: Member) -> list[tuple[str, QuerySet[Any, Any]]]:
    edits = CommentEdit.objects.filter(comment__author=member)
    appeals = Appeal.objects.filter(decision__member=member)
    return [
        ("addresses", EmailAddress.objects.filter(user=member).values("email", "verified")),
        ("comments", member.comments.order_by("pk").values(
            "id", "body", "state", "held_for", "spoils", "quote", "section_key", "paragraph",
            "created_at", "edited_at", "useful_count", "is_featured", "supports_id", **_COMMENT,
        )),
        ("earlier_versions", edits.values("comment_id", "body", "at")),
        ("votes", member.votes.values(
            "stance", "at", on=F("interpretation__question__slug"),
            reading=F("interpretation__statement"),
        )),
        ("proposed_readings", member.proposals.order_by("pk").values(
            "id", "statement", "reasoning", "state", "section_key", "quote", "proposed_at",
            on=F("question__slug"), scene_shown=F("scene__title"),
        )),
        ("ballots_handed_in", member.vote_changes.order_by("pk").values(
            "previous", "stance", "moment", "at", "credited_id",
            on=F("interpretation__question__slug"), reading=F("interpretation__statement"),
        )),
        ("ratings", member.ratings.values("stars", "at", explained=F("explanation__slug"))),
        ("useful_marks", member.useful_marks.values("comment_id", "at")),
        ("reports", member.flags.values("comment_id", "reason", "note", "at", "upheld")),
        ("visits", member.visits.values("seen_at", "before", "follows", on=F("question__slug"))),
        ("mutes", member.mutes.values("at", name=F("muted__username"))),
        ("name_changes", member.name_changes.values("before", "after", "at")),
        ("notices", member.notices.values("kind", "comment_id", "at")),
        ("decisions", member.decisions.values(
            "comment_id", "interpretation_id", "action", "rule", "note", "at", "undone_at"
        )),
        ("appeals", appeals.values("text", "at", "outcome", "decided_at")),
        ("suspensions", member.suspensions.values("rule", "message", "at", "ends_at", "ended_at")),
    ]  # fmt: skip
