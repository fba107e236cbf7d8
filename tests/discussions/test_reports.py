"""Readers' reports: one a reader, two put a comment in the queue, two of a spoiler cover it."""

import pytest

from discussions.models import Comment, Decision, Flag, Member, Notice, Review
from discussions.models.useful import rank_of
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.reports import report
from tests.support.cast import make_member
from tests.support.content import Content, post, reload


@pytest.fixture
def readers(content: Content) -> list[Member]:
    return [make_member(f"reader{number}") for number in range(3)]


def waiting(comment: Comment) -> list[tuple[str, bool]]:
    return list(Review.objects.open().filter(comment=comment).values_list("cause", "spoiler"))


def test_one_reader_reports_once(comment: Comment, readers: list[Member]) -> None:
    for reason in ("spam", "unkind"):
        assert report(comment, readers[0], reason, reason.upper())
    assert [(f.reason, f.note) for f in Flag.objects.all()] == [("unkind", "UNKIND")]
    assert waiting(comment) == []


def test_two_put_it_in_the_queue_and_hide_nothing(comment: Comment, readers: list[Member]) -> None:
    for reader in readers:
        report(comment, reader, "spam", "")
    assert waiting(comment) == [("reports", False)]
    assert (reload(comment).state, reload(comment).spoils) == ("visible", "none")
    assert not Notice.objects.exists()


def test_two_of_a_spoiler_cover_it_and_its_author_is_told(
    comment: Comment, author: Member, readers: list[Member]
) -> None:
    report(comment, readers[0], "spam", "")
    report(comment, readers[1], "spoiler", "")
    assert waiting(comment) == [("reports", True)]
    assert not reload(comment).is_wrapped
    report(comment, readers[2], "spoiler", "")
    covered = reload(comment)
    assert (covered.spoils, covered.cover_kept, covered.state) == ("ending", True, "visible")
    decision = Decision.objects.get()
    assert (decision.action, decision.rule, decision.moderator) == ("cover", "spoiler", None)
    assert Notice.objects.get().member == author
    # Its author can't take it off.
    covered.edit("Other words.", author, "none")
    assert reload(comment).spoils == "ending"


def test_what_is_covered_already_stays_as_it_is(content: Content, readers: list[Member]) -> None:
    premise = post(content.question, make_member("careful"), spoils="premise")
    for reader in readers[:2]:
        report(premise, reader, "spoiler", "")
    assert (reload(premise).spoils, reload(premise).cover_kept) == ("premise", False)
    assert waiting(premise) == [("reports", True)]


def test_spoilers_come_before_all_then_the_oldest(
    content: Content, author: Member, readers: list[Member]
) -> None:
    first, second, third = (post(content.question, author, f"Number {n}.") for n in range(3))
    for comment, reason in ((first, "spam"), (second, "unkind"), (third, "spoiler")):
        for reader in readers[:2]:
            report(comment, reader, reason, "")
    held = post(content.question, author, "Held.", held_for="new")
    order = [review.comment for review in Review.objects.in_order()]
    assert order == [third, first, second, held]


@pytest.mark.parametrize(
    ("action", "right"),
    [("approve", [False, False]), ("hide", [True, True]), ("remove", [True, True]),
     ("suspend", [True, True]), ("cover", [True, False])],
)  # fmt: skip
def test_a_decision_settles_them(
    comment: Comment, readers: list[Member], moderator: Member, action: str, right: list[bool]
) -> None:
    report(comment, readers[0], "spoiler", "")
    report(comment, readers[1], "unkind", "")
    comment.mark_useful(readers[2])
    decide(comment, Judgement(action, rule="unkind"), moderator)
    assert list(Flag.objects.order_by("pk").values_list("upheld", flat=True)) == right
    stored = reload(comment)
    assert (stored.upheld_count, stored.rank) == (sum(right), rank_of(1, sum(right)))
    assert waiting(comment) == []
    # Who has been answered is not asked again, and others are.
    assert not report(comment, readers[0], "spam", "")
    assert report(comment, readers[2], "spam", "")


def test_what_has_no_text_is_not_queued(comment: Comment, readers: list[Member]) -> None:
    comment.hide()
    for reader in readers:
        report(comment, reader, "spam", "")
    assert waiting(comment) == []
