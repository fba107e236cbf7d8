"""Readings that members propose. Until a moderator opens one, only its proposer and those who
decide on it see that it is there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from discussions.models import Interpretation, Member, Question, SiteRules
from discussions.moderation.words import find_words
from hersite.limits import LimitReached, one_at_a_time

MOST_WAITING, MOST_A_DAY = 3, 5
A_DAY = timedelta(days=1)
State = Interpretation.State


class StillWaiting(Exception):
    """As many as may wait for a moderator do so already."""

    @property
    def message(self) -> str:
        return _(
            "Three of your readings wait for a moderator. You can propose another one as soon as "
            "one of them is decided on."
        )


def propose(member: Member, question: Question, **fields: Any) -> Interpretation:
    """Store a reading that waits; ``fields`` are its words and what they rest on. The same words
    sent twice are one reading. ValidationError for words that aren't posted here, StillWaiting,
    LimitReached; staff are trusted with all of it."""
    with one_at_a_time(member.pk):
        waiting = member.proposals.filter(state=State.PROPOSED)
        same = waiting.filter(question=question, statement=fields["statement"]).first()
        if same is not None:
            return same
        if not member.is_staff:
            _check_words(fields["statement"], fields["reasoning"])
            if settings.RATE_LIMITS:
                _check_pace(member)
        # After the others, which files of content know by their place.
        last = question.interpretations.aggregate(last=Max("order"))["last"] or 0
        proposal = Interpretation(
            question=question, proposed_by=member, state=State.PROPOSED, order=last + 1, **fields
        )
        # Not through ``save``: no page that others see shows it.
        Interpretation.objects.bulk_create([proposal])
        return proposal


def _check_words(*texts: str) -> None:
    """Only what is refused: a moderator reads all of them anyway."""
    hit = find_words("\n".join(texts), SiteRules.current())
    if hit and hit.action == "reject":
        raise ValidationError(
            _("“%(words)s” isn’t posted here. Please say it in other words."),
            params={"words": hit.words},
        )


def _check_pace(member: Member) -> None:
    now = timezone.now()
    latest = member.proposals.filter(proposed_at__gt=now - A_DAY).order_by("-proposed_at")
    moments = list(latest.values_list("proposed_at", flat=True)[:MOST_A_DAY])
    if len(moments) == MOST_A_DAY:
        left = moments[-1] + A_DAY - now
        rule = _("Five readings a day are the most that you can propose.")
        raise LimitReached(max(1, round(left.total_seconds())), rule)
    if member.proposals.filter(state=State.PROPOSED).count() >= MOST_WAITING:
        raise StillWaiting
