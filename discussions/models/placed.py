from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F

MAX_DEPTH = 8
# Ids in a path are padded to this many digits, so that text order is thread order.
PATH_DIGITS = 10
# So many replies of a comment stand on the page of its thread, the others on one of their own.
UNFOLDED = 10


class HasPlace(models.Model):
    """What stands in a thread, below what it answers.

    ``path`` holds the ids of the ancestors and its own, ten digits each: sorted by it, replies
    follow what they answer. From depth 8 on it hangs on the ancestor at depth 7, while ``parent``
    stays whom one answers.

    From the eleventh on, what hangs on a comment is folded away: ``fold`` is the comment whose own
    page shows it, together with all below it that isn't folded away once more.
    """

    depth = models.PositiveSmallIntegerField(default=1, editable=False)
    path = models.CharField(max_length=MAX_DEPTH * PATH_DIGITS, default="", editable=False)
    # How many rows hang on it, whatever their state.
    hung_count = models.PositiveIntegerField(default=0, editable=False)
    fold = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="folded", editable=False, db_index=False
    )
    # Of a root: all rows below it that aren't folded away. A page of the thread is cut by it.
    descendant_count = models.PositiveIntegerField(default=0, editable=False)

    if TYPE_CHECKING:
        parent: Any
        root: Any
        root_id: int | None
        fold_id: int | None

    class Meta:
        abstract = True

    @property
    def folded_count(self) -> int:
        """How many of those that hang on it are folded away."""
        return max(0, self.hung_count - UNFOLDED)

    def _take_place(self) -> None:
        """Once the row has its id."""
        own = f"{self.pk:0{PATH_DIGITS}d}"
        rows: Any = type(self)._default_manager
        if self.parent is None:
            self.root, self.path = self, own
        else:
            self.root_id = self.parent.root_id
            self.depth = min(self.parent.depth + 1, MAX_DEPTH)
            above = self.parent.path[: (self.depth - 1) * PATH_DIGITS]
            self.path = above + own
            self._hang_on(rows, int(above[-PATH_DIGITS:]))
        rows.filter(pk=self.pk).update(
            root=self.root_id, depth=self.depth, path=self.path, fold=self.fold_id
        )

    def _hang_on(self, rows: Any, key: int) -> None:
        """Counted first: whoever else hangs something there at this moment waits."""
        rows.filter(pk=key).update(hung_count=F("hung_count") + 1)
        number, fold = rows.filter(pk=key).values_list("hung_count", "fold")[0]
        self.fold_id = key if number > UNFOLDED else fold
        if self.fold_id is None:
            rows.filter(pk=self.root_id).update(descendant_count=F("descendant_count") + 1)
