"""The comments that speak for a reading: all of them as a list, and the strongest beside those for
the other readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from discussions.flat_thread import read_flat
from discussions.models import Comment, Interpretation, Question
from discussions.models.useful import rank_of
from discussions.thread_order import SORTS, SortKey, find_cursor
from discussions.threads import Thread
from hersite.markdown import plain_text

# What three readers found useful, and none reported rightly, is as good; with a report it takes
# more marks. A rank is compared, so that the strongest is found in the index at once; less than
# what a sum of floats may differ by.
STRONG = rank_of(3) - 1e-9
EXCERPT = 240


@dataclass(frozen=True)
class Strongest:
    """The best comment for a reading, in a few of its words."""

    reading: Interpretation
    comment: Comment

    @property
    def excerpt(self) -> str:
        return excerpt_of(self.comment)

    @property
    def slot(self) -> str:
        return f"strongest{self.comment.pk}"


def excerpt_of(comment: Comment) -> str:
    """Its first words as plain text; none of what its author covered."""
    if comment.is_wrapped:
        return f"[{_('spoiler')}]"
    return Truncator(plain_text(comment.body_html)).chars(EXCERPT)


def load_supporting(
    question: Question, reading: Interpretation, sort: str, cursor: str = ""
) -> Thread:
    """A page of the visible comments that speak for a reading, one beneath the other. Http404 for
    a cursor that no page of them gave."""
    rows = Comment.objects.visible().filter(supports=reading)
    parts = [Q()]
    if cursor:
        last, rank = find_cursor(Comment.objects.filter(supports=reading), cursor)
        parts = SortKey.of(last, rank).after(sort)
    ordered = [rows.filter(where).order_by(*SORTS[sort]) for where in parts]
    url = f"{question.get_absolute_url()}?sort={sort}&supports={reading.pk}"
    page = read_flat(
        question, ordered, url, sort, lambda last: SortKey.of(last).cursor(sort, last.path)
    )
    page.reading, page.at_start = reading, not cursor
    return page


def load_spoken_for(
    readings: Iterable[Interpretation], *, strongest: bool
) -> tuple[list[Interpretation], list[Strongest]]:
    """Those of these readings that somebody speaks for; and the strongest comment for each, where
    at least two have one that three readers found useful. One statement, and one for these
    comments."""
    by_key = {reading.pk: reading for reading in readings}
    if not by_key:
        return [], []
    speaking = Comment.objects.visible().filter(supports=OuterRef("pk"))
    strong = speaking.filter(rank__gte=STRONG).order_by(*SORTS["best"]).values("pk")[:1]
    found = Interpretation.objects.filter(Exists(speaking), pk__in=by_key).order_by("order", "pk")
    best = dict(found.values_list("pk", Subquery(strong)))
    told = [by_key[key] for key in best]
    keys = {key: comment for key, comment in best.items() if comment}
    if not strongest or len(keys) < 2:
        return told, []
    comments = Comment.objects.select_related("author").in_bulk(list(keys.values()))
    return told, [Strongest(by_key[key], comments[comment]) for key, comment in keys.items()]
