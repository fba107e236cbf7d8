"""Where a page of a thread goes on: cursors that a page gave, and others."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from discussions.models import Comment, Member
from discussions.threads import load_thread
from tests.support.content import Content, post, post_many, reload

GUEST = AnonymousUser()


@pytest.mark.parametrize(
    "cursor",
    ["x", "1", "0000000001" * 9, "9999999999", "0.5_9999999999", "0" * 10, "-1", "٠" * 10, "\x00",
     "0.5_" + "0000000001" * 8, "nan_0000000001"],
)  # fmt: skip
def test_an_unknown_cursor_is_not_found(content: Content, comment: Comment, cursor: str) -> None:
    with pytest.raises(Http404):
        load_thread(content.question, GUEST, "best", cursor)


@pytest.mark.parametrize("rank", ["0", "0.25", "1e-9", "9" * 500])
def test_a_made_up_rank_leads_somewhere_in_the_thread(
    content: Content, comment: Comment, rank: str
) -> None:
    assert load_thread(content.question, GUEST, "best", f"{rank}_{comment.path}").question


def test_a_cursor_of_another_question_is_not_found(content: Content, author: Member) -> None:
    elsewhere = post(content.premise, author)
    with pytest.raises(Http404):
        load_thread(content.question, GUEST, "old", elsewhere.path)


def test_a_cursor_holds_when_its_comment_is_deleted_and_its_root_moves_up(
    content: Content, author: Member, reader: Member
) -> None:
    post_many(content.question, [author], 60)
    first = load_thread(content.question, GUEST)
    last = first.comments[-1]
    assert last.root is not None
    reload(last.root).mark_useful(reader)
    reload(last).delete_by_author()
    second = load_thread(content.question, GUEST, "best", first.next_cursor)
    assert [c.pk for c in second.comments] == [
        c.pk for c in Comment.objects.order_by("path") if c.path > last.path
    ]
