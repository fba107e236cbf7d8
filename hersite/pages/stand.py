"""Where the readers of an explanation stand on its leading question: its ballots above the text and
below it, and a sentence on how many changed their mind in between."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from discussions.discussion import Asked, ballots_html, load_asked
from discussions.held import pairs_as_known
from discussions.models import Member, Moment, Question
from discussions.moments import at_moment, with_moments
from hersite.freshness import Freshness


def load_leading(questions: Iterable[Question], freshness: Freshness) -> Asked | None:
    """The one of them that leads, with its readings."""
    leading = next((question for question in questions if question.leading), None)
    return load_asked(leading, freshness) if leading else None


def stand_context(asked: Asked | None) -> dict[str, Any]:
    """What a guest sees of it. No ballots where the question is closed, and nothing at all where
    no question leads."""
    if asked is None:
        return {}
    return {"leading": asked.question, **{f"{m}_html": h for m, h in _unfilled(asked).items()}}


def _unfilled(asked: Asked) -> dict[str, str]:
    if asked.question.is_closed:
        return {}
    return {
        moment.value: ballots_html(at_moment(moment, asked.ballots), closed=False)
        for moment in Moment
    }


def own_stand(asked: Asked | None, member: Member) -> dict[str, str]:
    """The same ballots in the member's order, as they handed them in, for the slots."""
    if asked is None or asked.question.is_closed or not asked.ballots:
        return {}
    before, after = with_moments(asked.ballots, member)
    return {
        Moment.BEFORE.value: ballots_html(before, closed=False),
        Moment.AFTER.value: ballots_html(after, closed=False),
    }


def how_many_moved(asked: Asked | None, freshness: Freshness) -> dict[str, str]:
    """The sentence for its slot; an empty one where nobody has said both times where they stand."""
    if asked is None:
        return {}
    context = {"pairs": pairs_as_known(asked.question, freshness), "leading": asked.question}
    return {"moved": render_to_string("pages/explanation/moved.html", context)}
