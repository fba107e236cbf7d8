"""When a map is made anew, and what is kept of it. Runs in a process of its own."""

from __future__ import annotations

import logging
from math import ceil

from django.db import transaction
from django.db.models import F, QuerySet

from discussions.counted import who_count
from discussions.models import MapWatch, OpinionMap, VoteChange
from discussions.models.opinion_map import KEPT, NEW_BALLOTS, NEW_SHARE
from discussions.opinions.copies import count_once, stand_ins
from discussions.opinions.load import Counted, counted_votes, load_counted, open_readings
from discussions.opinions.make import Result, make_map
from explainer.models import Explanation
from hersite.freshness import bump, opinions

logger = logging.getLogger(__name__)


def make_due(slug: str | None = None) -> list[OpinionMap]:
    """Make the maps that were called for and are due; or the one of this explanation, due or not
    (Explanation.DoesNotExist where there is none). A map that another process is making at this
    moment is left to it. One that fails leaves a line in the log, and is called for again."""
    if slug is None:
        called = MapWatch.objects.exclude(called_at=None).select_related("explanation")
        made = [_make(watch) for watch in called]
    else:
        explanation = Explanation.called(slug)
        if explanation is None:
            raise Explanation.DoesNotExist(slug)
        watch, _new = MapWatch.objects.get_or_create(explanation=explanation)
        made = [_make(watch, now=True)]
    return [row for row in made if row]


def _make(watch: MapWatch, now: bool = False) -> OpinionMap | None:
    if not watch.begin():
        return None
    try:
        return _look(watch, now)
    except Exception:
        if now:
            raise
        logger.exception("The opinion map of %s could not be made.", watch.explanation.slug)
        return None
    finally:
        watch.end()


def _look(watch: MapWatch, now: bool) -> OpinionMap | None:
    last = OpinionMap.objects.filter(explanation=watch.explanation_id).first()
    if not now:
        new, wanted = new_votes(watch.explanation_id, last), enough(last)
        if new < wanted:
            watch.done(new, wanted)
            return None
    counted = load_counted(watch.explanation_id)
    return _store(watch, counted, make(counted, last))


def enough(last: OpinionMap | None) -> int:
    """So many new votes call for the map after this one."""
    return max(NEW_BALLOTS, ceil(NEW_SHARE * last.votes)) if last else NEW_BALLOTS


def new_votes(explanation: int, last: OpinionMap | None) -> int:
    """How much of what counts is not in the last map: ballots that changed something, by members
    who count now; and votes that came to count, or no longer do, without a ballot, since a member
    is a day old or was suspended."""
    total = counted_votes(explanation).count()
    if last is None:
        return total
    ballots = _ballots_since(explanation, last)
    gained = ballots.filter(previous="").count() - ballots.filter(stance="").count()
    return ballots.count() + abs(total - last.votes - gained)


def _ballots_since(explanation: int, last: OpinionMap) -> QuerySet[VoteChange]:
    handed_in = VoteChange.objects.filter(
        interpretation__in=open_readings(explanation), member__in=who_count(), at__gt=last.made_at
    )
    return handed_in.exclude(previous=F("stance"))


def make(counted: Counted, last: OpinionMap | None) -> Result:
    """The map in which accounts that vote as one count as one."""
    once = stand_ins(counted.votes, counted.joined, counted.released)
    return make_map(count_once(counted.votes, once), last.result if last else None)


@transaction.atomic
def _store(watch: MapWatch, counted: Counted, result: Result) -> OpinionMap:
    assert watch.working_since is not None
    row = OpinionMap.objects.create(
        explanation_id=watch.explanation_id,
        # Ballots that came in since are for the next one.
        made_at=watch.working_since,
        votes=len(counted.votes),
        result=result.as_json(),
    )
    rows = OpinionMap.objects.filter(explanation=watch.explanation_id)
    rows.exclude(pk__in=list(rows.values_list("pk", flat=True)[:KEPT])).delete()
    watch.done(0, enough(row))
    bump(opinions(watch.explanation.slug))
    return row
