from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.merged_ballots import join_ballots
from discussions.models.moves_readers import count_moved
from discussions.models.takes_votes import TakesVotes
from discussions.models.vote import Vote
from discussions.models.vote_change import VoteChange
from hersite.audit.state import Audited
from hersite.freshness import OnEveryPage


class InterpretationQuerySet(models.QuerySet["Interpretation"]):
    def open(self) -> InterpretationQuerySet:
        return self.filter(state=Interpretation.State.OPEN)

    def lock_all_of(self, member: int) -> None:
        """Until the end of the transaction, for whoever will touch all votes of a member, and
        after the member's own row: all readings of the questions on which they have voted. Else
        somebody could merge two of them meanwhile, or hold one and wait for what this holds."""
        voted, said = (
            Q(question__in=table.objects.filter(member=member).values("interpretation__question"))
            for table in (Vote, VoteChange)
        )
        rows = self.filter(voted | said).select_for_update().order_by("pk")
        list(rows.values_list("pk", flat=True))


class Interpretation(TakesVotes, OnEveryPage):
    """One answer to a question, worded as a claim that readers agree or disagree with."""

    audited = Audited(
        without=("agree", "disagree", "unsure", "moved_count", "frozen_at", "quote"),
        named=False,
        readers_words=("statement", "reasoning"),
        reader="proposed_by_id",
    )

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
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    # What speaks for it: a scene of the film, or a passage of the explanation.
    scene = models.ForeignKey(
        "explainer.Scene", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("scene"),
    )  # fmt: skip
    section_key = models.SlugField(_("section"), max_length=60, blank=True, db_index=False)
    quote = models.CharField(_("passage"), max_length=500, blank=True)

    objects = InterpretationQuerySet.as_manager()

    class Meta:
        verbose_name = _("interpretation")
        verbose_name_plural = _("interpretations")
        ordering = ["question", "order", "id"]

    def __str__(self) -> str:
        return self.statement

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

    def get_absolute_url(self) -> str:
        """Its ballot; for one that readers vote on."""
        return f"{self.question.get_absolute_url()}#reading-{self.pk}"

    @property
    def passage_url(self) -> str:
        """The section of the explanation that it quotes."""
        return f"{self.question.explanation.get_absolute_url()}#{self.section_key}"

    def open_to_votes(self) -> None:
        """Readers vote on it from now on."""
        self.state = self.State.OPEN
        self.save()

    def decline(self) -> None:
        """Readers don't vote on it, or no longer; votes that it has stay in the rows."""
        self.state = self.State.DECLINED
        self.save()

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
        self._drop_vote_of(other.proposed_by_id)
        mine = {vote.member_id: vote for vote in self.votes.all()}
        for theirs in other.votes.filter(member__in=mine):
            loser = min(theirs, mine[theirs.member_id], key=lambda vote: (vote.at, vote.pk))
            loser.delete()
        self.votes.update(interpretation=other)
        self.comments.update(supports=other)
        self._hand_over_changes(other)
        self.state, self.merged_into = self.State.MERGED, other
        other.frozen_at = other.frozen_at or self.frozen_at
        for reading in (self, other):
            reading._recount()
            reading.save()

    def _drop_vote_of(self, proposer: int | None) -> None:
        """Nobody votes on their own words: who proposed the other one takes their vote back, and
        what they said before and after reading is no pair of it."""
        if proposer is None:
            return
        self.changes.filter(member=proposer).exclude(moment="").update(moment="")
        vote = self.votes.filter(member=proposer).first()
        if vote:
            vote.delete()
            self.changes.create(member_id=vote.member_id, previous=vote.stance)

    def _hand_over_changes(self, other: Interpretation) -> None:
        """The ballots that led to these votes. Of two comments that a member says moved them the
        one named for the other stands."""
        named = self.changes.exclude(credited=None)
        twice = named.filter(member__in=other.changes.exclude(credited=None).values("member"))
        lost = list(twice.values_list("credited", flat=True))
        twice.update(credited=None)
        count_moved(lost)
        both = set(self.changes.values_list("member", flat=True)) & set(
            other.changes.values_list("member", flat=True)
        )
        self.changes.update(interpretation=other)
        join_ballots(other, both)

    def shuffle_key(self, seed: str) -> str:
        """Sorting by it gives an order that is random from seed to seed and always the same for
        one."""
        return hashlib.sha256(f"{seed}:{self.pk}".encode()).hexdigest()
