"""A correction is published while a rewrite waits: what its editor is shown and asked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from explainer.models import Edition
from explainer.models.carrying import CORRECTED, WAITING
from hersite.models import StaffAction
from tests.support.content import Content
from tests.support.html import parse


def write(edition: Edition, key: str, body: str) -> None:
    section = edition.sections.get(key=key)
    section.body = body
    section.save()


@pytest.fixture
def rewrite(content: Content) -> Edition:
    edition = content.explanation.new_edition()
    write(edition, "opening", "He counts days.")
    edition.schedule(timezone.now() + timedelta(days=1))
    return edition


@pytest.fixture
def correction(content: Content, editor, rewrite) -> Edition:
    edition = content.explanation.new_edition(by=editor)
    write(edition, "after", "The book is lost.")
    return edition


@pytest.fixture
def page(correction: Edition) -> str:
    return reverse("admin:explainer_edition_publish", args=[correction.pk])


def sent(client, page: str, **chosen: str) -> dict[str, str]:
    """What the page's form sends."""
    shown = parse(client.get(page))
    names = [field for field in ("version", "waiting") if shown.all("input", name=field)]
    return {name: shown.one("input", name=name)["value"] for name in names} | chosen


def test_what_only_the_correction_changed_is_carried_over(as_editor, rewrite, page, correction):
    shown = parse(as_editor.get(page)).one("section", class_="carrying")
    assert "What stays" in shown.text
    assert not shown.all("input", type="radio")
    assert as_editor.post(page, sent(as_editor, page)).status_code == 302
    rewrite.refresh_from_db()
    assert rewrite.is_scheduled
    assert rewrite.based_on == correction
    assert rewrite.sections.get(key="after").body == "The book is lost."
    assert rewrite.sections.get(key="opening").body == "He counts days."
    said = set(StaffAction.objects.values_list("key", "said"))
    assert (str(rewrite.pk), "What edition 3 corrects was carried over.") in said


@pytest.mark.parametrize(
    ("choice", "kept"), [(CORRECTED, "A keeper counts boats."), (WAITING, "He counts days.")]
)
def test_both_texts_are_shown_and_one_is_chosen(
    as_editor, rewrite, correction, page, content, choice, kept
):
    write(correction, "opening", "A keeper counts boats.")
    shown = parse(as_editor.get(page)).one("section", class_="carrying")
    for words in ("A keeper counts boats.", "He counts days.", "A light at sea"):
        assert words in shown.text
    refused = as_editor.post(page, sent(as_editor, page))
    assert "This field is required." in parse(refused).one("section", class_="carrying").text
    assert content.explanation.live_edition == content.edition
    answer = sent(as_editor, page, **{"section-opening": choice})
    assert as_editor.post(page, answer).status_code == 302
    assert content.explanation.live_edition == correction
    assert rewrite.sections.get(key="opening").body == kept


def test_a_correction_is_not_scheduled_beside_it(as_editor, correction, page):
    assert not parse(as_editor.get(page)).all("input", name="schedule")
    at = f"{timezone.now().year + 1}-01-15T07:30"
    response = as_editor.post(page, sent(as_editor, page, schedule="1", at=at))
    assert "only one can wait" in response.content.decode()
    correction.refresh_from_db()
    assert correction.is_draft


def test_what_began_to_wait_after_the_look_is_looked_at_first(
    as_editor, rewrite, correction, page, content
):
    rewrite.unschedule()
    before = sent(as_editor, page)
    assert "waiting" not in before
    rewrite.schedule(timezone.now() + timedelta(days=2))
    response = as_editor.post(page, before)
    assert response.status_code == 200
    assert "is another one now" in response.content.decode()
    assert content.explanation.live_edition == content.edition


def test_what_was_rewritten_after_the_look_is_looked_at_first(as_editor, rewrite, page, content):
    before = sent(as_editor, page)
    at = rewrite.publish_at
    rewrite.unschedule()
    Edition.objects.filter(pk=rewrite.pk).update(lock_version=7)
    rewrite.schedule(at)
    assert "is another one now" in as_editor.post(page, before).content.decode()
    assert content.explanation.live_edition == content.edition
