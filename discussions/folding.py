"""What is folded away in a thread, reckoned anew where rows were taken out of it."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from discussions.models import Comment
from discussions.models.placed import PATH_DIGITS, UNFOLDED


@transaction.atomic
def fold_anew(roots: Iterable[int]) -> None:
    """Of each of these branches, as if its rows had been posted in the order of their keys. What
    ``manage.py recount`` counts is left to it."""
    for root in sorted(set(roots)):
        rows = Comment.objects.select_for_update().filter(root=root).order_by("pk")
        moved = list(_moved(rows.only("path", "fold")))
        Comment.objects.bulk_update(moved, ["fold"])


def _moved(rows: Iterable[Comment]) -> Iterable[Comment]:
    """Those that belong elsewhere."""
    hung: Counter[int] = Counter()
    folds: dict[int, int | None] = {}
    for row in rows:
        above = row.path[:-PATH_DIGITS][-PATH_DIGITS:]
        fold = None
        if above:
            key = int(above)
            hung[key] += 1
            fold = key if hung[key] > UNFOLDED else folds[key]
        folds[row.pk] = fold
        if row.fold_id != fold:
            row.fold_id = fold
            yield row
