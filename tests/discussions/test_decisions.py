"""Decisions, undoing them, and appeals: what happens to the comment, its reports, its author."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from discussions.models import Appeal, Comment, Decision, Flag, Member, Notice, Review
from discussions.moderation import decisions
from discussions.moderation.appeals import appeal
from discussions.moderation.decisions import AlreadyDecided, Judgement, NotYours, decide, undo
from discussions.moderation.reports import report
from discussions.moderation.suspensions import StaffMember
from tests.support.cast import make_member, make_staff
from tests.support.content import Content, post, reload


@pytest.fixture
def colleague(db: None) -> Member:
    return make_staff("colleague", "Moderators")


@pytest.fixture
def held(content: Content, author: Member) -> Comment:
    return post(content.question, author, "Please read me.", held_for="new")


def picture(comment: Comment) -> tuple[Any, ...]:
    """All that a decision may change."""
    row = reload(comment)
    flags = list(Flag.objects.order_by("pk").values_list("upheld", flat=True))
    author = Member.objects.get(pk=comment.author_id)
    waits = Review.objects.open().filter(comment=comment).exists()
    counts = (row.upheld_count, row.rank, row.question.comment_count, row.question.last_comment_at)
    notices = list(Notice.objects.order_by("pk").values_list("member", "kind", "comment"))
    return row.judged, flags, author.suspended_until, author.unread, waits, counts, notices


EVERY = [*decisions.ACTIONS, "feature", "unfeature"]


@pytest.mark.parametrize("action", EVERY)
def test_undone_within_ten_minutes_it_never_was(
    comment: Comment, moderator: Member, action: str
) -> None:
    for number, reason in enumerate(("spoiler", "unkind")):
        report(comment, make_member(f"flagger{number}"), reason, "")
    before = picture(comment)
    made = decide(comment, Judgement(action, rule="unkind", note="Be kind."), moderator)
    assert picture(comment) != before or action == "unfeature"
    assert undo(made, moderator)
    assert picture(comment) == before
    assert Decision.objects.get(pk=made.pk).undone_at is not None
    assert not undo(made, moderator)


@pytest.mark.parametrize("action", decisions.ACTIONS)
def test_a_held_one_waits_again(held: Comment, moderator: Member, action: str) -> None:
    before = picture(held)
    assert undo(decide(held, Judgement(action, rule="spam"), moderator), moderator)
    assert picture(held) == before
    assert reload(held).held_for == "new"


def test_after_ten_minutes_it_stands(held: Comment, moderator: Member) -> None:
    made = decide(held, Judgement("hide", rule="spam"), moderator)
    rows = Decision.objects.filter(pk=made.pk)
    rows.update(at=timezone.now() - timedelta(minutes=10, seconds=1))
    assert not undo(rows.get(), moderator)
    assert reload(held).state == "hidden"


def test_only_the_newest_can_be_undone(held: Comment, moderator: Member) -> None:
    first = decide(held, Judgement("hide", rule="spam"), moderator)
    second = decide(held, Judgement("approve"), moderator)
    assert not undo(first, moderator)
    assert undo(second, moderator)
    assert reload(held).state == "hidden"
    assert undo(first, moderator)
    assert reload(held).state == "held"


def test_what_its_author_deleted_meanwhile_stays_deleted(held: Comment, moderator: Member) -> None:
    made = decide(held, Judgement("hide", rule="spam"), moderator)
    reload(held).delete_by_author()
    assert undo(made, moderator)
    assert (reload(held).state, reload(held).body) == ("deleted", "")
    assert not Review.objects.open().exists()
    with pytest.raises(AlreadyDecided):
        decide(held, Judgement("approve"), moderator)


def test_the_second_of_two_moderators_is_told(
    held: Comment, moderator: Member, colleague: Member
) -> None:
    review = Review.objects.get()
    made = decisions.decide_review(review, Judgement("approve"), moderator)
    with pytest.raises(AlreadyDecided) as told:
        decisions.decide_review(review, Judgement("remove", rule="spam"), colleague)
    assert told.value.decision == made
    assert reload(held).state == "visible"


def test_nobody_decides_on_their_own_where_there_is_somebody_else(
    content: Content, moderator: Member
) -> None:
    own = post(content.question, moderator, "Mine.", held_for="mode")
    assert decide(own, Judgement("approve"), moderator)
    make_staff("colleague", "Moderators")
    with pytest.raises(NotYours):
        decide(own, Judgement("feature"), moderator)


def test_staff_are_not_suspended(content: Content, moderator: Member, colleague: Member) -> None:
    theirs = post(content.question, colleague, "Unkind.")
    with pytest.raises(StaffMember):
        decide(theirs, Judgement("suspend", rule="unkind"), moderator)
    assert reload(theirs).state == "visible"


def test_its_author_is_told_each_with_its_reason(
    comment: Comment, author: Member, moderator: Member
) -> None:
    decide(comment, Judgement("hide", rule="unkind", note="Please be kind."), moderator)
    told = Notice.objects.get(kind="decision")
    assert (told.member, told.comment) == (author, comment)
    assert told.decision is not None
    assert (told.decision.rule, told.decision.note) == ("unkind", "Please be kind.")
    author.refresh_from_db()
    assert author.unread == 1


# -- Appeals --


def test_granted_it_is_as_before_and_the_reports_were_wrong(
    comment: Comment, author: Member, moderator: Member, colleague: Member
) -> None:
    report(comment, make_member("flagger"), "unkind", "")
    made = decide(comment, Judgement("remove", rule="unkind"), moderator)
    assert reload(comment).upheld_count == 1
    assert appeal(made, author, "It was a joke.")
    assert Review.objects.open().get().cause == "appeal"
    with pytest.raises(NotYours):
        decide(comment, Judgement("overturn"), moderator)
    # To approve the comment grants the appeal.
    answer = decide(comment, Judgement("approve"), colleague)
    assert answer.action == "overturn"
    row = reload(comment)
    assert (row.state, row.upheld_count) == ("visible", 0)
    assert Flag.objects.get().upheld is False
    asked = Appeal.objects.get()
    assert (asked.outcome, asked.decided_by) == ("overturned", colleague)
    assert not Review.objects.open().exists()


def test_refused_it_stays_and_is_not_asked_again(
    comment: Comment, author: Member, moderator: Member, colleague: Member
) -> None:
    made = decide(comment, Judgement("hide", rule="spam"), moderator)
    assert appeal(made, author, "Why?")
    assert appeal(made, author, "Why??") is None
    answer = decide(comment, Judgement("hide", rule="spam"), colleague)
    assert (answer.action, reload(comment).state) == ("uphold", "hidden")
    assert appeal(made, author, "But why?") is None
    assert appeal(answer, author, "But why?") is None
    # An answer can be undone like any decision; the appeal waits again.
    assert undo(answer, colleague)
    assert Appeal.objects.get().outcome == ""
    assert Review.objects.open().get().cause == "appeal"


def test_a_suspension_ends_with_a_granted_appeal(
    comment: Comment, author: Member, moderator: Member, colleague: Member
) -> None:
    made = decide(comment, Judgement("suspend", rule="unkind", note="A week."), moderator)
    author.refresh_from_db()
    assert author.is_suspended
    assert appeal(made, author, "It was a joke.")
    decide(comment, Judgement("overturn"), colleague)
    author.refresh_from_db()
    assert author.suspended_until is None
    assert reload(comment).state == "visible"


def test_only_its_author_appeals_and_only_against_what_stands(
    comment: Comment, author: Member, reader: Member, moderator: Member
) -> None:
    made = decide(comment, Judgement("hide", rule="spam"), moderator)
    assert appeal(made, reader, "Not mine.") is None
    assert undo(made, moderator)
    made.refresh_from_db()
    assert appeal(made, author, "Mine.") is None
    assert not Appeal.objects.exists()


def test_undone_after_an_appeal_nothing_is_left_to_answer(
    comment: Comment, author: Member, moderator: Member, colleague: Member
) -> None:
    made = decide(comment, Judgement("hide", rule="spam"), moderator)
    assert appeal(made, author, "Why?")
    assert undo(made, moderator)
    assert reload(comment).state == "visible"
    assert not Review.objects.open().exists()
    asked = Appeal.objects.get()
    assert (asked.outcome, asked.decided_by) == ("overturned", moderator)
