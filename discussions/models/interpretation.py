from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.vote import Stance, Vote
from hersite.freshness import OnEveryPage, bump, results

if TYPE_CHECKING:
    from discussions.models.member import Member


class InterpretationQuerySet(models.QuerySet["Interpretation"]):
    def open(self) -> InterpretationQuerySet:
        return self.filter(state=Interpretation.State.OPEN)


class Interpretation(OnEveryPage):
    """One answer to a question, worded as a claim that readers agree or disagree with."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        OPEN = "open", _("open")
        MERGED = "merged", _("merged")
        DECLINED = "declined", _("declined")

    question = models.ForeignKey(
        "discussions.Question", models.PROTECT, related_name="interpretations"
    )
    statement = models.CharField(_("statement"), max_length=200)
    reasoning = models.TextField(_("reasoning"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="proposals",
        verbose_name=_("proposed by"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged",
        verbose_name=_("merged into"),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    # Counters of the votes, moved in the same transaction as the vote; see ``manage.py recount``.
    agree = models.PositiveIntegerField(_("agree"), default=0, editable=False)
    disagree = models.PositiveIntegerField(_("disagree"), default=0, editable=False)
    unsure = models.PositiveIntegerField(_("unsure"), default=0, editable=False)
    frozen_at = models.DateTimeField(_("first vote"), null=True, editable=False)

    objects = InterpretationQuerySet.as_manager()

    class Meta:
        verbose_name = _("interpretation")
        verbose_name_plural = _("interpretations")
        ordering = ["question", "order", "id"]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_frozen(self) -> bool:
        """Somebody has voted on these words; other words would put them into a voter's mouth."""
        return self.frozen_at is not None

    def clean(self) -> None:
        if self.pk and self._wording_changed() and self.is_frozen:
            raise ValidationError(
                _("Readers have voted on these words. Start another interpretation instead.")
            )
        if (self.state == self.State.MERGED) != (self.merged_into is not None):
            raise ValidationError({"merged_into": _("Say into which one, and only where merged.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and self.is_frozen and self._wording_changed():
            raise ValidationError(_("The wording is frozen by the first vote."))
        super().save(*args, **kwargs)

    def _wording_changed(self) -> bool:
        stored = Interpretation.objects.filter(pk=self.pk).values_list("statement", "reasoning")
        return stored.first() not in (None, (self.statement, self.reasoning))

    @transaction.atomic
    def vote(self, member: Member, stance: str) -> None:
        """Make ``stance`` the member's only vote here. ValueError where it is not a Stance."""
        stance = Stance(stance)
        counts = self._lock_for(member)
        own = Vote.objects.filter(member=member, interpretation=self)
        previous = own.values_list("stance", flat=True).first()
        if previous == stance:
            return
        now = timezone.now()
        moves: dict[str, Any] = {stance: F(stance) + 1}
        if previous:
            own.update(stance=stance, at=now)
            moves[previous] = F(previous) - 1
        else:
            Vote.objects.create(member=member, interpretation=self, stance=stance, at=now)
        if not counts:
            moves = {}
        self._update(**moves, frozen_at=Coalesce("frozen_at", now))
        bump(results(self.question.slug))

    @transaction.atomic
    def withdraw(self, member: Member) -> None:
        """Take the member's vote back; nothing happens where there is none."""
        counts = self._lock_for(member)
        vote = Vote.objects.filter(member=member, interpretation=self).first()
        if vote:
            vote.delete()
            if counts:
                self._update(**{vote.stance: F(vote.stance) - 1})
            bump(results(self.question.slug))

    @transaction.atomic
    def merge_into(self, other: Interpretation) -> None:
        """Say that both mean the same: votes and comments that spoke for this one count for the
        other. Of a member's votes on both the newest stands. ValidationError where the other isn't
        an open reading of the same question."""
        for reading in sorted((self, other), key=lambda reading: reading.pk):
            reading._lock()
        self.refresh_from_db()
        other.refresh_from_db()
        if other.state != self.State.OPEN or other.question_id != self.question_id or other == self:
            raise ValidationError(_("Merge it into another open interpretation of its question."))
        mine = {vote.member_id: vote for vote in self.votes.all()}
        for theirs in other.votes.filter(member__in=mine):
            loser = min(theirs, mine[theirs.member_id], key=lambda vote: (vote.at, vote.pk))
            loser.delete()
        self.votes.update(interpretation=other)
        self.comments.update(supports=other)
        self.state, self.merged_into = self.State.MERGED, other
        other.frozen_at = other.frozen_at or self.frozen_at
        for reading in (self, other):
            reading._recount()
            reading.save()

    def _recount(self) -> None:
        counted = self.votes.filter(member__suspended_until=None)
        for stance in Stance:
            setattr(self, stance, counted.filter(stance=stance).count())

    def _lock_for(self, member: Member) -> bool:
        """Whether the member's votes are in the counters. Asked now, and kept so until the vote is
        stored: whoever suspends them waits, and then finds it."""
        members = get_user_model()._default_manager.select_for_update(no_key=True)
        suspended = members.values_list("suspended_until", flat=True).get(pk=member.pk)
        self._lock()
        return suspended is None

    def _lock(self) -> None:
        # Votes on one interpretation wait for each other: row and counter can't part.
        Interpretation.objects.select_for_update().only("pk").get(pk=self.pk)

    def _update(self, **values: Any) -> None:
        Interpretation.objects.filter(pk=self.pk).update(**values)

    def shuffle_key(self, seed: str) -> str:
        """Sorting by it gives an order that is random from seed to seed and always the same for
        one."""
        return hashlib.sha256(f"{seed}:{self.pk}".encode()).hexdigest()
