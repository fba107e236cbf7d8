"""From an upload to what readers get of it: files, addresses, places on pages."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from explainer.checks import find
from explainer.models import Picture
from explainer.models.picture_file import Source
from explainer.pictures import jobs, making
from explainer.pictures.renditions import WIDTHS, made_of, widths
from tests.support.content import Content
from tests.support.html import parse
from tests.support.uploads import image, make_picture


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Widths that are quickly made."""
    monkeypatch.setattr("explainer.pictures.renditions.WIDTHS", (10, 20, 30, 40))


def show(content: Content, picture: Picture, body: str = "") -> None:
    """On the live page, as lead picture and in a text."""
    draft = content.explanation.new_edition()
    draft.lead_picture = picture
    draft.save()
    section = draft.sections.all()[1]
    section.body = body or f'Words.\n\n![A <red> “field”](picture:{picture.pk} "Here & there")'
    section.save()
    draft.publish(at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("width", "made"),
    [(300, [300]), (480, [480]), (481, [480, 481]), (1500, [480, 800, 1200, 1500]),
     (3600, list(WIDTHS))],
)  # fmt: skip
def test_four_widths_and_none_wider_than_the_picture(width: int, made: list[int]) -> None:
    assert widths(width) == made


def test_every_address_leads_to_what_it_says(db: None, small: None, guest: Client) -> None:
    picture = make_picture(image(60, 40))
    found = []
    for source in (*picture.sources, Source("image/jpeg", picture.srcset)):
        for candidate in source.srcset.split(", "):
            address, width = candidate.split()
            response: Any = guest.get(address, headers={"accept-encoding": "br, gzip"})
            assert not {"Content-Encoding", "Vary"} & response.headers.keys()
            file = Image.open(BytesIO(response.getvalue()))
            assert response["Content-Type"] == source.type == file.get_format_mimetype()
            assert f"{file.width}w" == width
            assert response["Cache-Control"].endswith("immutable")
            assert response["X-Content-Type-Options"] == "nosniff"
            assert "Set-Cookie" not in response
            found.append(address)
    assert len(found) == len(set(found)) == 12
    card: Any = guest.get(picture.card_url)
    assert Image.open(BytesIO(card.getvalue())).size == (1200, 630)


def test_nothing_else_is_served(db: None, small: None, guest: Client) -> None:
    picture = make_picture()
    assert default_storage.exists(picture.original_name)
    for address in (
        f"/media/{picture.original_name}",
        f"/media/pictures/{picture.digest}/",
        f"/media/pictures/{picture.digest}/1/9.jpg",
        f"/media/pictures/{picture.digest}/1/10.png",
        f"/media/pictures/../{picture.original_name}",
    ):
        assert guest.get(address).status_code == 404, address


def test_readers_see_it_once_it_is_made(
    content: Content, small: None, guest: Client, django_assert_num_queries: Any
) -> None:
    picture = make_picture(made=False, focus_x=20, credit="The house")
    show(content, picture)
    page = parse(guest.get(content.url))
    assert not page.all("picture")
    assert "picture:" not in page.one("main").text
    assert "/media/" not in guest.get(content.url).content.decode()
    assert "cards/site.png" in page.one("meta", property="og:image")["content"]

    assert jobs.make_renditions.func() == 1
    page = parse(guest.get(content.url))
    lead, inside = page.one("main").all("picture")
    image_ = lead.one("img")
    assert (image_["width"], image_["height"]) == ("60", "40")
    assert (image_["class"], image_["fetchpriority"]) == ("focus-x-2 focus-y-5", "high")
    assert [source["type"] for source in lead.all("source")] == ["image/avif", "image/webp"]
    assert inside.one("img")["alt"] == "A <red> “field”"
    assert inside.one("img")["loading"] == "lazy"
    captions = [caption.text for caption in page.all("figcaption")]
    assert any("Here & there" in text and "The house" in text for text in captions)
    picture.refresh_from_db()
    assert page.one("meta", property="og:image")["content"].endswith(picture.card_url)


def test_pictures_in_texts_take_one_statement_however_many(
    content: Content, small: None, guest: Client, django_assert_num_queries: Any
) -> None:
    first, second = make_picture(), make_picture(image(colour="blue"))
    edition = content.explanation.new_edition()
    for section in edition.sections.all():
        section.body += f"\n\n![a](picture:{first.pk})\n\n![b](picture:{second.pk})"
        section.save()
    edition = type(edition).objects.prefetch_related("sections").get(pk=edition.pk)
    with django_assert_num_queries(1):
        assert set(edition.pictures_in_texts) == {first.pk, second.pk}


def test_another_focus_makes_another_card_and_keeps_the_rest(db: None, small: None) -> None:
    picture = make_picture()
    before = picture.card_url
    picture.focus_x = 0
    picture.save()
    assert picture.card_url == before
    assert list(Picture.objects.due()) == [picture]
    making.make([picture])
    picture.refresh_from_db()
    assert picture.card_url != before
    assert not Picture.objects.due()
    # An address that is out never leads nowhere.
    assert default_storage.exists(before.removeprefix("/media/"))


def test_saving_calls_for_what_is_due_after_the_commit(
    db: None, small: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    called: list[int] = []
    monkeypatch.setattr(jobs, "call_for_renditions", lambda: called.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        picture = make_picture(made=False)
        assert called == []
    assert called == [1]
    making.make([picture])
    picture.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()
    assert called == [1]


def test_a_lost_job_is_called_for_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[int] = []
    monkeypatch.setattr(jobs, "call_for_renditions", lambda: called.append(1))
    jobs.call_again()
    assert called == []
    make_picture(made=False)
    call_command("housekeeping", verbosity=0)
    assert called == [1]


def disk_is_full(name: str, content: bytes) -> str:
    raise OSError("disk full")


def test_what_cannot_be_made_says_why_and_stops_publishing(
    content: Content, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = make_picture(made=False)
    draft = content.explanation.new_edition()
    draft.lead_picture = picture
    draft.save()
    assert "still being made" in " ".join(found.message for found in find(draft) if found.stops)
    monkeypatch.setattr(making, "keep", disk_is_full)
    with pytest.raises(CommandError, match=str(picture.pk)):
        call_command("renditions", verbosity=0)
    assert not Picture.objects.due().exists(), "it is tried over and over"
    draft.refresh_from_db()
    assert "OSError: disk full" in " ".join(found.message for found in find(draft) if found.stops)
    monkeypatch.undo()
    call_command("renditions", verbosity=0)
    draft.refresh_from_db()
    assert not [found for found in find(draft) if found.stops]


def test_lost_files_are_made_again(db: None, small: None) -> None:
    picture = make_picture()
    name = picture.url.removeprefix("/media/")
    default_storage.delete(name)
    call_command("renditions", "--all", verbosity=0)
    assert default_storage.exists(name)


def test_an_unknown_number_stops_publishing(content: Content) -> None:
    draft = content.explanation.new_edition()
    section = draft.sections.all()[0]
    section.body = "![Nothing](picture:99999)"
    section.save()
    messages = [found.message for found in find(draft) if found.stops]
    assert messages == ["There is no picture “picture:99999”."]


def test_files_go_with_the_last_row_that_has_them(
    db: None, small: None, django_capture_on_commit_callbacks: Any
) -> None:
    one, other = make_picture(), make_picture()
    # A card that was cut around another place, before.
    other.focus_x = 90
    other.save()
    assert making.make([other]) == [other]
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert default_storage.exists(other.original_name)
    with django_capture_on_commit_callbacks(execute=True):
        other.delete()
    assert not default_storage.exists(other.original_name)
    assert made_of(other.digest) == []


def test_a_picture_is_a_drawing_or_an_upload(db: None) -> None:
    picture = make_picture(made=False)
    for fields in ({"art": "doors"}, {"digest": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Picture.objects.filter(pk=picture.pk).update(**fields)
