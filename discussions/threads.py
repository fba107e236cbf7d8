"""A page of a thread: which comments, in which order, nested how.

The sort orders roots; replies follow in path order. A page is 50 comments, and a cursor names the
last one shown: its root's place in the sort and its path. Everything is read along the indexes
(question, sort key) and (root, path), so a page of a long thread costs what one of a short one
does. Replies from the eleventh of a comment on stand on a page of their own; see
``discussions.branches``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Q, Subquery

from discussions.models import Comment, Interpretation, Member, Question
from discussions.models.comment_query import CommentQuerySet
from discussions.nesting import Row, join, nest, with_folds
from discussions.standing import tell_author
from discussions.thread_order import DEFAULT_SORT, SORTS, SortKey, find_cursor

PAGE = 50
# A permalink shows this many comments of the same branch before the one it leads to.
BEFORE_FOCUS = 10

Viewer = Member | AnonymousUser


@dataclass(frozen=True)
class Counted:
    """What is known of all comments of a question. ``newest``: the visible one that was posted
    last; ``all_visible``: none is held, deleted or taken away."""

    comment_count: int
    last_comment_at: datetime | None
    newest: int | None
    all_visible: bool


@dataclass
class Thread:
    """A page of a question's comments as it is shown: the ``rows`` are these and the places where
    replies are folded away. ``url`` is that of its first page."""

    question: Question
    counted: Counted
    comments: list[Comment]
    rows: list[Row]
    url: str
    sort: str = DEFAULT_SORT
    next_cursor: str = ""
    at_start: bool = True
    # Where it is the page of one comment's replies, and where it shows what speaks for a reading.
    top: Comment | None = None
    reading: Interpretation | None = None

    @property
    def next_url(self) -> str:
        mark = "&" if "?" in self.url else "?"
        return f"{self.url}{mark}after={self.next_cursor}#thread" if self.next_cursor else ""

    @property
    def start_url(self) -> str:
        return "" if self.at_start else f"{self.url}#thread"

    @property
    def is_whole(self) -> bool:
        """No comment of the question stands elsewhere."""
        return len(self.rows) == len(self.comments) >= self.counted.comment_count


def load_thread(
    question: Question, viewer: Viewer, sort: str = DEFAULT_SORT, cursor: str = ""
) -> Thread:
    """The page after a cursor, or the first. Http404 for a cursor that no page of the thread
    gave."""
    reader = _Reader(question, viewer, sort)
    if cursor:
        last, rank = find_cursor(question.comments.filter(fold=None), cursor)
        key = SortKey.of(last.root, rank)
        reader.read_branch(key, Q(path__gt=last.path))
        reader.read_roots(key.after(sort))
    else:
        reader.read_roots([Q()])
    return reader.thread(at_start=not cursor)


def load_around(comment: Comment, viewer: Viewer) -> Thread:
    """The page of the thread that shows a comment in its place, with what stands just before it in
    its branch; for one that isn't folded away."""
    reader = _Reader(comment.question, viewer, DEFAULT_SORT)
    key = SortKey.of(comment.root)
    start = path_before(reader.rows.filter(root=comment.root), comment)
    reader.read_branch(key, Q(path__gte=start))
    reader.read_roots(key.after(DEFAULT_SORT))
    return reader.thread(at_start=False)


def path_before(rows: CommentQuerySet, comment: Comment) -> str:
    """Where to begin to show some of these rows before the comment."""
    before = rows.filter(path__lt=comment.path).order_by("-path").values_list("path", flat=True)
    return min([*before[:BEFORE_FOCUS], comment.path])


class _Reader:
    """Reads rows until a page is full, and one more to know whether there is a next."""

    def __init__(self, question: Question, viewer: Viewer, sort: str) -> None:
        self.question, self.viewer, self.sort = question, viewer, sort
        self.counted = count(question)
        # The question is set by hand: its rows all share this one object.
        self.rows = shown(question.comments.filter(fold=None), viewer, self.counted)
        self.found: list[Comment] = []
        self.keys: dict[int, SortKey] = {}
        self.more = False

    @property
    def room(self) -> int:
        return PAGE + 1 - len(self.found)

    def read_branch(self, key: SortKey, where: Q) -> None:
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

    def _roots(self, parts: list[Q]) -> Iterator[tuple[SortKey, int]]:
        """With the number of rows below each; as many as there is room for, if they had none."""
        room = self.room
        for where in parts:
            roots = self.rows.roots().filter(where).order_by(*SORTS[self.sort])
            columns = roots.values_list("id", "rank", "created_at", "descendant_count")
            for pk, rank, created_at, descendants in columns[:room] if room else []:
                room -= 1
                yield SortKey(pk, rank, created_at), descendants

    def _read_whole(self, keys: list[SortKey]) -> None:
        self.keys |= {key.id: key for key in keys}
        place = {key.id: number for number, key in enumerate(keys)}
        # By their roots alone: beside the question or a state, SQLite would rather go through all
        # comments of that.
        rows = Comment.objects.filter(root_id__in=place, fold=None).for_thread()
        branches = [
            comment
            for comment in (rows if self.counted.all_visible else rows.in_thread(self.viewer))
            if comment.state == Comment.State.VISIBLE or not self.counted.all_visible
        ]
        self.found += sorted(branches, key=lambda c: (place[c.root_id or 0], c.path))

    def thread(self, *, at_start: bool) -> Thread:
        url = f"{self.question.get_absolute_url()}?sort={self.sort}"
        page = page_of(self.question, self.counted, self.found, self.viewer, url)
        page.sort, page.at_start = self.sort, at_start
        if page.comments and (self.more or len(self.found) > PAGE):
            last = page.comments[-1]
            page.next_cursor = self.keys[last.root_id or 0].cursor(self.sort, last.path)
        return page


def page_of(
    question: Question,
    counted: Counted,
    found: list[Comment],
    viewer: Viewer,
    url: str,
    top: Comment | None = None,
) -> Thread:
    """Fifty of what was found, in path order below their roots."""
    size = PAGE + (top is not None)
    comments, following = found[:size], found[size : size + 1]
    for comment in found:
        comment.question = question
    join(comments)
    tell_author(comments, viewer)
    gone = None if counted.all_visible else Comment.objects.gone_from_thread(viewer)
    rows = with_folds(comments, following[0].path if following else "", gone, top)
    nest(rows)
    return Thread(question, counted, comments, rows, url, top=top)


def shown(rows: CommentQuerySet, viewer: Viewer, counted: Counted) -> CommentQuerySet:
    """Of these rows what a thread shows; where all are visible, the database needn't be asked who
    hangs below whom."""
    return rows.visible() if counted.all_visible else rows.in_thread(viewer)


def count(question: Question) -> Counted:
    """One statement. "visible" is the last of the states by the alphabet, and the first of those
    that a question has is found in the index at once."""
    comments = Comment.objects.filter(question=OuterRef("pk"))
    newest = comments.visible().order_by("-created_at", "-id").values("pk")[:1]
    first_state = comments.order_by("state").values("state")[:1]
    columns = ("comment_count", "last_comment_at", Subquery(newest), Subquery(first_state))
    number, last, key, state = Question.objects.filter(pk=question.pk).values_list(*columns)[0]
    return Counted(number, last, key, state in (None, Comment.State.VISIBLE))
