"""Whatever readers and moderators do, in any order: counters equal their rows, replies stand below
what they answer, and no public page has words in it that were taken away."""

from contextlib import suppress
from datetime import timedelta

from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from discussions.models import (
    Comment,
    Decision,
    Interpretation,
    Member,
    Review,
)
from discussions.models.placed import MAX_DEPTH, UNFOLDED
from discussions.moderation import appeals, decisions, reports, suspensions
from hersite import memory
from tests.support.cast import make_member, make_staff
from tests.support.consistent import (
    counters_equal_rows,
    everything_has_its_place,
    movement_ends_at_the_counters,
    nothing_hidden_is_shown,
    the_last_ballot_is_the_vote,
    what_waits_is_in_the_queue,
)
from tests.support.content import make_content

READERS, MODERATORS = 3, 2
NUMBER = st.integers(0, 1_000)
ACTIONS = [*decisions.ACTIONS, decisions.Action.FEATURE, decisions.Action.UNFEATURE]


class Discussion(RuleBasedStateMachine):
    """Each comment and each edit says a word of its own, so that a page tells whose it has."""

    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        # The numbers of what is kept begin anew with the rows.
        caches["pages"].clear()
        memory.forget()
        self.content = make_content()
        self.readers = [make_member(f"reader{number}") for number in range(READERS)]
        self.moderators = [make_staff(f"mod{number}", "Moderators") for number in range(MODERATORS)]
        self.said = 0

    def teardown(self) -> None:
        try:
            counters_equal_rows()
            the_last_ballot_is_the_vote()
            movement_ends_at_the_counters()
            everything_has_its_place()
            what_waits_is_in_the_queue()
            nothing_hidden_is_shown(self.content, self.readers)
        finally:
            transaction.set_rollback(True)
            self.rollback.__exit__(None, None, None)

    # -- Who and what --

    def word(self) -> str:
        self.said += 1
        return f"lantern{self.said:04d}"

    def reader(self, number: int) -> Member:
        return Member.objects.get(pk=self.readers[number % READERS].pk)

    def moderator(self, number: int) -> Member:
        return self.moderators[number % MODERATORS]

    def comment(self, number: int) -> Comment:
        keys = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
        return Comment.objects.get(pk=keys[number % len(keys)])

    def say(self, author: Member, parent: Comment | None = None, held_for: str = "") -> Comment:
        readings = Interpretation.objects.open().filter(question=self.content.question)
        return Comment.post(
            question=self.content.question, author=author, body=self.word(), parent=parent,
            supports=readings.last() if self.said % 4 else None, held_for=held_for,
        )  # fmt: skip

    # -- What readers do --

    @rule(who=NUMBER, held=st.booleans())
    def post(self, who: int, held: bool) -> None:
        self.say(self.reader(who), held_for="new" if held else "")

    has_comments = precondition(lambda self: Comment.objects.exists())

    @has_comments
    @rule(who=NUMBER, what=NUMBER, held=st.booleans())
    def reply(self, who: int, what: int, held: bool) -> None:
        self.say(self.reader(who), self.comment(what), "links" if held else "")

    @has_comments
    @rule(who=NUMBER, what=NUMBER)
    def reply_often(self, who: int, what: int) -> None:
        for _time in range(UNFOLDED + 1):
            self.say(self.reader(who), self.comment(what))

    @has_comments
    @rule(who=NUMBER, what=NUMBER)
    def reply_in_a_chain(self, who: int, what: int) -> None:
        parent = self.comment(what)
        for number in range(MAX_DEPTH):
            parent = self.say(self.reader(who + number), parent)

    @has_comments
    @rule(what=NUMBER, held=st.booleans(), cover=st.booleans())
    def edit(self, what: int, held: bool, cover: bool) -> None:
        comment = self.comment(what)
        spoils = "ending" if cover else "none"
        comment.edit(self.word(), comment.author, spoils, held_for="words" if held else "")

    @has_comments
    @rule(what=NUMBER, who=NUMBER)
    def edit_late(self, what: int, who: int) -> None:
        self.comment(what).edit(self.word(), self.moderator(who))

    @has_comments
    @rule(what=NUMBER)
    def delete(self, what: int) -> None:
        self.comment(what).delete_by_author()

    @has_comments
    @rule(what=NUMBER, who=NUMBER, on=st.booleans())
    def mark(self, what: int, who: int, on: bool) -> None:
        comment, member = self.comment(what), self.reader(who)
        with suppress(PermissionDenied):
            (comment.mark_useful if on else comment.withdraw_useful)(member)

    @has_comments
    @rule(what=NUMBER, who=NUMBER, reason=st.sampled_from(["spoiler", "unkind", "spam"]))
    def report(self, what: int, who: int, reason: str) -> None:
        reports.report(self.comment(what), self.reader(who), reason, "")

    @rule(
        who=NUMBER, which=NUMBER, stance=st.sampled_from(["agree", "disagree", "unsure", ""]),
        moment=st.sampled_from(["", "before", "after"]),
    )  # fmt: skip
    def vote(self, who: int, which: int, stance: str, moment: str) -> None:
        readings = list(Interpretation.objects.open().filter(question=self.content.question))
        reading, member = readings[which % len(readings)], self.reader(who)
        if stance:
            reading.vote(member, stance, moment)
        else:
            reading.withdraw(member, moment)

    @precondition(lambda self: Decision.objects.filter(member__isnull=False).exists())
    @rule(which=NUMBER)
    def appeal(self, which: int) -> None:
        told = list(Decision.objects.filter(member__isnull=False).order_by("pk"))
        decision = told[which % len(told)]
        assert decision.member is not None
        appeals.appeal(decision, decision.member, "Please look again.")

    # -- What moderators do --

    @has_comments
    @rule(what=NUMBER, who=NUMBER, action=st.sampled_from(ACTIONS))
    def decide(self, what: int, who: int, action: str) -> None:
        with suppress(decisions.AlreadyDecided, decisions.NotYours):
            judgement = decisions.Judgement(action, rule="unkind", note="Be kind.")
            decisions.decide(self.comment(what), judgement, self.moderator(who))

    @precondition(lambda self: Review.objects.open().exists())
    @rule(who=NUMBER, action=st.sampled_from(ACTIONS))
    def decide_the_next(self, who: int, action: str) -> None:
        review = Review.objects.in_order()[0]
        with suppress(decisions.NotYours):
            judgement = decisions.Judgement(action, rule="spoiler")
            decisions.decide_review(review, judgement, self.moderator(who))

    @precondition(lambda self: Decision.objects.exists())
    @rule(which=NUMBER)
    def undo(self, which: int) -> None:
        latest = list(Decision.objects.filter(moderator__isnull=False).order_by("-pk")[:3])
        if latest:
            decision = latest[which % len(latest)]
            assert decision.moderator is not None
            decisions.undo(decision, decision.moderator)

    @rule(who=NUMBER, by=NUMBER)
    def suspend(self, who: int, by: int) -> None:
        ends = timezone.now() + timedelta(days=3)
        suspensions.suspend(
            self.reader(who), self.moderator(by), rule="spam", message="", ends_at=ends
        )

    @rule(who=NUMBER)
    def lift(self, who: int) -> None:
        suspensions.lift(self.reader(who))

    @precondition(lambda self: Interpretation.objects.open().count() > 5)
    @rule(which=NUMBER)
    def merge(self, which: int) -> None:
        readings = list(Interpretation.objects.open().filter(question=self.content.question))
        with suppress(ValidationError):
            readings[which % len(readings)].merge_into(readings[-1])


def test_any_sequence(db: None) -> None:
    run_state_machine_as_test(
        Discussion,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, derandomize=True,
            # A shorter sequence is not worth the minutes that it takes to find it.
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
