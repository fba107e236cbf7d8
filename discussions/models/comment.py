from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.mentions import render_text
from discussions.models.comment_indexes import INDEXES
from discussions.models.comment_query import CommentQuerySet
from discussions.models.comment_state import JUDGED, HasState
from discussions.models.moves_readers import MovesReaders
from discussions.models.notice import Notice
from discussions.models.placed import HasPlace
from discussions.models.question import Question
from discussions.models.review import Review
from discussions.models.submission import new_submission, submission_after
from discussions.models.useful import CanBeUseful
from hersite.audit.state import Audited
from hersite.freshness import SITE, bump, explanation, thread
from hersite.markdown import RENDERER_VERSION
from hersite.spoils import Spoils

if TYPE_CHECKING:
    from discussions.models.member import Member
    from discussions.quotes import QuotePlace
    from discussions.standing import Standing

MAX_BODY = 10_000
EDIT_UNMARKED = timedelta(minutes=15)


class Comment(HasPlace, HasState, CanBeUseful, MovesReaders):
    """What a member wrote on a question, or in answer to another comment. Made by
    ``Comment.post``."""

    audited = Audited(only=JUDGED)

    question = models.ForeignKey(
        "discussions.Question", models.PROTECT, related_name="comments", db_index=False
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", db_index=False
    )
    body = models.TextField(_("comment"), max_length=MAX_BODY, blank=True)
    body_html = models.TextField(editable=False, blank=True)
    renderer_version = models.PositiveSmallIntegerField(default=0, editable=False)
    supports = models.ForeignKey(
        "discussions.Interpretation", models.PROTECT, null=True, blank=True,
        related_name="comments", db_index=False, verbose_name=_("supports"),
    )  # fmt: skip
    quote = models.CharField(_("quote"), max_length=500, blank=True)
    section_key = models.SlugField(max_length=60, blank=True, db_index=False)
    paragraph = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(_("posted"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    submission = models.CharField(max_length=36, default=new_submission, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], name="one_comment_a_submission"
            )
        ]
        indexes = INDEXES

    # Annotated by with_scope().
    edition_spoils: str | None
    # What a page of a thread adds; see discussions.threads.
    is_focus: bool = False
    level: int
    # Of one that was taken away or waits: what its author is told. None for everybody else.
    standing: Standing | None = None
    # Where the quoted words stand now; see discussions.quotes.
    quote_place: QuotePlace | None = None

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('discussions:comment', args=[self.pk])}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"c{self.pk}"

    @property
    def scope(self) -> Spoils:
        """The widest of what it, its question and their explanation give away; outside its page
        nothing wider is shown. For rows of ``with_scope``; where nothing is live, the ending."""
        edition = self.edition_spoils or Spoils.ENDING
        return Spoils.widest(self.spoils, self.question.spoils, edition)

    # -- Verbs, in the order of a comment's life --

    @classmethod
    def post(cls, **fields: Any) -> Comment:
        """Store a comment for good and give it back; fields as the model names them. With
        ``held_for`` it waits for a moderator: whether it does is for ``discussions.moderation`` to
        say.

        A submission that was stored already with the same words gives the stored comment;
        with other words it is a new comment. TooMuchMarkup where the text can't be rendered.
        """
        comment = cls(**fields)
        comment.render()
        if comment.held_for:
            comment.state = cls.State.HELD
        try:
            return comment._store()
        except IntegrityError:
            stored = cls.objects.get(author=comment.author, submission=comment.submission)
            if stored.body == comment.body:
                return stored
            key = submission_after(comment.submission, comment.body)
            return cls.post(**fields | {"submission": key})

    def render(self) -> None:
        self.body_html = render_text(self.body)
        self.renderer_version = RENDERER_VERSION

    @transaction.atomic
    def _store(self) -> Comment:
        self.save(force_insert=True)
        self._take_place()
        if self.state == self.State.VISIBLE:
            self._count(+1)
            Notice.announce(self)
        elif self.state == self.State.HELD:
            self.open_review(Review.Cause.HELD)
        self._changed(lists=self.state == self.State.VISIBLE)
        return self

    def _count(self, by: int) -> None:
        values: dict[str, Any] = {"comment_count": F("comment_count") + by}
        if by > 0:
            values["last_comment_at"] = Greatest(
                Coalesce("last_comment_at", self.created_at), self.created_at
            )
        else:
            # Locked first: the newest is looked for after whoever posts at this moment is counted.
            Question.objects.select_for_update(no_key=True).get(pk=self.question_id)
            left = Comment.objects.visible().filter(question=self.question_id)
            newest = left.order_by("-created_at").values("created_at")[:1]
            values["last_comment_at"] = models.Subquery(newest)
        Question.objects.filter(pk=self.question_id).update(**values)

    @transaction.atomic
    def edit(
        self, body: str, editor: Member, spoils: str | None = None, *, held_for: str = ""
    ) -> bool:
        """Put other words in. The words before are kept for moderators; after fifteen minutes, or
        by somebody else, readers see that it was edited. With ``held_for`` it waits for a
        moderator from then on. False where it was taken away meanwhile. TooMuchMarkup as in
        ``post``."""
        now = timezone.now()
        stored = Comment.objects.select_for_update(no_key=True).get(pk=self.pk)
        if not stored.has_text:
            return False
        unmarked = now - stored.created_at <= EDIT_UNMARKED and editor == stored.author
        if stored.body != body:
            self.edits.create(body=stored.body, editor=editor, at=now)
            self.edited_at = stored.edited_at if unmarked else now
        self.body = body
        self.spoils = stored.spoils if stored.cover_kept else spoils or stored.spoils
        self.render()
        self.save(update_fields=["body", "body_html", "renderer_version", "edited_at", "spoils"])
        self._changed(lists=True, removal=True)
        if stored.body != body:
            self.wait_anew()
        if held_for:
            self.hold(held_for)
        return True

    def _changed(self, *, lists: bool, removal: bool = False) -> None:
        """End the copies of the pages that show it: its thread, and with ``lists`` also those that
        count comments or show a member's. Last in the transaction."""
        question = self.question
        scopes = [thread(question.slug)]
        if lists:
            scopes.append(SITE)
        if lists or question.general:
            scopes.append(explanation(question.explanation.slug))
        bump(*scopes, removal=removal)
