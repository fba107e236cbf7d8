"""An edition waits for its moment, and goes live without anybody doing anything."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from discussions.models import Member
from explainer.models import Edition, Explanation, StaleBase, Withdrawal
from tests.support.clock import Clock, stopped_clock
from tests.support.content import Content, make_draft


@pytest.fixture
def clock() -> Iterator[Clock]:
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def waiting(clock: Clock, content: Content, editor: Member) -> Edition:
    """Goes live in an hour."""
    edition = content.explanation.new_edition(by=editor)
    edition.schedule(clock.later(hours=1))
    return edition


def stored(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def test_it_is_live_from_its_second_on(content: Content, waiting: Edition, clock: Clock) -> None:
    clock.wait(seconds=3599)
    assert content.explanation.live_edition == content.edition
    assert content.explanation.is_live
    clock.wait(seconds=1)
    assert content.explanation.live_edition == waiting
    assert not waiting.is_scheduled
    assert waiting.is_published


def test_a_first_edition_can_wait_too(content: Content, clock: Clock) -> None:
    explanation = Explanation.objects.create(film=content.film, slug="the-sea")
    make_draft(explanation).schedule(clock.later(minutes=5))
    assert not explanation.is_live
    clock.wait(minutes=5)
    assert explanation.is_live


def test_taken_from_the_schedule_it_never_comes(
    content: Content, waiting: Edition, clock: Clock
) -> None:
    waiting.unschedule()
    assert stored(waiting).is_draft
    clock.wait(hours=2)
    assert content.explanation.live_edition == content.edition


def test_what_is_live_is_not_taken_from_the_schedule(waiting: Edition, clock: Clock) -> None:
    clock.wait(hours=1)
    with pytest.raises(ValidationError, match="live by now"):
        waiting.unschedule()
    assert stored(waiting).is_published


def test_nothing_of_it_is_altered_while_it_waits(waiting: Edition) -> None:
    section = waiting.sections.first()
    assert section is not None
    for row in (waiting, stored(waiting), section):
        with pytest.raises(ValidationError, match="take it from the schedule first"):
            row.save()


def test_who_read_it_as_a_draft_does_not_alter_it_either(content: Content, clock: Clock) -> None:
    draft = content.explanation.new_edition()
    stored(draft).schedule(clock.later(hours=1))
    draft.title = "Half a thought"
    with pytest.raises(ValidationError):
        draft.save()
    with pytest.raises(ValidationError, match="Somebody else"):
        draft.publish()
    assert stored(draft).title == content.edition.title
    assert content.explanation.live_edition == content.edition


def test_a_moment_that_has_passed_is_refused(content: Content, clock: Clock) -> None:
    draft = content.explanation.new_edition()
    with pytest.raises(ValidationError, match="has passed"):
        draft.schedule(clock.now)
    assert stored(draft).is_draft


def test_one_waits_at_most(content: Content, waiting: Edition, clock: Clock) -> None:
    other = content.explanation.new_edition()
    with pytest.raises(ValidationError, match="Edition 2 is scheduled already"):
        other.schedule(clock.later(hours=2))
    with pytest.raises(ValidationError, match="scheduled already"):
        waiting.publish()
    assert list(Edition.objects.scheduled()) == [waiting]


def test_a_draft_begun_before_it_went_live_is_stale(
    content: Content, waiting: Edition, clock: Clock
) -> None:
    draft = content.explanation.new_edition()
    clock.wait(hours=1)
    with pytest.raises(StaleBase):
        draft.schedule(clock.later(hours=1))


def test_a_new_edition_of_what_is_withdrawn_is_a_copy_of_the_last(
    content: Content, editor: Member
) -> None:
    stale = content.explanation.new_edition()
    content.explanation.new_edition().publish()
    Withdrawal.objects.create(explanation=content.explanation, by=editor, reason="A mistake")
    draft = content.explanation.new_edition(by=editor)
    assert draft.based_on is not None
    assert (draft.based_on.number, draft.sections.count()) == (3, 3)
    with pytest.raises(StaleBase):
        stale.publish()
    draft.publish()
    assert content.explanation.live_edition is None
    Withdrawal.objects.get().delete()
    assert content.explanation.live_edition == draft


def test_scheduling_tells_the_moment_to_kept_pages(content: Content, editor: Member) -> None:
    at = timezone.now() + timedelta(days=1)
    assert Edition.objects.next_publication() is None
    content.explanation.new_edition(by=editor).schedule(at)
    assert Edition.objects.next_publication() == at
