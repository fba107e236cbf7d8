from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.opinion_map import MapWatch
from discussions.models.vote import Stance, Vote
from discussions.models.vote_change import Moment, VoteChange
from hersite.freshness import bump, explanation, results

if TYPE_CHECKING:
    from discussions.models.member import Member
    from discussions.models.question import Question


class OwnProposal(ValueError):
    """A member votes on the words that they proposed themselves."""


class NotOpen(ValueError):
    """The reading takes no votes any more: it was merged or declined a moment ago."""


class TakesVotes(models.Model):
    """What members agree or disagree with. The counters hold the votes of all who are not
    suspended, and move in the same transaction as the vote; see ``manage.py recount``."""

    agree = models.PositiveIntegerField(_("agree"), default=0, editable=False)
    disagree = models.PositiveIntegerField(_("disagree"), default=0, editable=False)
    unsure = models.PositiveIntegerField(_("unsure"), default=0, editable=False)
    frozen_at = models.DateTimeField(_("first vote"), null=True, editable=False)

    if TYPE_CHECKING:
        pk: int
        proposed_by_id: int | None
        question: Question
        state: str
        votes: Any
        changes: Any

    class Meta:
        abstract = True

    @property
    def is_frozen(self) -> bool:
        """Somebody has voted on these words; other words would put them into a voter's mouth."""
        return self.frozen_at is not None

    @transaction.atomic
    def vote(self, member: Member, stance: str, moment: str = "", origin: str = "") -> VoteChange:
        """Make ``stance`` the member's only vote here. ValueError where it is not a Stance, or the
        moment not one; OwnProposal where the member proposed it; NotOpen."""
        stance, moment = Stance(stance), Moment(moment) if moment else ""
        if member.pk == self.proposed_by_id:
            raise OwnProposal(self.pk)
        counts = self.lock_for(member)
        if self.state != "open":
            # It was when the ballot was shown: a vote stored now would be in no result.
            raise NotOpen(self.pk)
        own = Vote.objects.filter(member=member, interpretation=self.pk)
        previous = own.values_list("stance", flat=True).first() or ""
        now = timezone.now()
        if previous != stance:
            if previous:
                own.update(stance=stance, at=now)
            else:
                Vote.objects.create(member=member, interpretation_id=self.pk, stance=stance, at=now)
            self._move(counts, previous, stance, frozen_at=Coalesce("frozen_at", now))
        return self._hand_in(
            member=member, previous=previous, stance=stance, moment=moment, at=now, origin=origin
        )

    @transaction.atomic
    def withdraw(self, member: Member, moment: str = "", origin: str = "") -> VoteChange | None:
        """Take the member's vote back; nothing happens where there is none. What they said at that
        moment they have taken back then all the same, also where the vote was taken back before."""
        counts = self.lock_for(member)
        vote = Vote.objects.filter(member=member, interpretation=self.pk).first()
        if vote is None and not self._stands(member, moment):
            return None
        previous = vote.stance if vote else ""
        if vote:
            vote.delete()
            self._move(counts, previous, "")
        return self._hand_in(member=member, previous=previous, moment=moment, origin=origin)

    def _stands(self, member: Member, moment: str) -> bool:
        """Whether the last ballot that the member handed in at that moment says something."""
        of_moment = self.changes.filter(member=member, moment=moment).exclude(moment="")
        return bool(of_moment.order_by("pk").values_list("stance", flat=True).last())

    def _hand_in(self, **row: Any) -> VoteChange:
        """Keep the ballot; last in the transaction."""
        change = VoteChange.objects.create(interpretation_id=self.pk, **row)
        changed = change.previous != change.stance
        if changed and MapWatch.count_ballot(self.question.explanation_id):
            # Imported where it is called for: the job imports the models.
            from discussions.jobs import call_for_maps

            transaction.on_commit(call_for_maps, robust=True)
        if changed or change.moment:
            # The explanation says how many its readers moved.
            told = [explanation(self.question.explanation.slug)] if change.moment else []
            bump(results(self.question.slug), *told)
        return change

    def _move(self, counts: bool, previous: str, stance: str, **more: Any) -> None:
        moves: dict[str, Any] = {}
        if counts:
            moves |= {stance: F(stance) + 1} if stance else {}
            moves |= {previous: F(previous) - 1} if previous else {}
        if moves or more:
            type(self)._default_manager.filter(pk=self.pk).update(**moves, **more)

    def _recount(self) -> None:
        counted = self.votes.filter(member__suspended_until=None)
        for stance in Stance:
            setattr(self, stance, counted.filter(stance=stance).count())

    def lock_for(self, member: Member) -> bool:
        """Whether the member's votes are in the counters. Asked now, and kept so until the vote is
        stored: whoever suspends them waits, and then finds it. From here on ``state`` is what it
        is now."""
        members = get_user_model()._default_manager.select_for_update(no_key=True)
        suspended = members.values_list("suspended_until", flat=True).get(pk=member.pk)
        self.state = self._lock()
        return suspended is None

    def _lock(self) -> str:
        # Votes on one interpretation wait for each other: row and counter can't part.
        locked: Any = type(self)._default_manager.select_for_update()
        return str(locked.only("pk", "state").get(pk=self.pk).state)
