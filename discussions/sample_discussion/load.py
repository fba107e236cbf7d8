from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from discussions.bulk import add_first_marks, add_votes
from discussions.models import Comment, Interpretation, Member, Question, Rating, Useful, Vote
from discussions.models.moves_readers import count_moved
from discussions.sample_discussion.ballots import Histories, vote_of
from discussions.sample_discussion.crowd import NO_VOTE, SampleMember, SampleVotes
from discussions.sample_discussion.source import Sample, SampleComment
from explainer.models import Explanation
from hersite.freshness import ALL, bump
from hersite.slugs import KeepsItsAddresses, current_slugs

T = TypeVar("T", bound=KeepsItsAddresses)

# Nobody joins in the moment of their first line.
JOINED_BEFORE = timedelta(hours=30)
NAME_LENGTH = 30


@dataclass
class Loaded:
    """How much of what is new, and what the sample refers to that isn't there, with how often.
    ``voted_on`` names the explanations whose opinion maps lack new votes."""

    added: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    voted_on: set[str] = field(default_factory=set)


@transaction.atomic
def load_sample(sample: Sample) -> Loaded:
    """Put a sample's people and their words into the discussion, written so many hours ago as it
    says. What was loaded before is left as it is now."""
    loader = _Loader(sample)
    loader.load_members()
    loader.load_comments()
    loader.load_votes()
    loader.load_ratings()
    bump(ALL)
    return loader.loaded


def _named(model: type[T], slugs: Collection[str]) -> dict[str, T]:
    """Also under another slug than an editor has given them since."""
    now = current_slugs(model, slugs)
    rows: Any = model._default_manager.filter(slug__in=now.values())
    there = {row.slug: row for row in rows}
    return {slug: there[now[slug]] for slug in now}


class _Loader:
    def __init__(self, sample: Sample) -> None:
        self.sample, self.loaded, self.now = sample, Loaded(), timezone.now()
        self.members: dict[str, Member] = {}
        self.marks: list[Useful] = []
        self.comments: dict[int, Comment] = {}
        asked = {comment.question for comment in sample.comments}
        asked |= {votes.question for votes in sample.votes}
        self.questions = _named(Question, asked)
        prefetch_related_objects(list(self.questions.values()), "interpretations")

    def _question(self, slug: str) -> Question | None:
        if slug not in self.questions:
            self.loaded.missing[f"question “{slug}”"] += 1
        return self.questions.get(slug)

    # -- People --

    def load_members(self) -> None:
        for described in self.sample.members:
            self.members[described.username] = self._member(described)

    def _member(self, described: SampleMember) -> Member:
        """The sample's own member; under another name where somebody else has that one."""
        number = 1
        while True:
            suffix = f"-{number}" if number > 1 else ""
            name = described.username[: NAME_LENGTH - len(suffix)] + suffix
            stored = Member.objects.filter(username__iexact=name).first()
            if stored is None:
                return self._new_member(name, described)
            if stored.is_sample and stored not in self.members.values():
                return stored
            number += 1

    def _new_member(self, name: str, described: SampleMember) -> Member:
        self.loaded.added["members"] += 1
        return Member.objects.create(
            username=name,
            display_name=described.display_name,
            about=described.about,
            password=make_password(None),
            joined=self._first_line(described.username) - JOINED_BEFORE,
            is_sample=True,
        )

    def _first_line(self, username: str) -> datetime:
        """When the member was first heard of; when anybody was, where they never were."""
        comments = {c.author: c.hours_ago for c in reversed(self.sample.comments)}
        votes = [v.hours_ago for v in self.sample.votes if v.member == username]
        own = [*votes, comments[username]] if username in comments else votes
        return self._ago(max(own or comments.values(), default=0))

    def _ago(self, hours: float) -> datetime:
        return self.now - timedelta(hours=hours)

    # -- What they wrote --

    def load_comments(self) -> None:
        refs = {self._submission(described): described.ref for described in self.sample.comments}
        stored = Comment.objects.filter(author__is_sample=True, submission__in=refs)
        found = {refs[comment.submission]: comment for comment in stored}
        for described in self.sample.comments:
            question = self._question(described.question)
            if question and described.ref not in found:
                parent = found.get(described.parent)
                found[described.ref] = self._post(described, question, parent)
        self.comments = found
        add_first_marks(self.marks)

    def _submission(self, described: SampleComment) -> str:
        """What tells a comment of this file from all others when the file is loaded again."""
        return f"sample-{self.sample.path.stem[:20]}-{described.ref}"

    def _post(
        self, described: SampleComment, question: Question, parent: Comment | None
    ) -> Comment:
        comment = Comment.post(
            question=question,
            parent=parent,
            author=self.members[described.author],
            body=described.body.strip(),
            supports=_supported(question, described.supports),
            spoils=described.spoils,
            created_at=self._ago(described.hours_ago),
            submission=self._submission(described),
        )
        self.marks += [
            Useful(comment=comment, member=self.members[name]) for name in described.useful
        ]
        self.loaded.added["comments"] += 1
        return comment

    # -- What they think --

    def load_votes(self) -> None:
        own = Vote.objects.filter(member__is_sample=True)
        cast = set(own.values_list("member", "interpretation"))
        histories = Histories(self.sample, self.comments, self._ago)
        new = [
            histories.tell(votes, number, reading, self.members[votes.member])
            for votes in self.sample.votes
            for number, reading in self._voted_on(votes)
            if (self.members[votes.member].pk, reading.pk) not in cast
        ]
        ballots = sorted(chain.from_iterable(new), key=lambda ballot: ballot.at)
        add_votes([vote_of(history) for history in new], ballots)
        count_moved({ballot.credited_id for ballot in ballots if ballot.credited_id})
        self.loaded.added["votes"] += len(new)
        voted = Explanation.objects.filter(
            questions__interpretations__in={ballot.interpretation_id for ballot in ballots}
        )
        self.loaded.voted_on |= set(voted.values_list("slug", flat=True))

    def _voted_on(self, votes: SampleVotes) -> list[tuple[int, Interpretation]]:
        """The readings with their numbers that a ballot can be handed in for: an editor may have
        merged or declined one meanwhile."""
        question = self._question(votes.question)
        readings = question.interpretations.all() if question else ()
        return [
            (number, reading)
            for number, (reading, stance) in enumerate(
                zip(readings, votes.ballots, strict=False), 1
            )
            if stance != NO_VOTE and reading.state == Interpretation.State.OPEN
        ]

    def load_ratings(self) -> None:
        explanations = _named(Explanation, {rating.explanation for rating in self.sample.ratings})
        for rating in self.sample.ratings:
            explanation = explanations.get(rating.explanation)
            if explanation is None:
                self.loaded.missing[f"explanation “{rating.explanation}”"] += 1
                continue
            _row, created = Rating.objects.get_or_create(
                member=self.members[rating.member],
                explanation=explanation,
                defaults={"stars": rating.stars},
            )
            self.loaded.added["ratings"] += created


def _supported(question: Question, number: int) -> Interpretation | None:
    readings = list(question.interpretations.all())
    return readings[number - 1] if 0 < number <= len(readings) else None
