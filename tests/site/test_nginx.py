"""The published nginx file in front of an application that does as it is told."""

import json
import ssl
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

import pytest

from tests.support.front import (
    Answer,
    Browser,
    Connection,
    in_one_second,
    logged,
    next_second,
    wait_until,
)
from tests.support.told_application import PUBLIC, Application
from tools import nginx
from tools.nginx import NAME, OTHER_ADDRESS, Place

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or nginx.program() is None,
    reason="nginx is not here: sudo apt install nginx-light (Linux only)",
)
BROWSER = "gzip, deflate, br, zstd"


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def place(application: Application, tmp_path: Path) -> Iterator[Place]:
    (tmp_path / "var" / "errors").mkdir(parents=True)
    for status in (413, 429, 502):
        (tmp_path / "var" / "errors" / f"{status}.html").write_text(f"page {status}")
    with application.running() as port:
        place = Place(tmp_path, tmp_path / "var", port)
        with nginx.running(place):
            yield place


@pytest.fixture
def guest(place: Place) -> Browser:
    return Browser(place)


def test_nginx_finds_no_fault(place: Place) -> None:
    said = subprocess.run(nginx.command(place, "-t"), capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    # Newer ones prefer another way to say http2, which older ones don't know.
    complaints = [line for line in said.stderr.splitlines() if "[" in line and "http2" not in line]
    assert complaints == []


def numbers(answers: Iterable[Answer]) -> list[int]:
    """Which requests of the application they came of."""
    return [json.loads(answer.body)["number"] for answer in answers]


def test_a_copy_holds_to_the_end_of_its_second(application: Application, guest: Browser) -> None:
    application.lets_keep()
    # What a guest's browser remembers of this site makes no other page of it.
    guests = [guest, Browser(guest.place, cookies={"csrftoken": "1"}), guest]
    answers = in_one_second(lambda: [somebody.open("/page/") for somebody in guests])
    assert numbers(answers) == [len(application.seen)] * 3
    assert "X-Accel-Expires" not in answers[0].headers
    assert answers[0].headers["Cache-Control"] == PUBLIC
    next_second()
    assert numbers([guest.open("/page/")]) == [len(application.seen)] != numbers(answers[:1])


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": PUBLIC},
        {"Cache-Control": "private, no-cache", "X-Accel-Expires": "now"},
        {"Cache-Control": "no-store", "X-Accel-Expires": "now"},
        {"Cache-Control": PUBLIC, "X-Accel-Expires": "now", "Set-Cookie": "csrftoken=1"},
    ],
)
def test_nothing_else_is_kept(
    headers: dict[str, str], application: Application, guest: Browser, place: Place
) -> None:
    application.headers = headers
    next_second()
    for _ in range(2):
        Browser(place).open("/page/")
    assert len(application.seen) == 2


@pytest.mark.parametrize("cookie", ["sessionid", "__Host-sessionid"])
def test_members_are_neither_served_from_copies_nor_kept(
    cookie: str, application: Application, guest: Browser, place: Place
) -> None:
    application.lets_keep()
    member = Browser(place, cookies={"other": "1", cookie: "secret"})
    answers = in_one_second(
        lambda: [somebody.open("/page/") for somebody in (member, guest, member, guest)]
    )
    assert ["secret" in answer.text for answer in answers] == [True, False, True, False]
    before, kept, after, again = numbers(answers)
    assert (before + 1, kept + 1, again) == (kept, after, kept)


def test_a_post_is_never_answered_from_a_copy(application: Application, guest: Browser) -> None:
    application.lets_keep()
    next_second()
    guest.open("/page/")
    for _ in range(2):
        guest.open("/page/", {"body": "words"})
    assert len(application.seen) == 3


@pytest.mark.parametrize(
    ("accepted", "passed_on"),
    [
        (BROWSER, "br, gzip"),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", "br, gzip"),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("gzip; q=0.000", None),
        ("x-br, brotli", None),
        ("identity", None),
    ],
)
def test_codings_are_written_in_one_way(
    accepted: str, passed_on: str | None, application: Application, guest: Browser
) -> None:
    application.lets_keep()
    guest.open("/page/", accept_encoding=accepted)
    assert application.seen[0].get("accept-encoding") == passed_on


def test_each_coding_has_its_copy(application: Application, guest: Browser) -> None:
    application.lets_keep()
    codings = (BROWSER, "br, gzip", "gzip", "identity", "gzip;q=0")
    answers = in_one_second(lambda: [guest.open("/page/", accept_encoding=c) for c in codings])
    first = numbers(answers)[0]
    assert numbers(answers) == [first, first, first + 1, first + 2, first + 2]


def test_of_many_at_once_one_reaches_the_application(
    application: Application, place: Place
) -> None:
    application.lets_keep()
    application.takes = 0.05
    misses = []
    # On a busy machine the one may take longer than the others wait; then once more.
    for attempt in range(10):
        path = f"/page-{attempt}/"
        with ThreadPoolExecutor(10) as crowd:
            list(crowd.map(Browser(place).open, [path] * 10))
        misses.append(logged(place, path, 10).count("MISS"))
        if misses[-1] == 1:
            break
    assert misses[-1] == 1, misses


def test_after_a_quiet_hour_nobody_gets_the_old_page(
    application: Application, guest: Browser, place: Place
) -> None:
    application.lets_keep()
    old = numbers([guest.open("/page/")])
    application.takes = 0.2
    next_second()
    with ThreadPoolExecutor(5) as crowd:
        answers = list(crowd.map(Browser(place).open, ["/page/"] * 5))
    assert len(answers) == 5
    assert not set(old) & set(numbers(answers))


def test_without_the_application_guests_read_on(
    application: Application, guest: Browser, place: Place
) -> None:
    application.lets_keep()
    kept = guest.open("/page/").text
    # The same nginx after the application has ended.
    (place.folder / "after-her.conf").write_text(
        (place.folder / "after-her.conf")
        .read_text()
        .replace(f"server 127.0.0.1:{place.application};", f"server 127.0.0.1:{nginx.free_port()};")
    )
    subprocess.run(nginx.command(place, "-s", "reload"), check=True, capture_output=True)
    # The old worker goes when it has heard of it; until then it knows the old application.
    gone = lambda: guest.open("/other/", cookie="sessionid=1").status == 502  # noqa: E731
    wait_until(lambda: all(gone() for _ in range(5)))
    next_second()
    assert guest.open("/page/").text == kept
    for refused in (guest.open("/page/", {"body": "words"}), guest.open("/other/")):
        assert (refused.status, refused.text) == (502, "page 502")
        assert refused.headers["Retry-After"]


def test_what_a_reader_says_of_proxies_is_replaced(
    application: Application, guest: Browser
) -> None:
    guest.open(
        "/page/",
        x_forwarded_for="203.0.113.9",
        x_forwarded_host="elsewhere.example",
        x_forwarded_proto="http",
        forwarded="for=203.0.113.9",
    )
    asked = application.seen[0]
    assert asked["x-forwarded-for"] == "127.0.0.1"
    assert asked["x-forwarded-host"] == asked["host"] == NAME
    assert asked["x-forwarded-proto"] == "https"
    assert "forwarded" not in asked


def test_a_megabyte_is_enough(application: Application, guest: Browser) -> None:
    assert guest.open("/page/", {"body": "a" * 900_000}).status == 200
    refused = guest.open("/page/", {"body": "a" * 2_000_000})
    assert (refused.status, refused.text) == (413, "page 413")
    assert len(application.seen) == 1


def test_a_flood_of_forms_is_held_back(application: Application, place: Place) -> None:
    flood = Connection(place, OTHER_ADDRESS, NAME)
    for _ in range(1000):
        flood.request("POST", "/page/", "body=words")
        refused = flood.getresponse()
        said = refused.read().decode()
        if refused.status == 429:
            break
    flood.close()
    assert (refused.status, said) == (429, "page 429")
    assert refused.headers["Retry-After"]
    # A lively discussion is no flood, and whoever floods may still read.
    assert len(application.seen) > 50
    assert Browser(place, source=OTHER_ADDRESS).open("/page/").status == 200


def test_other_names_get_no_answer(place: Place, guest: Browser) -> None:
    with pytest.raises(RemoteDisconnected):
        guest.open("/page/", host="elsewhere.example")
    with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        guest.open("/page/", name="elsewhere.example")
    connection = HTTPConnection("127.0.0.1", place.http)
    connection.request("GET", "/page/", headers={"Host": "elsewhere.example"})
    with pytest.raises(RemoteDisconnected):
        connection.getresponse()
