from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.notice import Notice
from discussions.models.review import Review
from hersite.spoils import Spoils


class State(models.TextChoices):
    """Who may read a comment. "visible" has to stay the last by the alphabet; see
    ``discussions.threads``."""

    HELD = "held", _("waiting for approval")
    VISIBLE = "visible", _("visible")
    HIDDEN = "hidden", _("hidden by a moderator")
    REMOVED = "removed", _("removed by a moderator")
    DELETED = "deleted", _("deleted by its author")


class HeldFor(models.TextChoices):
    """Why a comment waits for a moderator, in words for its author."""

    MODE = "mode", _("every comment on this question is read by a moderator first")
    NEW = "new", _("first comments are read by a moderator")
    LINKS = "links", _("links in somebody’s first five comments are looked at by a moderator")
    WORDS = "words", _("it has words in it that a moderator reads first")
    REPEAT = "repeat", _("you have posted the same text elsewhere")
    HURRY = "hurry", _("it was sent within three seconds, as machines do")
    TRAP = "trap", _("a field was filled in that readers don’t see, as machines do")
    REJECTED = (
        "rejected",
        _("of what you wrote in the last 30 days, moderators took more than three in ten away"),
    )
    TIGHT = "tight", _("moderators are behind, so new members wait for approval everywhere")


TAKEN_AWAY = (State.HIDDEN, State.REMOVED)
# What nobody but its author can read, moderators aside.
WITHHELD = (State.HELD, State.HIDDEN, State.REMOVED)
# What a decision changes, and an undone one puts back.
JUDGED = ("state", "held_for", "spoils", "cover_kept", "is_featured")


class HasState(models.Model):
    """What readers may see of a comment, and how that changes: each change is counted, and ends
    the pages that show it, in one transaction."""

    State = State
    HeldFor = HeldFor

    spoils = models.CharField(_("gives away"), max_length=7, choices=Spoils, default=Spoils.NONE)
    # Put on by readers' reports or a moderator: its author can't take it off.
    cover_kept = models.BooleanField(default=False, editable=False)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.VISIBLE)
    held_for = models.CharField(
        _("waits because"), max_length=8, choices=HeldFor, blank=True, editable=False
    )
    is_featured = models.BooleanField(_("featured"), default=False, editable=False)

    if TYPE_CHECKING:
        reviews: Any
        edits: Any
        standing: Any
        pk: Any

        def _count(self, by: int) -> None: ...
        def _changed(self, *, lists: bool, removal: bool = False) -> None: ...

    class Meta:
        abstract = True

    @property
    def is_wrapped(self) -> bool:
        """The whole of it lies behind a cover."""
        return self.spoils != Spoils.NONE

    @property
    def has_text(self) -> bool:
        """Whether its words may be shown: what was taken away leaves a placeholder."""
        return self.state in (State.VISIBLE, State.HELD)

    @property
    def is_shown(self) -> bool:
        """Whether a page of a thread shows its words: to all where it is visible, to its author
        also where it is not."""
        return self.state == State.VISIBLE or self.standing is not None

    @property
    def judged(self) -> dict[str, Any]:
        """The columns that are JUDGED, as they are."""
        return {name: getattr(self, name) for name in JUDGED}

    def delete_by_author(self) -> None:
        """Blank it for good, earlier versions included; the place stays for its replies."""
        with transaction.atomic():
            if self._enter(State.DELETED, body="", body_html="", quote=""):
                self.edits.all().delete()
                self.reviews.open().update(closed_at=timezone.now())

    def hide(self) -> None:
        """Take it from the page; the text is kept and can be restored."""
        self._enter(State.HIDDEN)

    def remove(self) -> None:
        """Take it from the page as breaking the rules; the text is kept for an appeal."""
        self._enter(State.REMOVED)

    def show(self) -> None:
        """Approve a held comment or restore one that was taken away; a deleted one has no text to
        show."""
        if self.state != State.DELETED:
            self._enter(State.VISIBLE)

    @transaction.atomic
    def hold(self, reason: str) -> None:
        """Take it from the page until a moderator has read it."""
        if self._enter(State.HELD, held_for=reason):
            self.open_review(Review.Cause.HELD)

    @transaction.atomic
    def cover(self, spoils: str) -> None:
        """Put it behind a cover that its author can't take off; never a narrower one."""
        wider = Spoils.widest(self.spoils, spoils)
        self._set(spoils=wider, cover_kept=True)

    @transaction.atomic
    def feature(self, on: bool) -> None:
        """Mark it as worth reading, or no longer."""
        self._set(is_featured=on)

    @transaction.atomic
    def put_back(self, before: dict[str, Any]) -> None:
        """As it was before a decision, by the columns that are JUDGED; what its author deleted
        meanwhile stays deleted."""
        self._enter(before["state"])
        if self.state != State.DELETED:
            self._set(**{name: before[name] for name in JUDGED if name != "state"})

    def open_review(self, cause: str, *, spoiler: bool = False) -> None:
        """Put it in the moderators' queue; where it waits already, it keeps its place in it."""
        review, created = self.reviews.get_or_create(
            closed_at=None, defaults={"cause": cause, "spoiler": spoiler}
        )
        if not created and spoiler and not review.spoiler:
            review.spoiler = True
            review.save(update_fields=["spoiler"])

    def wait_anew(self) -> None:
        """With other words, at the same place in the queue: a decision on the old ones is refused
        from now on."""
        review = self.reviews.open().first()
        if review:
            self.reviews.open().update(closed_at=timezone.now())
            kept = {name: getattr(review, name) for name in ("cause", "spoiler", "opened_at")}
            self.reviews.create(**kept)

    def _set(self, **columns: Any) -> None:
        if any(getattr(self, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(self, name, value)
            self.save(update_fields=list(columns))
            self._changed(lists=True, removal=True)

    @transaction.atomic
    def _enter(self, state: str, **also: str) -> bool:
        """Move to a state, with other columns where they change too, and count; False where it is
        there already or was deleted meanwhile."""
        stored = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        if stored.state in (state, State.DELETED):
            self.state = stored.state
            return False
        if state != State.HELD:
            also["held_for"] = ""
        for name, value in {"state": state, **also}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *also])
        if State.VISIBLE in (stored.state, state):
            self._count(+1 if state == State.VISIBLE else -1)
        if state == State.VISIBLE:
            Notice.announce(self)  # type: ignore[arg-type]
        self._changed(lists=True, removal=state != State.VISIBLE)
        return True
