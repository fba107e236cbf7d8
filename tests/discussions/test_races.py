"""Many at once: the database decides, and rows and counters agree."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from discussions.models import Comment, Member, Useful, Vote
from tests.support.cast import make_member
from tests.support.content import Content, post, reload

AT_ONCE = 50
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[Any], Any], arguments: list[Any]) -> list[Any]:
    """Call ``work`` with each argument in a thread of its own, all starting at the same moment."""
    start = Barrier(len(arguments))

    def run(argument: Any) -> Any:
        start.wait()
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def test_fifty_votes_of_one_member_are_one_vote(content: Content, reader: Member) -> None:
    reading = content.readings[0]
    stances = [stance for _n, stance in zip(range(AT_ONCE), cycle(["agree", "disagree", "unsure"]))]
    at_once(lambda stance: reading.vote(Member.objects.get(pk=reader.pk), stance), stances)
    vote = Vote.objects.get()
    reading.refresh_from_db()
    counted = {"agree": reading.agree, "disagree": reading.disagree, "unsure": reading.unsure}
    assert counted == {"agree": 0, "disagree": 0, "unsure": 0} | {vote.stance: 1}


def test_votes_of_many_members_are_all_counted(content: Content) -> None:
    reading = content.readings[0]
    members = [make_member(f"voter{number}") for number in range(20)]
    at_once(lambda member: reading.vote(member, "agree"), members)
    reading.refresh_from_db()
    assert (reading.agree, Vote.objects.count()) == (20, 20)


def test_fifty_marks_of_one_member_count_once(comment: Comment, reader: Member) -> None:
    at_once(lambda _n: reload(comment).mark_useful(reader), list(range(AT_ONCE)))
    assert (Useful.objects.count(), reload(comment).useful_count) == (1, 1)


def test_marks_of_many_members_are_all_counted(comment: Comment) -> None:
    members = [make_member(f"fan{number}") for number in range(20)]
    at_once(lambda member: reload(comment).mark_useful(member), members)
    assert reload(comment).useful_count == 20


def test_one_form_sent_many_times_at_once_is_one_comment(content: Content, reader: Member) -> None:
    client = Client()
    client.force_login(reader)
    address = f"{content.question.get_absolute_url()}comments/"

    def send(_number: int) -> str:
        own = Client()
        own.cookies = client.cookies
        response = own.post(address, {"body": "Once", "submission": "one-key"})
        return str(response["Location"])

    landed = at_once(send, list(range(8)))
    content.question.refresh_from_db()
    assert (Comment.objects.count(), content.question.comment_count) == (1, 1)
    assert len(set(landed)) == 1


def test_answers_posted_at_once_all_find_their_place(content: Content, reader: Member) -> None:
    root = post(content.question, reader, "root")

    def answer(number: int) -> None:
        post(content.question, reader, f"answer {number}", parent=reload(root))

    at_once(answer, list(range(12)))
    content.question.refresh_from_db()
    # From the eleventh on they are folded away.
    root.refresh_from_db()
    assert (root.hung_count, root.descendant_count) == (12, 10)
    assert Comment.objects.filter(fold=root).count() == 2
    assert content.question.comment_count == 13
    paths = list(Comment.objects.values_list("path", flat=True))
    assert len(set(paths)) == 13
    assert all(path.startswith(root.path) for path in paths)


def test_a_comment_deleted_many_times_at_once_is_counted_off_once(
    content: Content, comment: Comment
) -> None:
    at_once(lambda _n: reload(comment).delete_by_author(), list(range(8)))
    content.question.refresh_from_db()
    assert content.question.comment_count == 0
