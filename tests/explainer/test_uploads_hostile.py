"""What is refused of an upload, and the reason that the editor is told."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from explainer.models import Picture
from explainer.pictures.upload import examine
from hersite import uploads
from tests.support.html import parse
from tests.support.uploads import content, image, upload

ADD = "/admin/explainer/picture/add/"
ENDINGS = {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp", "AVIF": "a.avif"}


def reason(name: str, data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        examine(SimpleUploadedFile(name, data))
    return " ".join(refused.value.messages)


def zipped() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("index.html", "words")
    return file.getvalue()


@pytest.mark.parametrize("kind", ENDINGS)
def test_each_format_is_taken_whole_and_refused_cut_or_continued(kind: str) -> None:
    whole = content(image(200, 100), kind)
    master = examine(SimpleUploadedFile(ENDINGS[kind], whole))
    assert (master.width, master.height) == (200, 100)
    for most in (len(whole) // 2, len(whole) - 3):
        said = reason(ENDINGS[kind], whole[:most])
        assert "damaged" in said or "can be read" in said
    assert "goes on for 11" in reason(ENDINGS[kind], whole + b"and so on..")
    # A camera that fills up its last block is no attack.
    assert examine(SimpleUploadedFile(ENDINGS[kind], whole + bytes(512)))


@pytest.mark.parametrize(
    ("size", "told"), [((30_000, 30_000), "25 million pixels"), ((6_000, 6_000), "6,000 × 6,000"),
                       ((12_001, 10), "12,001 × 10")],
)  # fmt: skip
def test_too_many_pixels_are_refused_by_the_header_alone(
    size: tuple[int, int], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explainer.pictures.pixels.plain", lambda image: pytest.fail("was read"))
    assert told in reason("a.png", content(image(*size, "1", 0)))


@pytest.mark.parametrize(
    ("words", "other"),
    [
        (zipped(), "ZIP"),
        (b"<script>alert(1)</script>", "HTML"),
        (b"<?php system('id');", "PHP"),
        (b"%PDF-1.7", "PDF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()">', "SVG"),
    ],
)
def test_what_is_two_things_at_once_is_refused(words: bytes, other: str) -> None:
    """Inside of the picture, where its end gives nothing away."""
    said = reason("a.jpg", content(kind="JPEG", comment=words))
    assert f"something else at once: {other}" in said


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.png", content(kind="JPEG"), "“a.png” is a JPEG by its content"),
        ("a.jpg.exe", content(kind="JPEG"), "“a.jpg.exe” is a JPEG"),
        ("a", content(), "“a” is a PNG"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "An SVG can hold programs"),
        ("a.png", b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "An SVG can hold programs"),
        ("a.gif", content(kind="GIF"), "no picture that can be read"),
        ("a.png", b"words", "no picture that can be read"),
        ("a.png", b"", "empty"),
    ],
)
def test_other_than_it_says_or_none_at_all(name: str, data: bytes, told: str) -> None:
    assert told in reason(name, data)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(kind: str) -> None:
    moving = content(kind=kind, save_all=True, append_images=[image(colour="blue")])
    assert "It moves" in reason(ENDINGS[kind], moving)


def test_two_pictures_of_a_telephone_are_the_first_of_them() -> None:
    both = content(kind="MPO", save_all=True, append_images=[image(20, 10)])
    assert examine(SimpleUploadedFile("a.jpg", both)).width == 60


def post(client: Client, file: object, **words: str) -> str:
    """What is said beside the field."""
    response = client.post(ADD, {"alt": "A red field", "file": file} | words)
    assert response.status_code == 200
    assert not Picture.objects.exists()
    # The words are still there.
    page = parse(response)
    assert page.one("textarea", name="alt").text.strip() == "A red field"
    return page.one("div", class_="field-file").one("ul", class_="errorlist").text


def test_reasons_stand_beside_the_field(as_editor: Client) -> None:
    assert "is a PNG by its content" in post(as_editor, upload("a.jpg"))
    assert "one of the two" in post(as_editor, upload(), art="doors")


def test_a_file_of_fifty_megabytes_is_not_kept(
    as_editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []

    class Counting(BytesIO):
        def write(self, data: Any) -> int:
            kept.append(len(data))
            return super().write(data)

    monkeypatch.setattr(uploads, "BytesIO", Counting)
    said = post(as_editor, upload(data=bytes(50 * 1024 * 1024)))
    assert "50.0 MB; at most 20.0 MB are taken" in said
    assert 0 < sum(kept) <= uploads.MOST_BYTES


@pytest.mark.parametrize("name", ["../../etc/passwd.png", "..\\..\\a.png", "/etc/a.png"])
def test_a_name_that_leads_into_folders_is_refused(as_editor: Client, name: str) -> None:
    body = (
        '--x\r\nContent-Disposition: form-data; name="alt"\r\n\r\nA red field\r\n--x\r\n'
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: image/png\r\n\r\n"
    ).encode() + content() + b"\r\n--x--\r\n"  # fmt: skip
    response = as_editor.post(ADD, body, content_type="multipart/form-data; boundary=x")
    assert "which leads into folders" in response.content.decode()
    assert not Picture.objects.exists()


def test_the_name_that_is_kept_is_the_sites_own(as_editor: Client) -> None:
    sent = {"alt": "A red field", "file": upload("my holiday.png")}
    assert as_editor.post(ADD, sent).status_code == 302
    original = Picture.objects.get().original.name
    assert original == f"originals/{Picture.objects.get().digest}.jpg"
    assert default_storage.exists(original)


def test_a_readers_file_goes_nowhere(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BytesIO", lambda: pytest.fail("was kept"))
    assert guest.post("/account/login/", {"login": "a", "file": upload()}).status_code == 200
