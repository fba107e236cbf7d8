"""Drafts, publishing and corrections: what readers see is never altered, only followed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from discussions.models import Member
from explainer.models import Edition, Explanation, Section, StaleBase, Withdrawal
from tests.support.content import Content, make_draft, make_film


def test_a_draft_is_not_live(content: Content) -> None:
    draft = content.explanation.new_edition()
    assert draft.is_draft
    assert list(Edition.objects.drafts()) == [draft]
    assert content.explanation.live_edition == content.edition


def test_publishing_makes_it_live_at_once(content: Content, editor: Member) -> None:
    draft = content.explanation.new_edition(by=editor)
    before = timezone.now()
    draft.publish()
    assert content.explanation.live_edition == draft
    assert draft.publish_at is not None
    assert before <= draft.publish_at <= timezone.now()
    assert draft.editor == editor


def test_an_edition_of_the_future_waits(content: Content) -> None:
    draft = content.explanation.new_edition()
    draft.schedule(timezone.now() + timedelta(hours=1))
    assert not draft.is_published
    assert content.explanation.live_edition == content.edition


def test_of_two_published_at_one_moment_the_higher_number_is_live(content: Content) -> None:
    at = timezone.now() - timedelta(hours=1)
    second = content.explanation.new_edition()
    second.publish(at=at)
    third = content.explanation.new_edition()
    third.publish(at=at)
    assert content.explanation.live_edition == third


def test_the_latest_moment_wins_over_the_higher_number(content: Content) -> None:
    late = content.explanation.new_edition()
    early = content.explanation.new_edition()
    late.publish(at=timezone.now() - timedelta(minutes=1))
    Edition.objects.filter(pk=early.pk).update(publish_at=timezone.now() - timedelta(days=9))
    assert early.number > late.number
    assert content.explanation.live_edition == late


def test_a_new_edition_copies_the_live_one(content: Content) -> None:
    draft = content.explanation.new_edition()
    assert (draft.number, draft.based_on) == (2, content.edition)
    for name in ("title", "standfirst", "spoils", "lead_picture"):
        assert getattr(draft, name) == getattr(content.edition, name)

    def rows(edition: Edition) -> list[tuple[object, ...]]:
        return list(
            edition.sections.values_list("order", "key", "heading", "body", "body_html", "picture")
        )

    assert rows(draft) == rows(content.edition)


def test_the_first_edition_of_an_explanation_starts_empty(db: None) -> None:
    explanation = Explanation.objects.create(film=make_film(), slug="nothing-yet")
    draft = explanation.new_edition()
    assert (draft.number, draft.based_on, draft.sections.count()) == (1, None, 0)


def test_a_published_edition_and_its_sections_stay_as_they_are(content: Content) -> None:
    content.edition.title = "Other words"
    with pytest.raises(ValidationError):
        content.edition.save()
    section = content.edition.sections.first()
    assert section is not None
    section.body = "Other words"
    with pytest.raises(ValidationError):
        section.save()
    with pytest.raises(ValidationError):
        Section.objects.create(edition=content.edition, key="new", heading="New", body="More")
    assert Edition.objects.get(pk=content.edition.pk).title == "The Lamp, ending explained"


def test_publishing_twice_is_an_error(content: Content) -> None:
    with pytest.raises(ValidationError):
        content.edition.publish()


def test_an_edition_without_sections_cannot_be_published(db: None) -> None:
    explanation = Explanation.objects.create(film=make_film(), slug="nothing-yet")
    with pytest.raises(ValidationError):
        explanation.new_edition().publish()
    assert explanation.live_edition is None


def test_a_draft_from_a_stale_base_is_refused(content: Content) -> None:
    mine, theirs = content.explanation.new_edition(), content.explanation.new_edition()
    theirs.publish()
    with pytest.raises(StaleBase):
        mine.publish()
    mine.refresh_from_db()
    assert mine.is_draft
    assert content.explanation.live_edition == theirs


def test_updated_is_the_moment_of_the_last_correction_that_matters(content: Content) -> None:
    shown = Edition.objects.for_lists()
    assert shown.get(pk=content.edition.pk).updated is None
    correction = content.explanation.new_edition()
    correction.publish(at=timezone.now() - timedelta(days=1))
    typo = content.explanation.new_edition()
    typo.minor = True
    typo.save()
    typo.publish()
    assert shown.get(pk=typo.pk).updated == correction.publish_at


def test_first_published_stays_through_corrections(content: Content) -> None:
    content.explanation.new_edition().publish()
    listed = Edition.objects.live().for_lists().get(explanation=content.explanation)
    assert listed.number == 2
    assert listed.first_published == content.edition.publish_at


def test_reading_time_counts_words_and_is_a_minute_at_least(db: None) -> None:
    explanation = Explanation.objects.create(film=make_film(), slug="long")
    draft = make_draft(explanation)
    assert draft.reading_minutes == 1
    Section.objects.create(edition=draft, key="long", heading="Long", body="word " * 1150)
    assert draft.reading_minutes == 5


def test_a_withdrawn_explanation_has_no_live_edition(content: Content, editor: Member) -> None:
    Withdrawal.objects.create(explanation=content.explanation, by=editor, reason="A mistake")
    explanation = Explanation.objects.get(pk=content.explanation.pk)
    assert explanation.is_withdrawn
    assert explanation.live_edition is None
    assert list(Edition.objects.live()) == [content.note]
