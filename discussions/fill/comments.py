from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.core.management.color import no_style
from django.db import connection, reset_queries, transaction
from django.db.models import F, Max
from django.db.models.functions import Coalesce, Greatest

from discussions.bulk import BATCH
from discussions.fill import MOMENT, stream
from discussions.fill.storage import keep_others_out
from discussions.fill.texts import make_texts
from discussions.fill.tree import grow
from discussions.models import Comment, Interpretation, Member, Question, Useful
from discussions.models.comment import PATH_DIGITS
from discussions.models.useful import rank_of
from hersite.markdown import RENDERER_VERSION
from hersite.spoils import Spoils

# From the first of the comments to the last.
SPAN = timedelta(days=300)
# Of a hundred comments so many support a reading, and so many are marked as a spoiler.
SUPPORTING, SPOILING = 15, 4
# The exponent of useful marks: of four comments one has some, of a hundred one has ten.
USEFUL = 2.0
LATER = timedelta(hours=1)


@transaction.atomic
def add_comments(
    question: Question, members: list[Member], size: int, seed: int, tell: Callable[[int], None]
) -> None:
    """A thread, or more of one, all of it or nothing; ``tell`` hears how many are in it so far."""
    if not size:
        return
    keep_others_out(Comment)
    highest = Comment.objects.aggregate(highest=Max("pk"))["highest"] or 0
    maker = _Maker(question, members, size, stream(seed, "comments"), highest + 1)
    comments = maker.comments()
    done = 0
    while batch := list(islice(comments, BATCH)):
        Comment.objects.bulk_create(batch)
        Useful.objects.bulk_create(maker.marks(batch))
        # Where DEBUG is on, Django keeps the statements, and these are as large as the rows.
        reset_queries()
        done += len(batch)
        tell(done)
    Question.objects.filter(pk=question.pk).update(
        comment_count=F("comment_count") + size,
        last_comment_at=Greatest(Coalesce("last_comment_at", maker.last), maker.last),
    )
    _advance_sequence()


def _advance_sequence() -> None:
    """PostgreSQL counts ids by itself and would give those away again that were taken here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)


class _Maker:
    def __init__(
        self, question: Question, members: list[Member], size: int, chance: Random, first: int
    ) -> None:
        self.question, self.chance, self.first = question, chance, first
        # Keys all along: a million times the object behind one is a minute more.
        self.members = [member.pk for member in members]
        self.places = {member: place for place, member in enumerate(self.members)}
        readings = question.interpretations.filter(state=Interpretation.State.OPEN)
        self.readings = list(readings.values_list("pk", flat=True))
        self.texts = make_texts(chance)
        self.tree = grow(chance, size)
        self.last = MOMENT - SPAN

    def comments(self) -> Iterator[Comment]:
        step = SPAN / len(self.tree.parents)
        for number in range(len(self.tree.parents)):
            self.last = MOMENT - SPAN + (number + self.chance.random()) * step
            yield self._comment(number, self.last)

    def _comment(self, number: int, created_at: datetime) -> Comment:
        tree, text = self.tree, self.chance.choice(self.texts)
        parent = tree.parents[number]
        useful = self._useful()
        return Comment(
            pk=self.first + number,
            question_id=self.question.pk,
            parent_id=None if parent < 0 else self.first + parent,
            root_id=self.first + tree.roots[number],
            depth=tree.depths[number],
            path=self._path(number),
            author_id=self._author(),
            body=text.body,
            body_html=text.body_html,
            renderer_version=RENDERER_VERSION,
            supports_id=self._supported(),
            spoils=Spoils.ENDING if self._happens(SPOILING) else Spoils.NONE,
            useful_count=useful,
            rank=rank_of(useful),
            descendant_count=tree.below[number],
            created_at=created_at,
            submission=f"fill-{self.first + number}",
        )

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

    def marks(self, comments: list[Comment]) -> list[Useful]:
        return [
            Useful(member_id=member, comment_id=comment.pk, at=comment.created_at + LATER)
            for comment in comments
            for member in self._readers(comment)
        ]

    def _readers(self, comment: Comment) -> Iterator[int]:
        """As many as found it useful: members who stand in a row, its author never among them."""
        others = len(self.members) - 1
        start = int(self.chance.random() * others)
        after = self.places[comment.author_id] + 1
        for number in range(comment.useful_count):
            yield self.members[(after + (start + number) % others) % len(self.members)]
