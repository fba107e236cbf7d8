"""Who writes to rows of several members locks them at once and before all else: on PostgreSQL two
who took them one after the other would wait for each other, and one of them be refused."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.models import Comment, Decision, Member, Review
from discussions.moderation.decisions import Judgement, decide, decide_review, undo
from tests.discussions.test_races import at_once
from tests.support.cast import make_member, make_staff
from tests.support.content import Content, post

pytestmark = pytest.mark.django_db(transaction=True)


def locked_together(work: Callable[[], Any], *members: Member) -> bool:
    """Whether one statement asks for all of these, and no member was written to before it."""
    with CaptureQueriesContext(connection) as asked:
        work()
    keys = {str(member.pk) for member in members}
    for query in asked:
        sql = query["sql"].replace('"', "")
        asked_for = re.search(r"discussions_member\.id IN \(([\d, ]+)\).* ORDER BY", sql)
        if asked_for and set(asked_for[1].split(", ")) == keys:
            return True
        if sql.startswith(("UPDATE", "INSERT")):
            return False
    return False


def test_a_comment_locks_its_author_and_all_who_hear_of_it(
    comment: Comment, author: Member, reader: Member, as_reader: Client
) -> None:
    named = make_member("named")
    address = f"{comment.question.get_absolute_url()}comments/"
    said = {"body": "So says @named.", "parent": comment.pk}
    assert locked_together(lambda: as_reader.post(address, said), author, reader, named)


def test_a_report_locks_who_reports_and_who_wrote(
    comment: Comment, author: Member, reader: Member, as_reader: Client
) -> None:
    address = f"/comments/{comment.pk}/flag/"
    said = {"reason": "spoiler", "note": ""}
    assert locked_together(lambda: as_reader.post(address, said), author, reader)


def test_a_decision_locks_all_who_hear_of_it(
    content: Content, comment: Comment, author: Member, reader: Member
) -> None:
    moderator = make_staff("chief", "Moderators")
    waits = post(content.question, reader, "Mine.", parent=comment, held_for="new")
    approve = Judgement("approve")
    review = Review.objects.get()
    assert locked_together(lambda: decide_review(review, approve, moderator), author, reader)
    decision = Decision.objects.get()
    assert locked_together(lambda: undo(decision, moderator), author, reader)
    assert locked_together(lambda: decide(waits, approve, moderator), author, reader)


def test_members_answer_each_other_while_a_moderator_decides(
    content: Content, author: Member, reader: Member, settings: Any
) -> None:
    settings.RATE_LIMITS = False
    moderator = make_staff("chief", "Moderators")
    judged = [post(content.question, who, "Judged.") for who in (author, reader)]
    first = {who.pk: post(content.question, who, "First.") for who in (author, reader)}
    clients = {who.pk: Client() for who in (author, reader)}
    for who in (author, reader):
        clients[who.pk].force_login(who)
    address = f"{content.question.get_absolute_url()}comments/"

    def act(who: int) -> int:
        status = 0
        for number in range(10):
            if not who:
                for comment in judged:
                    action = "hide" if number % 2 == 0 else "approve"
                    decide(comment, Judgement(action, "spam"), moderator)
                continue
            other = first[author.pk + reader.pk - who]
            said = {"body": f"Number {number}.", "parent": other.pk}
            status = max(status, clients[who].post(address, said).status_code)
        return status or 303

    found = at_once(act, [author.pk, reader.pk, 0])
    assert found == [303] * 3
