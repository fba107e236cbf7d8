"""A correction goes live while a rewrite waits: the rewrite brings it along, and undoes nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from explainer.models import CarryOver, Edition, Section
from explainer.models.carrying import CORRECTED, WAITING
from hersite.freshness import ALL, read_versions
from hersite.markdown import paragraphs
from tests.support.content import SECTIONS, Content

AT = timezone.now() + timedelta(days=1)


@pytest.fixture
def rewrite(content: Content) -> Edition:
    return content.explanation.new_edition()


@pytest.fixture
def correction(content: Content) -> Edition:
    return content.explanation.new_edition()


def write(edition: Edition, key: str, body: str, **fields: object) -> None:
    section = edition.sections.get(key=key)
    section.body = body
    for name, value in fields.items():
        setattr(section, name, value)
    section.save()


def add(edition: Edition, key: str, order: int) -> None:
    Section.objects.create(edition=edition, key=key, heading=key, body=f"On {key}.", order=order)


def go_live(correction: Edition, rewrite: Edition, **choices: str) -> Edition:
    """Publish the correction while the rewrite waits. The rewrite as it is stored then."""
    rewrite.schedule(AT)
    correction.publish(choices=choices)
    return Edition.objects.get(pk=rewrite.pk)


def bodies(edition: Edition) -> dict[str, str]:
    return dict(edition.sections.values_list("key", "body"))


def test_a_section_that_only_the_correction_changed_is_carried_over(
    content: Content, correction: Edition, rewrite: Edition
) -> None:
    write(correction, "opening", "A keeper counts boats.")
    write(rewrite, "after", "Nothing is found.")
    rewrite.refresh_from_db()
    waits = go_live(correction, rewrite)
    assert bodies(waits) == {
        "opening": "A keeper counts boats.",
        "ending": SECTIONS["ending"][1],
        "after": "Nothing is found.",
    }
    assert (waits.publish_at, waits.based_on) == (AT, correction)
    assert waits.lock_version == rewrite.lock_version + 1
    assert content.explanation.live_edition == correction


def test_paragraphs_keep_the_ids_that_the_correction_gave_them(
    correction: Edition, rewrite: Edition
) -> None:
    write(correction, "opening", "First of all.\n\nA keeper counts boats.")
    waits = go_live(correction, rewrite)
    of = [edition.sections.get(key="opening").body_html for edition in (correction, waits)]
    assert paragraphs(of[0]) == paragraphs(of[1])


def test_fields_are_carried_over_one_by_one(correction: Edition, rewrite: Edition) -> None:
    correction.title, correction.lead_picture = "The Lamp, explained", None
    rewrite.standfirst = "Another standfirst."
    correction.save()
    rewrite.save()
    waits = go_live(correction, rewrite)
    assert (waits.title, waits.standfirst, waits.lead_picture) == (
        "The Lamp, explained", "Another standfirst.", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "kept"), [(CORRECTED, "A keeper counts boats."), (WAITING, "He counts days.")]
)
def test_where_both_changed_a_section_the_editor_chooses(
    correction: Edition, rewrite: Edition, choice: str, kept: str
) -> None:
    write(correction, "opening", "A keeper counts boats.")
    write(rewrite, "opening", "He counts days.")
    waits = go_live(correction, rewrite, **{"section-opening": choice})
    assert bodies(waits)["opening"] == kept
    assert waits.based_on == correction


def test_undecided_nothing_is_published(
    content: Content, correction: Edition, rewrite: Edition
) -> None:
    write(correction, "opening", "A keeper counts boats.")
    write(correction, "after", "Lost.")
    write(rewrite, "opening", "He counts days.")
    before = read_versions((ALL,))
    rewrite.schedule(AT)
    for choices in ({}, {"section-opening": "neither"}, {"section-after": CORRECTED}):
        with pytest.raises(ValidationError, match="Choose"):
            Edition.objects.get(pk=correction.pk).publish(choices=choices)
    assert content.explanation.live_edition == content.edition
    waits = Edition.objects.get(pk=rewrite.pk)
    assert (waits.publish_at, waits.based_on) == (AT, content.edition)
    assert bodies(waits)["after"] == SECTIONS["after"][1]
    assert read_versions((ALL,))[0][1] == before[0][1] + 1


def test_the_same_change_in_both_is_no_dispute(correction: Edition, rewrite: Edition) -> None:
    for edition in (correction, rewrite):
        write(edition, "opening", "A keeper counts boats.")
    assert CarryOver(correction, rewrite).parts == []


def test_sections_come_and_go_with_the_correction(correction: Edition, rewrite: Edition) -> None:
    add(correction, "sea", 1)
    correction.sections.get(key="after").delete()
    add(rewrite, "harbour", 5)
    waits = go_live(correction, rewrite)
    assert [section.key for section in waits.sections.all()] == [
        "opening",
        "ending",
        "harbour",
        "sea",
    ]


def test_taking_out_what_was_rewritten_is_asked(correction: Edition, rewrite: Edition) -> None:
    correction.sections.get(key="after").delete()
    write(rewrite, "after", "Nothing is found.")
    (part,) = CarryOver(correction, rewrite).disputed
    assert (part.name, part.corrected) == ("section-after", None)
    waits = go_live(correction, rewrite, **{"section-after": CORRECTED})
    assert set(bodies(waits)) == {"opening", "ending"}


def test_an_order_of_its_own_stays_and_another_is_taken(
    content: Content, correction: Edition, rewrite: Edition
) -> None:
    correction.sections.filter(key="after").update(order=0)
    correction.sections.filter(key="opening").update(order=9)
    waits = go_live(correction, rewrite)
    assert [section.key for section in waits.sections.all()] == ["after", "ending", "opening"]
    again = content.explanation.new_edition()
    waits.unschedule()
    waits.sections.filter(key="after").update(order=9)
    waits.schedule(AT)
    add(again, "sea", 9)
    again.publish()
    assert [section.key for section in waits.sections.all()] == [
        "ending",
        "opening",
        "sea",
        "after",
    ]


def test_a_rewrite_of_which_nothing_is_left_stops_the_correction(
    content: Content, correction: Edition, rewrite: Edition
) -> None:
    correction.sections.exclude(key="opening").delete()
    rewrite.sections.filter(key="opening").delete()
    rewrite.schedule(AT)
    with pytest.raises(ValidationError, match="without a section"):
        correction.publish()
    assert content.explanation.live_edition == content.edition
    assert set(bodies(rewrite)) == {"ending", "after"}
