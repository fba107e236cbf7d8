from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import Coalesce, Greatest

from discussions.bulk import BATCH
from discussions.fill import MOMENT, stream
from discussions.fill.storage import Table
from discussions.fill.texts import make_texts
from discussions.fill.tree import grow
from discussions.models import Comment, Interpretation, Member, Question, Useful
from discussions.models.placed import PATH_DIGITS
from discussions.models.useful import rank_of
from hersite.freshness import SITE, bump, explanation, thread
from hersite.markdown import RENDERER_VERSION
from hersite.spoils import Spoils

# From the first of the comments to the last.
SPAN = timedelta(days=300)
# Of a hundred comments so many support a reading, and so many are marked as a spoiler.
SUPPORTING, SPOILING = 15, 4
# The exponent of useful marks: of four comments one has some, of a hundred one has ten.
USEFUL = 2.0
LATER = timedelta(hours=1)


class Row(NamedTuple):
    """A comment, by the names of its columns."""

    id: int
    question_id: int
    parent_id: int | None
    root_id: int
    depth: int
    path: str
    hung_count: int
    fold_id: int | None
    author_id: int
    body: str
    body_html: str
    renderer_version: int
    supports_id: int | None
    spoils: str
    useful_count: int
    rank: float
    descendant_count: int
    created_at: datetime
    submission: str


@transaction.atomic
def add_comments(
    question: Question, members: list[Member], size: int, seed: int, tell: Callable[[int], None]
) -> None:
    """A thread, or more of one, all of it or nothing; ``tell`` hears how many are in it so far."""
    if not size:
        return
    table, marks = Table(Comment, Row._fields), Table(Useful, ["member", "comment", "at"])
    table.keep_others_out()
    highest = Comment.objects.aggregate(highest=Max("pk"))["highest"] or 0
    maker = _Maker(question, members, size, stream(seed, "comments"), highest + 1)
    comments = maker.comments()
    done = 0
    while batch := list(islice(comments, BATCH)):
        table.add(batch)
        marks.add(maker.marks(batch))
        done += len(batch)
        tell(done)
    Question.objects.filter(pk=question.pk).update(
        comment_count=F("comment_count") + size,
        last_comment_at=Greatest(Coalesce("last_comment_at", maker.last), maker.last),
    )
    table.advance_keys()
    bump(SITE, thread(question.slug), explanation(question.explanation.slug))


class _Maker:
    def __init__(
        self, question: Question, members: list[Member], size: int, chance: Random, first: int
    ) -> None:
        self.question_id, self.chance, self.first = question.pk, chance, first
        # Keys all along: a million times the object behind one is a minute more.
        self.members = [member.pk for member in members]
        self.places = {member: place for place, member in enumerate(self.members)}
        readings = question.interpretations.filter(state=Interpretation.State.OPEN)
        self.readings = list(readings.values_list("pk", flat=True))
        self.texts = make_texts(chance)
        self.tree = grow(chance, size)
        self.last = MOMENT - SPAN

    def comments(self) -> Iterator[Row]:
        step = SPAN / len(self.tree.parents)
        for number in range(len(self.tree.parents)):
            self.last = MOMENT - SPAN + (number + self.chance.random()) * step
            yield self._comment(number, self.last)

    def _comment(self, number: int, created_at: datetime) -> Row:
        tree, text = self.tree, self.chance.choice(self.texts)
        useful = self._useful()
        return Row(
            id=self.first + number,
            question_id=self.question_id,
            parent_id=self._key(tree.parents[number]),
            root_id=self.first + tree.roots[number],
            depth=tree.depths[number],
            path=self._path(number),
            hung_count=tree.hung[number],
            fold_id=self._key(tree.folds[number]),
            author_id=self._author(),
            body=text.body,
            body_html=text.body_html,
            renderer_version=RENDERER_VERSION,
            supports_id=self._supported(),
            spoils=(Spoils.ENDING if self._happens(SPOILING) else Spoils.NONE).value,
            useful_count=useful,
            rank=rank_of(useful),
            descendant_count=tree.below[number],
            created_at=created_at,
            submission=f"fill-{self.first + number}",
        )

    def _key(self, number: int) -> int | None:
        return None if number < 0 else self.first + number

    def _path(self, number: int) -> str:
        line = reversed(list(self.tree.line(number)))
        return "".join(f"{self.first + above:0{PATH_DIGITS}d}" for above in line)

    def _author(self) -> int:
        """The earlier a member joined, the more they write: the first tenth a third of it all."""
        return self.members[int(len(self.members) * self.chance.random() ** 2)]

    def _supported(self) -> int | None:
        if self.readings and self._happens(SUPPORTING):
            return self.chance.choice(self.readings)
        return None

    def _useful(self) -> int:
        """How many find it useful; at most everybody else."""
        return min(int(self.chance.paretovariate(USEFUL)) - 1, len(self.members) - 1)

    def _happens(self, of_a_hundred: int) -> bool:
        return self.chance.random() * 100 < of_a_hundred

    def marks(self, comments: list[Row]) -> Iterator[tuple[int, int, datetime]]:
        """Who found which comment useful, and when."""
        for comment in comments:
            at = comment.created_at + LATER
            for member in self._readers(comment):
                yield member, comment.id, at

    def _readers(self, comment: Row) -> Iterator[int]:
        """As many as found it useful: members who stand in a row, its author never among them."""
        others = len(self.members) - 1
        start = int(self.chance.random() * others)
        after = self.places[comment.author_id] + 1
        for number in range(comment.useful_count):
            yield self.members[(after + (start + number) % others) % len(self.members)]
