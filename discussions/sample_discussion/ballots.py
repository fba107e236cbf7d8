"""What sample members voted: the ballots that they handed in, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from discussions.models import Comment, Interpretation, Member, Moment, Vote, VoteChange
from discussions.sample_discussion.crowd import NO_VOTE, SampleVotes
from discussions.sample_discussion.source import Sample, SampleCredit

# How long one reads the explanation, in hours.
READING = 0.4
Ago = Callable[[float], datetime]


class Histories:
    """``comments`` by their numbers in the file; ``ago`` gives the moment so many hours back."""

    def __init__(self, sample: Sample, comments: dict[int, Comment], ago: Ago) -> None:
        self.comments, self.ago = comments, ago
        self.credits = {(c.member, c.question, c.reading): c for c in sample.credits}

    def tell(
        self, votes: SampleVotes, number: int, reading: Interpretation, member: Member
    ) -> list[VoteChange]:
        """All ballots on the question's reading of that number, from 1; the last one says what the
        member's vote is."""
        credit = self.credits.get((votes.member, votes.question, number))
        handed_in = []
        previous = ""
        for stance, moment, hours in _ballots(votes, number, credit):
            handed_in.append(
                VoteChange(
                    member=member, interpretation=reading, previous=previous, stance=stance,
                    moment=moment, at=self.ago(hours),
                )
            )  # fmt: skip
            previous = stance
        if credit and handed_in[-1].changed_sides:
            handed_in[-1].credited = self.comments.get(credit.comment)
        return handed_in


def _ballots(
    votes: SampleVotes, number: int, credit: SampleCredit | None
) -> Iterator[tuple[str, str, float]]:
    """Stance, moment, and how many hours ago."""
    before = votes.before[number - 1] if votes.before else NO_VOTE
    stance = votes.ballots[number - 1]
    if before != NO_VOTE:
        yield before, Moment.BEFORE, votes.hours_ago + READING
    moment = Moment.AFTER if votes.after or votes.before else ""
    yield credit.previous if credit else stance, moment, votes.hours_ago
    if credit:
        yield stance, "", credit.hours_ago


def vote_of(ballots: list[VoteChange]) -> Vote:
    """What they led to, since the ballot that made it so."""
    last = ballots[-1]
    made = [ballot for ballot in ballots if ballot.previous != ballot.stance][-1]
    return Vote(
        member=last.member, interpretation=last.interpretation, stance=last.stance, at=made.at
    )
