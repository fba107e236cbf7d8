"""A page of a thread: which comments, in which order, nested how.

The sort orders roots; replies follow in path order. A page is 50 comments, and a cursor names the
last one shown: its root's place in the sort and its path. Everything is read along the indexes
(question, sort key) and (root, path), so a page of a long thread costs what one of a short one
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404

from discussions.models import Comment, Member, Question
from discussions.models.comment_query import CommentQuerySet
from discussions.models.placed import PATH_DIGITS
from discussions.nesting import join, nest

PAGE = 50
# A permalink shows this many comments of the same branch before the one it leads to.
BEFORE_FOCUS = 10
SORTS = {
    "best": ("-rank", "created_at", "id"),
    "new": ("-created_at", "-id"),
    "old": ("created_at", "id"),
}
DEFAULT_SORT = "best"
_CURSOR = re.compile(r"(?:(?P<rank>\d+(?:\.\d+)?(?:e-\d+)?)_)?(?P<path>(?:\d{10}){1,8})\Z")

Viewer = Member | AnonymousUser


@dataclass(frozen=True)
class RootKey:
    """Where a root stands in every sort."""

    id: int
    rank: float
    created_at: datetime

    def after(self, sort: str) -> list[Q]:
        """The roots that come later, in parts that follow each other. Most roots of a long thread
        have one rank: in one condition with the others the database would go through all of them
        to find where the page begins."""
        if sort == "new":
            earlier = Q(created_at__lt=self.created_at) | Q(id__lt=self.id)
            return [Q(created_at__lte=self.created_at) & earlier]
        later = Q(created_at__gte=self.created_at) & (
            Q(created_at__gt=self.created_at) | Q(id__gt=self.id)
        )
        return [later] if sort == "old" else [Q(rank=self.rank) & later, Q(rank__lt=self.rank)]


@dataclass
class Thread:
    """A page of a question's comments as it is shown."""

    question: Question
    sort: str
    comments: list[Comment]
    comment_count: int
    # All of the question's comments, on this page or not.
    all_visible: bool
    next_cursor: str = ""
    at_start: bool = True

    @property
    def url(self) -> str:
        return self.question.get_absolute_url()

    @property
    def next_url(self) -> str:
        return (
            f"{self.url}?sort={self.sort}&after={self.next_cursor}#thread"
            if self.next_cursor
            else ""
        )

    @property
    def start_url(self) -> str:
        return "" if self.at_start else f"{self.url}?sort={self.sort}#thread"


def load_thread(
    question: Question, viewer: Viewer, sort: str = DEFAULT_SORT, cursor: str = ""
) -> Thread:
    """The page after a cursor, or the first. Http404 for a cursor that no page of the thread
    gave."""
    reader = _Reader(question, viewer, sort)
    if cursor:
        key, path = _parse(question, cursor)
        reader.read_branch(key, Q(path__gt=path))
        reader.read_roots(key.after(sort))
    else:
        reader.read_roots([Q()])
    return reader.thread(at_start=not cursor)


def load_around(comment: Comment, viewer: Viewer) -> Thread:
    """The page that shows a comment in its place, with what stands just before it in its branch."""
    reader = _Reader(comment.question, viewer, DEFAULT_SORT)
    assert comment.root is not None
    key = _key(comment.root)
    before = (
        reader.rows.filter(root=comment.root, path__lt=comment.path)
        .order_by("-path")
        .values_list("path", flat=True)[:BEFORE_FOCUS]
    )
    start = min([*before, comment.path])
    reader.read_branch(key, Q(path__gte=start))
    reader.read_roots(key.after(DEFAULT_SORT))
    return reader.thread(at_start=False)


class _Reader:
    """Reads rows until a page is full, and one more to know whether there is a next."""

    def __init__(self, question: Question, viewer: Viewer, sort: str) -> None:
        self.question, self.viewer, self.sort = question, viewer, sort
        # The question is set by hand: its rows all share this one object.
        self.comment_count, self.all_visible = _look(question)
        # Where they are, the database needn't be asked who hangs below whom.
        self.rows: CommentQuerySet = (
            question.comments.visible() if self.all_visible else question.comments.in_thread(viewer)
        )
        self.found: list[Comment] = []
        self.keys: dict[int, RootKey] = {}
        self.more = False

    @property
    def room(self) -> int:
        return PAGE + 1 - len(self.found)

    def read_branch(self, key: RootKey, where: Q) -> None:
        self.keys[key.id] = key
        branch = self.rows.filter(where, root_id=key.id).order_by("path").for_thread()
        self.found += branch[: self.room]

    def read_roots(self, parts: list[Q]) -> None:
        if self.room <= 0:
            return
        taken, size = [], 0
        for key, descendants in self._roots(parts):
            if size >= self.room:
                self.more = True
                break
            taken.append(key)
            size += 1 + descendants
        # The last branch may be as long as it likes: of that one only what has room is read.
        long = taken.pop() if size > self.room else None
        if taken:
            self._read_whole(taken)
        if long:
            self.read_branch(long, Q())

    def _roots(self, parts: list[Q]) -> Iterator[tuple[RootKey, int]]:
        """With the number of rows below each; as many as there is room for, if they had none."""
        room = self.room
        for where in parts:
            roots = self.rows.roots().filter(where).order_by(*SORTS[self.sort])
            columns = roots.values_list("id", "rank", "created_at", "descendant_count")
            for pk, rank, created_at, descendants in columns[:room] if room else []:
                room -= 1
                yield RootKey(pk, rank, created_at), descendants

    def _read_whole(self, keys: list[RootKey]) -> None:
        self.keys |= {key.id: key for key in keys}
        place = {key.id: number for number, key in enumerate(keys)}
        # By their roots alone: beside the question or a state, SQLite would rather go through all
        # comments of that.
        rows = Comment.objects.all() if self.all_visible else Comment.objects.in_thread(self.viewer)
        branches = [
            comment
            for comment in rows.filter(root_id__in=place).for_thread()
            if comment.state == Comment.State.VISIBLE or not self.all_visible
        ]
        self.found += sorted(branches, key=lambda c: (place[c.root_id or 0], c.path))

    def thread(self, *, at_start: bool) -> Thread:
        shown = self.found[:PAGE]
        more = self.more or len(self.found) > PAGE
        for comment in shown:
            comment.question = self.question
        join(shown)
        nest(shown)
        cursor = self._cursor(shown[-1]) if shown and more else ""
        return Thread(
            self.question, self.sort, shown, self.comment_count, self.all_visible, cursor, at_start
        )

    def _cursor(self, last: Comment) -> str:
        assert last.root_id is not None
        rank = f"{self.keys[last.root_id].rank!r}_" if self.sort == "best" else ""
        return f"{rank}{last.path}"


def _look(question: Question) -> tuple[int, bool]:
    """How many comments are counted, and whether none is held, hidden or deleted. "visible" is the
    last of the states by the alphabet, and the first of them is found in the index at once."""
    states = question.comments.order_by("state").values_list("state", "question__comment_count")
    state, count = states.first() or (Comment.State.VISIBLE, 0)
    return count, state == Comment.State.VISIBLE


def _key(root: Comment) -> RootKey:
    return RootKey(root.pk, root.rank, root.created_at)


def _parse(question: Question, cursor: str) -> tuple[RootKey, str]:
    match = _CURSOR.match(cursor)
    if not match:
        raise Http404("cursor")
    path = match["path"]
    last = question.comments.filter(pk=int(path[-PATH_DIGITS:]), path=path).select_related("root")
    comment = last.first()
    if comment is None or comment.root is None:
        raise Http404("cursor")
    key = _key(comment.root)
    return (RootKey(key.id, float(match["rank"]), key.created_at) if match["rank"] else key), path
