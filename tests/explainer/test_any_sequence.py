"""Whatever editors do and however time passes: readers have one edition, nothing that was published
changes, and no edition that goes live undoes one that its editor hasn't seen."""

from contextlib import ExitStack, suppress
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from discussions.models import Comment
from discussions.quotes import place_quotes
from explainer.models import CarryOver, Edition, Section
from explainer.models.carrying import CORRECTED, WAITING
from tests.support.cast import make_member
from tests.support.clock import stopped_clock
from tests.support.content import SECTIONS, make_content

NUMBER = st.integers(0, 100)
KEYS = st.sampled_from([*SECTIONS, "sea", "harbour"])


class Desk(RuleBasedStateMachine):
    """One explanation, whose drafts are begun, written, published and scheduled."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.rollback = self.stack.enter_context(transaction.atomic())
        self.clock = self.stack.enter_context(stopped_clock())
        content = make_content()
        self.explanation, self.question = content.explanation, content.question
        self.published: dict[int, Any] = {}
        self.written = 0
        html = content.edition.sections.get(key="opening").body_html
        self.comment = Comment.post(
            question=content.question,
            author=make_member("reader"),
            body="This one.",
            quote="A keeper counts ships.",
            section_key="opening",
            paragraph=html.split('id="')[1].split('"')[0],
        )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.stack.close()

    def one(self, editions: Any, which: int) -> Edition | None:
        found = list(editions.order_by("number"))
        return found[which % len(found)] if found else None

    # -- What editors do --

    @rule()
    def begin(self) -> None:
        self.explanation.new_edition()

    @rule(which=NUMBER)
    def go_back_to(self, which: int) -> None:
        old = self.one(self.explanation.editions.exclude(pk__in=self.unseen()), which)
        self.explanation.new_edition(source=old)

    @rule(which=NUMBER, key=KEYS, what=st.sampled_from(["write", "write", "take out", "title"]))
    def write(self, which: int, key: str, what: str) -> None:
        draft = self.one(self.explanation.editions.drafts(), which)
        if draft is None:
            return
        self.written += 1
        text = f"Words {self.written}."
        section = draft.sections.filter(key=key).first()
        if what == "title":
            draft.title = text
            draft.save()
        elif section is None:
            Section.objects.create(edition=draft, key=key, heading=key, body=text, order=3)
        elif what == "take out":
            section.delete()
        else:
            section.body = text
            section.save()

    @rule(which=NUMBER, choice=st.sampled_from([CORRECTED, WAITING]))
    def publish(self, which: int, choice: str) -> None:
        edition = self.one(self.ready(which), which)
        if edition:
            self.go_live(edition, choice)

    @rule(seconds=st.integers(1, 30), choice=st.sampled_from([CORRECTED, WAITING]))
    def correct_while_one_waits(self, seconds: int, choice: str) -> None:
        rewrite, correction = self.explanation.new_edition(), self.explanation.new_edition()
        with suppress(ValidationError):
            rewrite.schedule(self.clock.later(seconds=seconds))
        self.go_live(correction, choice)

    def go_live(self, edition: Edition, choice: str) -> None:
        carrying = CarryOver.from_correction(edition)
        disputed = carrying.disputed if carrying else []
        with suppress(ValidationError):
            edition.publish(choices={part.name: choice for part in disputed})

    @rule(which=NUMBER, seconds=st.integers(-5, 60))
    def schedule(self, which: int, seconds: int) -> None:
        edition = self.one(self.ready(which), which)
        if edition:
            with suppress(ValidationError):
                edition.schedule(self.clock.later(seconds=seconds))

    @rule(which=NUMBER)
    def unschedule(self, which: int) -> None:
        edition = self.one(self.explanation.editions.all(), which)
        if edition:
            with suppress(ValidationError):
                edition.unschedule()

    @rule(seconds=st.sampled_from([1, 10, 60]))
    def time_passes(self, seconds: int) -> None:
        self.clock.wait(seconds=seconds)

    def ready(self, which: int) -> Any:
        """Mostly drafts that can go live: of many the base is stale before long."""
        if which % 5 == 0:
            return self.unseen()
        drafts = self.explanation.editions.drafts()
        return drafts.filter(based_on=self.explanation.current_edition)

    def unseen(self) -> Any:
        return self.explanation.editions.unpublished()

    # -- What holds at any time --

    @invariant()
    def one_edition_is_live(self) -> None:
        live = Edition.objects.live().filter(explanation=self.explanation)
        assert live.count() == 1
        assert live.get() == self.explanation.current_edition
        assert self.explanation.editions.scheduled().count() <= 1

    @invariant()
    def what_was_published_is_as_it_was(self) -> None:
        now = self.explanation.editions.exclude(pk__in=self.unseen())
        found = {edition.pk: _everything(edition) for edition in now}
        assert {pk: found.get(pk) for pk in self.published} == self.published
        self.published = found

    @invariant()
    def each_follows_the_one_before(self) -> None:
        out = self.explanation.editions.exclude(pk__in=self.unseen())
        editions = list(out.order_by("publish_at", "number"))
        for before, after in pairwise(editions):
            assert after.based_on_id == before.pk

    @invariant()
    def a_quoted_line_is_found_or_marked_as_changed(self) -> None:
        place_quotes(self.question, [self.comment])
        place = self.comment.quote_place
        assert place is not None
        live = self.explanation.live_edition
        assert live is not None
        says = any("A keeper counts ships." in body for body in _bodies(live))
        assert place.changed != says


def _everything(edition: Edition) -> list[Any]:
    rows = Edition.objects.filter(pk=edition.pk).values_list()
    return [*rows, *Section.objects.filter(edition=edition).order_by("pk").values_list()]


def _bodies(edition: Edition) -> list[str]:
    return list(edition.sections.values_list("body", flat=True))


def test_any_sequence_of_steps(db: None) -> None:
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=8, stateful_step_count=25, deadline=None, derandomize=True,
            # A shorter sequence is not worth the minutes that it takes to find it.
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
