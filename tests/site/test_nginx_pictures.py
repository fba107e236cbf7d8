"""What editors have behind the published nginx file: how large pictures may come in, what goes out
of them, and drafts, whose addresses are secret."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.front import Browser, logged
from tests.support.told_application import Application
from tools import nginx
from tools.nginx import Place

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or nginx.program() is None,
    reason="nginx is not here: sudo apt install nginx-light (Linux only)",
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    (tmp_path / "var" / "errors").mkdir(parents=True)
    (tmp_path / "var" / "errors" / "413.html").write_text("page 413")
    with Application().running() as port:
        place = Place(tmp_path, tmp_path / "var", port)
        with nginx.running(place):
            yield place


@pytest.fixture
def guest(place: Place) -> Browser:
    return Browser(place)


def test_they_may_be_larger_where_they_are_uploaded(guest: Browser) -> None:
    add = "/admin/explainer/picture/add/"
    assert guest.open(add, {"file": "a" * 15_000_000}).status == 200
    refused = guest.open(add, {"file": "a" * 30_000_000})
    assert (refused.status, refused.text) == (413, "page 413")
    assert guest.open("/admin/explainer/edition/1/change/", {"body": "a" * 2_000_000}).status == 413


def test_renditions_are_handed_out_and_uploads_are_not(place: Place, guest: Browser) -> None:
    for name in ("pictures/abc/1/480.avif", "originals/abc.jpg"):
        file = place.var / "media" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(b"pixels")
    picture = guest.open("/media/pictures/abc/1/480.avif")
    assert (picture.status, picture.text) == (200, "pixels")
    assert picture.headers["Content-Type"] == "image/avif"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in picture.headers["Cache-Control"]
    assert guest.open("/media/pictures/abc/1/").status in (403, 404)
    # The application says that there is nothing.
    assert "pixels" not in guest.open("/media/originals/abc.jpg").text


def test_no_log_has_the_address_of_a_draft(place: Place, guest: Browser) -> None:
    guest.open("/drafts/12:signed/")
    assert logged(place, "/drafts/...", 1) == ["-"]
    assert "signed" not in (place.folder / "access.log").read_text()
