"""Links with which somebody without an account reads a draft."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client

from discussions.models import Member
from explainer.models import Edition, PreviewLink, Withdrawal
from tests.support.clock import Clock, stopped_clock
from tests.support.content import Content


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def draft(content: Content, editor: Member) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def link(draft: Edition, editor: Member, clock: Clock) -> PreviewLink:
    fields = {"edition": draft, "reader": "A friend", "by": editor, "made_at": clock.now}
    return PreviewLink.objects.create(**fields)


def test_it_shows_the_draft_as_it_is_saved_last(
    draft: Edition, link: PreviewLink, guest: Client
) -> None:
    draft.title = "The Lamp, told anew"
    draft.save()
    page = guest.get(link.get_absolute_url())
    assert "The Lamp, told anew" in page.content.decode()
    assert not guest.cookies


def test_it_works_for_seven_days(link: PreviewLink, guest: Client, clock: Clock) -> None:
    url = link.get_absolute_url()
    clock.wait(days=7, seconds=-1)
    assert guest.get(url).status_code == 200
    clock.wait(seconds=1)
    ended = guest.get(url)
    assert ended.status_code == 410
    assert ended["Cache-Control"] == "no-store"
    assert "The Lamp" not in ended.content.decode()


def test_a_revoked_one_has_ended(link: PreviewLink, guest: Client) -> None:
    link.revoke()
    ended = guest.get(link.get_absolute_url())
    assert ended.status_code == 410
    assert "Whoever sent it to you can make another." in ended.content.decode()


def test_for_whom_it_was_is_forgotten_a_month_later(link: PreviewLink, clock: Clock) -> None:
    clock.wait(days=37)
    call_command("housekeeping", verbosity=0)
    assert PreviewLink.objects.exists()
    clock.wait(seconds=1)
    call_command("housekeeping", verbosity=0)
    assert not PreviewLink.objects.exists()


def test_nobody_can_make_one_up(link: PreviewLink, guest: Client) -> None:
    key, _colon, signature = link.token.partition(":")
    for token in (key, f"{int(key) + 1}:{signature}", link.token[:-1], f"{link.token}x"):
        assert guest.get(f"/drafts/{token}/").status_code == 404


def test_once_it_is_live_the_link_leads_to_the_page(
    content: Content, draft: Edition, link: PreviewLink, guest: Client
) -> None:
    draft.publish()
    response = guest.get(link.get_absolute_url())
    assert response.status_code == 302
    assert response["Location"] == content.url
    assert "no-store" in response["Cache-Control"]


def test_a_draft_of_a_withdrawn_page_can_still_be_looked_at(
    content: Content, draft: Edition, link: PreviewLink, guest: Client
) -> None:
    Withdrawal.objects.create(explanation=content.explanation, reason="Wrong.")
    assert guest.get(content.url).status_code == 410
    assert guest.get(link.get_absolute_url()).status_code == 200
