from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F

MAX_DEPTH = 8
# Ids in a path are padded to this many digits, so that text order is thread order.
PATH_DIGITS = 10


class HasPlace(models.Model):
    """What stands in a thread, below what it answers.

    ``path`` holds the ids of the ancestors and its own, ten digits each: sorted by it, replies
    follow what they answer. From depth 8 on it hangs on the ancestor at depth 7, while ``parent``
    stays whom one answers.
    """

    depth = models.PositiveSmallIntegerField(default=1, editable=False)
    path = models.CharField(max_length=MAX_DEPTH * PATH_DIGITS, default="", editable=False)
    # Of a root: all rows below it, whatever their state. A page of the thread is cut by it.
    descendant_count = models.PositiveIntegerField(default=0, editable=False)

    if TYPE_CHECKING:
        parent: Any
        root: Any
        root_id: int | None

    class Meta:
        abstract = True

    def _take_place(self) -> None:
        """Once the row has its id."""
        own = f"{self.pk:0{PATH_DIGITS}d}"
        rows: Any = type(self)._default_manager
        if self.parent is None:
            self.root, self.path = self, own
        else:
            self.root_id = self.parent.root_id
            assert self.root_id is not None
            self.depth = min(self.parent.depth + 1, MAX_DEPTH)
            self.path = self.parent.path[: (self.depth - 1) * PATH_DIGITS] + own
            rows.filter(pk=self.root_id).update(descendant_count=F("descendant_count") + 1)
        rows.filter(pk=self.pk).update(root=self.root_id, depth=self.depth, path=self.path)
