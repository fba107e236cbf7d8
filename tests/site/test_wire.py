"""What a first visit of the explanation takes over the wire, with the files as readers get them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client

from tests.support.html import parse

EXPLANATION = "/explained/her-ending-explained/"
MOST = 60_000  # bytes, without raster pictures
MOST_SCRIPT = 20_000
# The status, "Server" and "Date", and the empty line after the headers.
SERVERS_OWN = 75
# What no public page names, and what takes longest to compress.
STAFF_ONLY = ["admin/*", "account/*"]

Wire = dict[str, tuple[str, int]]


@pytest.fixture(scope="module")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def collected(static_root: Path, settings: Any) -> Path:
    """The static files as a site collects them that serves readers."""
    backend = "hersite.storage.ReadersStorage"
    settings.STORAGES = django_settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    settings.STATIC_ROOT = static_root
    if not (static_root / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=STAFF_ONLY)
    return static_root


@pytest.fixture
def visit(db: None, collected: Path) -> Wire:
    """What one visit with the pictures scrolled in fetches: address -> (kind, bytes)."""
    call_command("load_content", verbosity=0)
    call_command("load_demo", verbosity=0)
    client = Client()
    fetched: Wire = {}
    waiting = [EXPLANATION]
    while waiting:
        address = waiting.pop()
        body, length = fetch(client, address)
        kind = address.rpartition(".")[2] if "." in address else "html"
        fetched[address] = (kind, length)
        if kind == "html":
            waiting += named_by_page(body)
        elif kind == "css":
            waiting += [
                f"/static/css/{name}" for name in re.findall(r"url\(['\"]?([^)'\"]+)", body)
            ]
    return fetched


def fetch(client: Client, address: str) -> tuple[str, int]:
    """The text of an answer, and its length with headers where brotli is understood."""
    response = client.get(address, headers={"accept-encoding": "br"})
    assert response.status_code == 200, address
    body = response.getvalue() if response.streaming else response.content
    text = brotli.decompress(body) if response.get("Content-Encoding") == "br" else body
    headers = sum(len(f"{name}: {value}\r\n") for name, value in response.items()) + SERVERS_OWN
    return text.decode(), min(len(body), len(brotli.compress(text))) + headers


def named_by_page(html: str) -> Iterator[str]:
    page = parse(html)
    yield from (link["href"] for link in page.all("link", rel="stylesheet"))
    yield from (link["href"] for link in page.all("link", rel="icon"))
    yield from (script["src"] for script in page.all("script", src=True))
    yield from {image["src"] for image in page.all("img")}


def table(wire: Wire) -> str:
    rows = sorted(wire.items(), key=lambda row: -row[1][1])
    return "\n" + "\n".join(f"{length:6} {address}" for address, (_kind, length) in rows)


def total(wire: Wire, *kinds: str) -> int:
    return sum(length for kind, length in wire.values() if not kinds or kind in kinds)


def test_a_first_visit_is_small(visit: Wire) -> None:
    assert {kind for kind, _length in visit.values()} == {"html", "css", "js", "svg"}
    assert sum(kind == "svg" for kind, _length in visit.values()) > 10
    assert total(visit) <= MOST, table(visit)
    assert total(visit, "js") <= MOST_SCRIPT, table(visit)


def test_a_page_names_one_stylesheet_and_one_script(visit: Wire) -> None:
    kinds = [kind for kind, _length in visit.values()]
    assert (kinds.count("css"), kinds.count("js")) == (1, 1), table(visit)


def test_scripts_that_come_later_are_named_by_their_hashes(collected: Path) -> None:
    (script,) = collected.glob("js/site.*.js")
    later = re.findall(r'import\("\./(.+?)"\)', script.read_text())
    assert len(later) > 4
    for name in later:
        assert re.fullmatch(r"later/\w+\.[0-9a-f]{12}\.js", name)
        assert (collected / "js" / name).exists()


def test_files_are_kept_for_ever_under_their_hashed_names(visit: Wire) -> None:
    for address in visit.keys() - {EXPLANATION}:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", address), address
        assert Client().get(address)["Cache-Control"] == "max-age=315360000, public, immutable"


def test_a_file_is_sent_compressed_and_without_headers_that_mean_nothing_for_it(
    collected: Path,
) -> None:
    (style,) = collected.glob("css/site.*.css")
    for encoding in ("br", "gzip"):
        response = Client().get(f"/static/css/{style.name}", headers={"accept-encoding": encoding})
        assert response["Content-Encoding"] == encoding
        assert response["X-Content-Type-Options"] == "nosniff"
        for name in ("Access-Control-Allow-Origin", "Cross-Origin-Opener-Policy", "Set-Cookie"):
            assert name not in response, name


def test_pictures_hold_their_place_and_only_the_first_is_urgent(db: None, collected: Path) -> None:
    call_command("load_content", verbosity=0)
    page = parse(Client().get(EXPLANATION).content.decode())
    first, *others = page.all("img")
    assert first.get("fetchpriority") == "high"
    assert "loading" not in first.attributes
    assert len(others) > 8
    for picture in others:
        assert picture["loading"] == "lazy"
    for picture in (first, *others):
        assert int(picture["width"]) > 0
        assert int(picture["height"]) > 0
    assert not page.all("link", rel="preload")
