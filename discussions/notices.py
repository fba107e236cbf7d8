"""What a member is told on their own pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from discussions.models import Comment, Decision, Interpretation, Member, Mute, Notice
from discussions.models.comment_state import TAKEN_AWAY
from discussions.moderation.appeals import can_be_appealed
from hersite.markdown import plain_text
from hersite.spoils import Spoils

# Of a comment so many characters are shown; it is read in its place.
EXCERPT = 280


@dataclass(frozen=True)
class Told:
    """A notice as it can be read now; ``is_new`` until the member has seen the list once."""

    notice: Notice
    is_new: bool

    @property
    def comment(self) -> Comment | None:
        return self.notice.comment

    @property
    def is_readable(self) -> bool:
        """Whether the comment stands where everybody can read it."""
        comment = self.comment
        return (
            comment is not None
            and comment.state == Comment.State.VISIBLE
            and comment.edition_spoils is not None
        )

    @property
    def gives_away(self) -> bool:
        """Its words are only shown in their place."""
        return self.comment is not None and self.comment.scope != Spoils.NONE

    @property
    def words(self) -> str:
        text = plain_text(self.comment.body_html) if self.comment else ""
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"

    @property
    def decision(self) -> Decision | None:
        return self.notice.decision

    @property
    def reading(self) -> Interpretation | None:
        """The one that was decided on."""
        return self.decision.interpretation if self.decision else None

    @property
    def can_be_appealed(self) -> bool:
        comment = self.comment
        return (
            comment is not None
            and is_judged(comment)
            and can_be_appealed(self.decision, self.notice.member)
        )


def is_judged(comment: Comment) -> bool:
    """Whether moderators, or readers' reports, keep others from reading it as it was written."""
    return comment.state in TAKEN_AWAY or comment.cover_kept


def notices_of(member: Member) -> QuerySet[Notice]:
    """All but what comes from members whom this one has muted since."""
    muted = Mute.objects.filter(member=member, muted=OuterRef("comment__author"))
    comments = Comment.objects.with_scope().select_related("author")
    return (
        member.notices.filter(~Exists(muted))
        .select_related("decision__appeal", "decision__interpretation__question")
        .prefetch_related(Prefetch("comment", comments))
    )


def mark_read(member: Member) -> None:
    """As far as the member object knows of them: one that came a moment ago stays unread."""
    if member.unread:
        # Not through ``save``: no page that others see shows the number.
        rows = Member.objects.filter(pk=member.pk, unread__gte=member.unread)
        rows.update(unread=F("unread") - member.unread)
        member.unread = 0
