"""Whoever had too much taken away is held again, and is told why."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from discussions.models import Comment, Decision, Member
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.posting import Attempt, judge
from tests.support.cast import make_member
from tests.support.content import Content, post, reload


def ago(**amount: float) -> Any:
    return timezone.now() - timedelta(**amount)


def verdict(content: Content, member: Member) -> str:
    return judge(Attempt(member, content.question, "New words."))


def take_away(comment: Comment, moderator: Member) -> None:
    decide(comment, Judgement(Decision.Action.HIDE, rule="unkind"), moderator)


def test_one_rejected_in_three_of_five_in_thirty_days(content: Content, moderator: Member) -> None:
    member = make_member("rude", joined=ago(days=300))
    said = [
        post(content.premise, member, f"Said {number}.", created_at=ago(days=number + 1))
        for number in range(6)
    ]
    assert verdict(content, member) == ""
    take_away(said[0], moderator)
    # One of six, and of five with a held one that nobody has read.
    assert verdict(content, member) == ""
    take_away(said[1], moderator)
    assert verdict(content, member) == "rejected"
    # To delete it doesn't make it good.
    reload(said[1]).delete_by_author()
    assert verdict(content, member) == "rejected"
    # Four that were read are too few to tell.
    for comment in said[4:]:
        comment.hold("mode")
    assert verdict(content, member) == ""
    for comment in said[4:]:
        comment.show()
    Comment.objects.filter(pk=said[0].pk).update(created_at=ago(days=31))
    assert verdict(content, member) == ""


def test_exactly_three_in_ten_is_not_more(content: Content, moderator: Member) -> None:
    member = make_member("rude", joined=ago(days=300))
    said = [
        post(content.premise, member, f"Said {number}.", created_at=ago(days=2))
        for number in range(10)
    ]
    for comment in said[:3]:
        take_away(comment, moderator)
    assert verdict(content, member) == ""
    take_away(said[3], moderator)
    assert verdict(content, member) == "rejected"
