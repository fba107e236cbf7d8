"""A picture that may not be shown any more is gone from every page and from the disk."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client

from explainer.checks import find
from explainer.models import Picture
from explainer.pictures import making
from explainer.pictures.renditions import made_of
from tests.support.content import Content
from tests.support.html import parse
from tests.support.uploads import make_picture


@pytest.fixture
def live(content: Content) -> Picture:
    """Shown by the live page."""
    picture = make_picture()
    draft = content.explanation.new_edition()
    draft.lead_picture = picture
    draft.save()
    draft.publish()
    return picture


def take_down(client: Client, picture: Picture, reason: str = "The owner objects.") -> Any:
    return client.post(f"/admin/explainer/picture/{picture.pk}/take-down/", {"reason": reason})


def test_nobody_gets_it_any_more(
    as_editor: Client,
    guest: Client,
    content: Content,
    live: Picture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    page, address = content.explanation.get_absolute_url(), live.url
    names = [live.original_name, *made_of(live.digest)]
    assert address in guest.get(page).content.decode()
    assert guest.get(address).status_code == 200
    twin = make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        assert take_down(as_editor, live).status_code == 302
    assert address not in guest.get(page).content.decode()
    assert guest.get(address).status_code == 404
    assert not any(default_storage.exists(name) for name in names)
    twin.refresh_from_db()
    assert not twin.is_ready

    told = parse(as_editor.get(f"/admin/explainer/picture/{live.pk}/change/")).one(id="content")
    assert "It was taken down: The owner objects." in told.text
    assert take_down(as_editor, live).status_code == 404


def test_nothing_makes_it_again(
    live: Picture, content: Content, django_capture_on_commit_callbacks: Any
) -> None:
    """Neither the command for what failed, nor a job that was at it already."""
    with django_capture_on_commit_callbacks(execute=True):
        Picture.objects.get(pk=live.pk).take_down("The owner objects.")
    call_command("renditions", verbosity=0)
    assert not making._tell(live, (50, 50))
    live.refresh_from_db()
    assert live.is_taken_down
    assert not made_of(live.digest)
    assert not Picture.objects.due().exists()
    draft = content.explanation.new_edition()
    said = [finding.message for finding in find(draft)]
    assert any("was taken down: The owner objects." in message for message in said)


def test_a_reason_is_asked_for(as_editor: Client, live: Picture) -> None:
    asked = take_down(as_editor, live, "")
    assert "This field is required." in asked.content.decode()
    live.refresh_from_db()
    assert live.is_ready
