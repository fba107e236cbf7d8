"""One request makes a page anew. The others wait for it a little and then get the last copy, unless
text was taken away."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from hersite import freshness
from hersite.pagecache import PageCache, shared, versions
from hersite.pagecache import wsgi as pagecache
from tests.support.wsgi import MEGABYTE, Answer, ask

GUESTS = 12
SCOPES = (freshness.ALL,)


class Site:
    """A page that says its version, made as slowly as the test likes."""

    def __init__(self) -> None:
        self.number = self.removals = 1
        self.making = threading.Event()
        self.may_finish = threading.Event()
        self.may_finish.set()
        self.made = 0
        self.cache = PageCache(self, 10 * MEGABYTE)

    def versions(self, scopes: tuple[str, ...] = SCOPES) -> freshness.Versions:
        return ((freshness.ALL, self.number, self.removals),)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.made += 1
        seen = self.versions()
        environ[freshness.ENVIRON] = freshness.Freshness(SCOPES, seen)
        self.making.set()
        assert self.may_finish.wait(20)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [str(seen[0][1]).encode()]

    def get(self) -> Answer:
        return ask(self.cache, "/slow/")

    def change(self, *, removal: bool = False) -> None:
        """From now on the page says something else, and takes its time."""
        self.number += 1
        self.removals += removal
        self.making.clear()
        self.may_finish.clear()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any) -> Site:
    settings.VAR_DIR = tmp_path
    site = Site()
    monkeypatch.setattr(versions, "current", site.versions)
    monkeypatch.setattr(shared, "get", lambda key: None)
    monkeypatch.setattr(shared, "put", lambda key, copy: None)
    return site


@pytest.fixture
def guests() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(GUESTS) as threads:
        yield threads


def ask_all(site: Site, guests: ThreadPoolExecutor) -> list[Future[Answer]]:
    first = guests.submit(site.get)
    assert site.making.wait(20)
    return [first, *(guests.submit(site.get) for _guest in range(GUESTS - 1))]


def bodies(answers: list[Future[Answer]]) -> list[bytes]:
    return [answer.result(20).body for answer in answers]


def test_the_first_page_is_made_once_and_all_wait(site: Site, guests: ThreadPoolExecutor) -> None:
    site.may_finish.clear()
    answers = ask_all(site, guests)
    site.may_finish.set()
    assert bodies(answers) == [b"1"] * GUESTS
    assert site.made == 1


def test_a_quick_one_reaches_those_who_wait(
    site: Site, guests: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagecache, "PATIENCE", 20)
    site.get()
    site.change()
    answers = ask_all(site, guests)
    site.may_finish.set()
    assert bodies(answers) == [b"2"] * GUESTS
    assert site.made == 2


def test_a_slow_one_leaves_them_the_last_copy(site: Site, guests: ThreadPoolExecutor) -> None:
    site.get()
    site.change()
    first, *others = ask_all(site, guests)
    assert bodies(others) == [b"1"] * (GUESTS - 1)
    assert not first.done()
    site.may_finish.set()
    assert first.result(20).body == b"2"
    assert site.get().body == b"2"
    assert site.made == 2


def test_nobody_sees_text_that_was_taken_away(
    site: Site, guests: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagecache, "PATIENCE", 0)
    site.get()
    site.change(removal=True)
    answers = ask_all(site, guests)
    site.may_finish.set()
    assert bodies(answers) == [b"2"] * GUESTS
    assert site.made == 2


def test_a_change_while_it_is_made_counts(site: Site, guests: ThreadPoolExecutor) -> None:
    site.may_finish.clear()
    answer = guests.submit(site.get)
    assert site.making.wait(20)
    site.number = 2
    site.may_finish.set()
    assert answer.result(20).body == b"1"
    assert site.get().body == b"2"


def test_a_database_that_goes_while_the_page_is_made_leaves_the_last_copy(site: Site) -> None:
    def gone(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("503 Service Unavailable", [("Retry-After", "5")])
        return [b"gone"]

    site.get()
    site.cache.application = gone
    site.number = 2
    assert site.get().body == b"1"
    site.removals = 2
    assert (site.get().status, site.get().body) == (503, b"gone")


def test_a_page_that_fails_holds_up_nobody(site: Site, guests: ThreadPoolExecutor) -> None:
    def failing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        raise RuntimeError("broken")

    broken = PageCache(failing, MEGABYTE)
    for _again in range(3):
        with pytest.raises(RuntimeError):
            ask(broken, "/slow/")
    assert site.get().body == b"1"
