"""Two moderators at the same moment: one of them decides, the other is told."""

from collections import Counter
from contextlib import suppress

import pytest

from discussions.models import Comment, Decision, Member, Question, Review
from discussions.moderation.decisions import (
    AlreadyDecided,
    Judgement,
    decide_review,
    decide_seen,
    undo,
)
from discussions.moderation.queue import take
from tests.discussions.test_races import at_once
from tests.support.cast import make_staff
from tests.support.content import Content, post, reload

pytestmark = pytest.mark.django_db(transaction=True)
ACTIONS = ["approve", "hide", "remove", "cover"]


@pytest.fixture
def moderators(db: None) -> list[Member]:
    return [make_staff(f"moderator{number}", "Moderators") for number in range(4)]


def test_one_of_four_decides_and_the_others_change_nothing(
    content: Content, author: Member, moderators: list[Member]
) -> None:
    comment = post(content.question, author, held_for="new")

    def attempt(number: int) -> str:
        review = Review.objects.get(comment=comment)
        try:
            decide_review(review, Judgement(ACTIONS[number], "spam"), moderators[number])
        except AlreadyDecided as late:
            return late.decision.action if late.decision else "nobody's"
        return "mine"

    found = at_once(attempt, list(range(4)))
    decision = Decision.objects.get()
    assert Counter(found) == {"mine": 1, decision.action: 3}
    states = {"approve": "visible", "hide": "hidden", "remove": "removed", "cover": "visible"}
    assert reload(comment).state == states[decision.action]
    visible = Comment.objects.visible().count()
    assert Question.objects.get(pk=content.question.pk).comment_count == visible


def test_of_a_comment_that_waits_for_nobody_the_same(
    comment: Comment, moderators: list[Member]
) -> None:
    def attempt(number: int) -> bool:
        try:
            decide_seen(comment, None, Judgement(ACTIONS[number], "spam"), moderators[number])
        except AlreadyDecided:
            return False
        return True

    assert at_once(attempt, list(range(1, 4))).count(True) == Decision.objects.count() == 1


def test_no_comment_is_on_two_screens(
    content: Content, author: Member, moderators: list[Member]
) -> None:
    for number in range(12):
        post(content.question, author, f"Words {number}.", held_for="new")
    shown = at_once(lambda member: take(member, 3), moderators)
    own = [item.comment.pk for items in shown for item in items if item.taken_by is None]
    assert len(own) == len(set(own)) >= 3


def test_undone_twice_at_once_is_undone_once(
    content: Content, author: Member, moderators: list[Member]
) -> None:
    comment = post(content.question, author, held_for="new")
    decision = decide_review(Review.objects.get(), Judgement("approve"), moderators[0])
    done = at_once(lambda _n: undo(decision, moderators[0]), list(range(3)))
    assert done.count(True) == 1
    assert (reload(comment).state, Review.objects.open().count()) == ("held", 1)


def test_a_decision_and_its_author_deleting_it(
    content: Content, author: Member, moderators: list[Member]
) -> None:
    for number in range(5):
        comment = post(content.question, author, f"Words {number}.", held_for="new")
        review = Review.objects.get(comment=comment)

        def act(who: str, comment: Comment = comment, review: Review = review) -> None:
            if who == "author":
                reload(comment).delete_by_author()
            else:
                with suppress(AlreadyDecided):
                    decide_review(review, Judgement("approve"), moderators[0])

        at_once(act, ["author", "moderator"])
        assert reload(comment).state == "deleted"
    assert not Review.objects.open().exists()
    assert Question.objects.get(pk=content.question.pk).comment_count == 0
