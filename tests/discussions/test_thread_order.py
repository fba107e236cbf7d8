"""Reading a thread page by page: every comment once, in its place, whatever the tree looks like."""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discussions import branches, moves, nesting, threads
from discussions.branches import load_branch
from discussions.models import Comment, Member, Question, placed
from discussions.models.placed import PATH_DIGITS
from discussions.models.submission import new_submission
from discussions.nesting import SHOWN_DEPTH, Folded
from discussions.thread_order import DEFAULT_SORT, SORTS
from discussions.threads import Thread, load_around, load_thread
from hersite.pagecache.keys import PARAMETERS
from tests.support.cast import make_member
from tests.support.content import Content, make_question, post, post_many, reload

GUEST = AnonymousUser()


def walk(question: Question, sort: str) -> list[list[Comment]]:
    """All pages of a thread, following the cursors."""
    return [page.comments for page in pages(partial(load_thread, question, GUEST, sort))]


def pages(load: Callable[[str], Thread]) -> list[Thread]:
    found = [load("")]
    while cursor := found[-1].next_cursor:
        assert found[-1].comments, "an empty page leads to another one"
        found.append(load(cursor))
    return found


def unfold(folded: Folded) -> list[Comment]:
    """All that is folded away below a comment, and what is folded away in it once more."""
    top = Comment.objects.get(pk=folded.comment)
    parts = pages(partial(load_branch, top, GUEST))
    rows = [row for part in parts for row in part.rows if row is not part.top]
    assert folded.number == sum(len(row.path) == len(top.path) + PATH_DIGITS for row in rows)
    return [each for row in rows for each in (unfold(row) if isinstance(row, Folded) else [row])]


def bodies(pages: list[list[Comment]]) -> list[str]:
    return [comment.body for page in pages for comment in page]


@pytest.fixture
def three(content: Content, author: Member) -> list[Comment]:
    """Roots of three days; the middle one was found useful most often, the last one once."""
    now = timezone.now()
    roots = [
        post(content.question, author, body, created_at=now - timedelta(days=days))
        for body, days in (("oldest", 3), ("middle", 2), ("newest", 1))
    ]
    fans = [make_member(f"fan{number}") for number in range(3)]
    for fan in fans:
        roots[1].mark_useful(fan)
    roots[2].mark_useful(fans[0])
    return roots


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("best", ["middle", "newest", "oldest"]),
        ("new", ["newest", "middle", "oldest"]),
        ("old", ["oldest", "middle", "newest"]),
    ],
)
def test_sorts(content: Content, three: list[Comment], sort: str, expected: list[str]) -> None:
    assert bodies(walk(content.question, sort)) == expected


def test_replies_follow_what_they_answer_in_every_sort(
    content: Content, three: list[Comment], author: Member
) -> None:
    first = post(content.question, author, "first reply", parent=three[1])
    post(content.question, author, "second reply", parent=three[1])
    post(content.question, author, "below the first", parent=first)
    for sort in SORTS:
        found = bodies(walk(content.question, sort))
        at = found.index("middle")
        assert found[at : at + 4] == ["middle", "first reply", "below the first", "second reply"]


def test_a_page_holds_fifty(content: Content, author: Member) -> None:
    post_many(content.question, [author], 120)
    for sort in SORTS:
        assert [len(page) for page in walk(content.question, sort)] == [50, 50, 20]


def test_the_last_full_page_leads_nowhere(content: Content, author: Member) -> None:
    post_many(content.question, [author], 50)
    assert load_thread(content.question, GUEST).next_cursor == ""


def test_one_branch_longer_than_a_page_goes_on_with_the_next(
    content: Content, author: Member
) -> None:
    root = post(content.question, author, "root")
    expected = ["root"]
    for number in range(9):
        reply = post(content.question, author, f"reply {number}", parent=root)
        below = [f"answer {number} {each}" for each in range(9)]
        for body in below:
            post(content.question, author, body, parent=reply)
        expected += [reply.body, *below]
    post(content.question, author, "the root after")
    for sort in ("best", "old"):
        found = walk(content.question, sort)
        assert bodies(found) == [*expected, "the root after"]
        assert len(found) == 2


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    shape=st.lists(st.integers(0, 30), min_size=1, max_size=25),
    page=st.integers(1, 7),
    seed=st.integers(0, 2**16),
)
def test_walking_shows_every_comment_exactly_once(
    content: Content, shape: list[int], page: int, seed: int
) -> None:
    """Any tree, any marks, pages of any size, a few replies or most of them folded away: nothing
    twice, nothing missed, parents first."""
    question = make_question(content.explanation, new_submission(), "Grown by chance")
    with pytest.MonkeyPatch.context() as patch:
        for module in (placed, nesting):
            patch.setattr(module, "UNFOLDED", seed % 4)
        for module in (threads, branches):
            patch.setattr(module, "PAGE", page)
        grow(question, shape, random.Random(seed))
        shown = sorted(question.comments.in_thread(GUEST).values_list("pk", flat=True))
        for sort in SORTS:
            parts = pages(partial(load_thread, question, GUEST, sort))
            rows = [row for part in parts for row in part.rows]
            seen = [c for row in rows for c in (unfold(row) if isinstance(row, Folded) else [row])]
            assert sorted(c.pk for c in seen) == shown
            places = {c.pk: place for place, c in enumerate(seen)}
            for c in seen:
                assert c.parent_id not in places or places[c.parent_id] < places[c.pk]


def grow(question: Question, shape: list[int], chance: random.Random) -> None:
    """Comments that answer the one that their number in ``shape`` names, or are roots."""
    author, fan = make_member(new_submission()[:30]), make_member(new_submission()[:30])
    now = timezone.now()
    made: list[Comment] = []
    for number in shape:
        parent = made[number - 1] if 0 < number <= len(made) else None
        # Few different moments, so that ties are common.
        at = now - timedelta(minutes=chance.randrange(3))
        made.append(post(question, author, f"#{len(made)}", parent=parent, created_at=at))
        if chance.random() < 0.3:
            made[-1].mark_useful(fan)
        if chance.random() < 0.2:
            chance.choice(made).delete_by_author()


def test_a_permalink_shows_the_comment_in_its_place(content: Content, author: Member) -> None:
    comments = post_many(content.question, [author], 150)
    focus = reload(comments[100])
    thread = load_around(focus, GUEST)
    shown = [c.pk for c in thread.comments]
    assert focus.pk in shown
    assert focus.parent_id in shown
    assert thread.start_url
    assert len(shown) <= 50


def test_a_permalink_deep_in_a_long_branch_starts_just_before_it(
    content: Content, author: Member
) -> None:
    root = post(content.question, author, "root")
    expected = []
    for number in range(9):
        reply = post(content.question, author, f"{number}", parent=root)
        below = [post(content.question, author, f"{number} {n}", parent=reply) for n in range(9)]
        expected += [reply, *below]
    shown = [c.body for c in load_around(reload(expected[70]), GUEST).comments]
    assert shown[:11] == [c.body for c in expected[60:71]]


def test_paths_end_at_depth_eight_and_lists_at_five(content: Content, author: Member) -> None:
    chain = [post(content.question, author, "1")]
    for number in range(2, 13):
        chain.append(post(content.question, author, str(number), parent=chain[-1]))
    assert [c.depth for c in chain] == [1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8]
    assert all(len(c.path) == 10 * c.depth for c in chain)
    assert {c.path[:70] for c in chain[7:]} == {chain[6].path}
    assert [c.parent_id for c in chain[1:]] == [c.pk for c in chain[:-1]]
    shown = load_thread(content.question, GUEST).comments
    assert [c.body for c in shown] == [str(number) for number in range(1, 13)]
    assert [c.level for c in shown] == [1, 2, 3, 4, *[SHOWN_DEPTH] * 8]


def test_a_deleted_comment_at_the_last_depth_stays_for_its_answers(
    content: Content, author: Member
) -> None:
    """There an answer's path no longer runs through what it answers; only ``parent`` tells."""
    chain = [post(content.question, author, "1")]
    for number in range(2, 10):
        chain.append(post(content.question, author, str(number), parent=chain[-1]))
    reload(chain[7]).delete_by_author()
    assert [c.pk for c in load_thread(content.question, GUEST).comments] == [c.pk for c in chain]
    reload(chain[8]).delete_by_author()
    assert len(load_thread(content.question, GUEST).comments) == 7


def test_the_page_cache_knows_the_same_sorts() -> None:
    assert PARAMETERS["/questions/"]["sort"] == (*SORTS, moves.SORT)
    assert next(iter(SORTS)) == DEFAULT_SORT
