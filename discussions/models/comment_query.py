from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from discussions.models.comment_state import WITHHELD
from explainer.models import Edition

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from discussions.models.comment import Comment  # noqa: F401  (named in the base class)
    from discussions.models.member import Member


_PERSON = (
    "author__username", "author__display_name", "author__is_sample", "author__is_staff",
    "author__erased_at",
)  # fmt: skip


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible(self) -> CommentQuerySet:
        return self.filter(state="visible")

    def visible_to(self, member: Member | AnonymousUser) -> CommentQuerySet:
        """Whose words this reader may see: all visible ones, their own held ones, and for a
        moderator all that have a text."""
        if not member.is_authenticated:
            return self.visible()
        if member.is_moderator:
            return self.exclude(state="deleted")
        return self.filter(Q(state="visible") | Q(state="held", author=member))

    def own_or_visible_to(self, member: Member | AnonymousUser) -> CommentQuerySet:
        """Also what was taken away from them: its author may still delete it."""
        readable = self.visible_to(member)
        return (
            readable | self.filter(author=member.pk, state__in=WITHHELD) if member.pk else readable
        )

    def in_thread(self, member: Member | AnonymousUser | None = None) -> CommentQuerySet:
        """The rows of a thread: visible ones, placeholders that still have visible replies, and
        the reader's own that wait or were taken away."""
        return self.filter(Q(state="visible") | self._in_place(member))

    def gone_from_thread(self, member: Member | AnonymousUser | None = None) -> CommentQuerySet:
        """The others."""
        return self.exclude(state="visible").exclude(self._in_place(member))

    def _in_place(self, member: Member | AnonymousUser | None) -> Q:
        # A path's descendants lie between it and the same with a letter, in every collation.
        below = self.model.objects.visible().filter(
            root=OuterRef("root"),
            path__gt=OuterRef("path"),
            path__lt=Concat(OuterRef("path"), Value("a")),
        )
        answering = self.model.objects.visible().filter(parent=OuterRef("pk"))
        shown = ~Q(state="visible") & (Exists(below) | Exists(answering))
        if member is not None and member.is_authenticated:
            shown |= Q(state__in=WITHHELD, author=member)
        return shown

    def with_people(self) -> CommentQuerySet:
        """All that a comment shows besides its own columns."""
        return self.select_related("author", "parent__author", "supports")

    def for_thread(self) -> CommentQuerySet:
        """Of every row only what a page of a thread shows: half the columns, and half the time.
        The comment that is answered mostly stands on the same page; see ``answered``."""
        return self.select_related("author", "supports").only(
            "question", "root", "parent", "path", "body_html", "quote", "section_key", "paragraph",
            "spoils", "state", "held_for", "is_featured", "hung_count", "created_at", "edited_at",
            "useful_count", "moved_count", "rank", "supports__statement", *_PERSON,
        )  # fmt: skip

    def answered(self, keys: Iterable[int]) -> CommentQuerySet:
        """Those with these keys, with what an answer shows of them."""
        return self.filter(pk__in=keys).select_related("author").only("state", *_PERSON)

    def with_scope(self) -> CommentQuerySet:
        """With what ``scope`` needs: how much the live text of its explanation gives away, None
        where nothing is live."""
        live = Edition.objects.live().filter(explanation=OuterRef("question__explanation"))
        edition_spoils = Subquery(live.values("spoils")[:1])
        return self.select_related("question").annotate(edition_spoils=edition_spoils)

    def roots(self) -> CommentQuerySet:
        return self.filter(parent=None)

    def written_by(self, member: Any) -> CommentQuerySet:
        """Newest first, with the question, for a profile; none of what is withdrawn."""
        return (
            self.visible()
            .filter(author=member)
            .select_related("question__explanation", "author")
            .with_scope()
            .exclude(edition_spoils=None)  # type: ignore[misc]
            .order_by("-created_at", "-id")
        )
