"""The publishing page with a moment, and the page of an edition that waits."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from explainer.models import Edition, Withdrawal
from hersite.models import StaffAction
from tests.support.content import Content
from tests.support.html import parse

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def draft(content: Content, editor) -> Edition:
    return content.explanation.new_edition(by=editor)


def publish_page(edition: Edition) -> str:
    return reverse("admin:explainer_edition_publish", args=[edition.pk])


def schedule(client, edition: Edition, at: str):
    sent = {"version": edition.lock_version, "schedule": "Schedule", "at": at}
    return client.post(publish_page(edition), sent)


def in_a_year(hour: str = "07:30:15") -> str:
    return f"{timezone.now().year + 1}-01-15T{hour}"


def test_a_moment_is_in_the_time_zone_of_the_site(as_editor, draft, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    assert "Europe/Berlin" in as_editor.get(publish_page(draft)).content.decode()
    response = schedule(as_editor, draft, in_a_year())
    assert response.status_code == 302
    draft.refresh_from_db()
    local = datetime.fromisoformat(in_a_year()).replace(tzinfo=BERLIN)
    assert draft.publish_at == local
    assert local.astimezone(UTC).hour == 6
    said = StaffAction.objects.get(said__startswith="Scheduled").said
    assert said.endswith("07:30:15.")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("", "required"),
        ("soon", "Enter a valid date/time."),
        ("2001-01-01T00:00", "has passed"),
        # The clocks of that place go forward: there is no half past two.
        ("2100-03-28T02:30", "be interpreted in time zone"),
    ],
)
def test_a_moment_that_is_none_is_said_beside_the_field(as_editor, draft, settings, at, said):
    settings.TIME_ZONE = "Europe/Berlin"
    response = schedule(as_editor, draft, at)
    assert response.status_code == 200
    assert said in parse(response).one("fieldset", class_="later").text
    draft.refresh_from_db()
    assert draft.is_draft


def test_publish_now_needs_no_moment(as_editor, draft, content):
    form = parse(as_editor.get(publish_page(draft)))
    assert not form.all("input", name="at", required=True)
    as_editor.post(publish_page(draft), {"version": "0", "at": ""})
    assert content.explanation.live_edition == draft


def test_an_edition_that_waits_is_read_only_and_can_be_taken_back(as_editor, draft, guest, content):
    draft.schedule(timezone.now() + timedelta(days=1))
    page = reverse("admin:explainer_edition_change", args=[draft.pk])
    shown = parse(as_editor.get(page))
    assert not shown.all("textarea")
    assert "It goes live on" in shown.text
    back = reverse("admin:explainer_edition_unschedule", args=[draft.pk])
    shown.one("form", action=back)
    assert as_editor.get(back).status_code == 405
    assert as_editor.post(back).url == page
    draft.refresh_from_db()
    assert draft.is_draft
    assert parse(as_editor.get(page)).all("textarea")
    assert StaffAction.objects.latest("pk").said == "Taken from the schedule."


def test_taking_back_twice_is_said(as_editor, draft):
    back = reverse("admin:explainer_edition_unschedule", args=[draft.pk])
    response = as_editor.post(back, follow=True)
    assert "isn’t waiting" in response.content.decode()
    assert not StaffAction.objects.exists()


def test_only_editors_take_it_back(as_moderator, as_reader, draft):
    draft.schedule(timezone.now() + timedelta(days=1))
    back = reverse("admin:explainer_edition_unschedule", args=[draft.pk])
    assert as_moderator.post(back).status_code == 403
    assert as_reader.post(back, follow=True).status_code == 403
    draft.refresh_from_db()
    assert draft.is_scheduled


def test_it_is_not_scheduled_or_published_twice(as_editor, draft):
    draft.schedule(timezone.now() + timedelta(days=1))
    for button in ({}, {"schedule": "1", "at": in_a_year()}):
        response = as_editor.post(publish_page(draft), {"version": "0", **button})
        assert "It is scheduled already." in response.content.decode()
        assert not parse(response).all("input", name="schedule")


def test_lists_tell_what_waits(as_editor, draft):
    draft.schedule(timezone.now() + timedelta(days=1))
    shown = parse(as_editor.get("/admin/explainer/explanation/?state=scheduled"))
    (cell,) = shown.all("td", class_="field-scheduled")
    assert cell.text.startswith("edition 2, ")
    assert (
        len(
            parse(as_editor.get("/admin/explainer/edition/?state=scheduled")).all(
                "th", class_="field-title"
            )
        )
        == 1
    )


def test_published_while_withdrawn_it_is_said_that_nobody_sees_it(as_editor, draft, editor):
    Withdrawal.objects.create(explanation=draft.explanation, by=editor, reason="Wrong")
    response = as_editor.post(publish_page(draft), {"version": "0"}, follow=True)
    assert "once the explanation is put out again" in response.content.decode()
