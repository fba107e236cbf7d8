"""The site behind the published nginx file: what guests and members get of each other."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import brotli
import pytest

from tests.machines.project import Process, Project
from tests.support.cast import PASSWORD
from tests.support.front import Browser, in_one_second, logged, next_second
from tools import nginx
from tools.nginx import NAME, Place

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or nginx.program() is None,
    reason="nginx is not here: sudo apt install nginx-light (Linux only)",
)
QUESTION = "/questions/is-her-a-romance/"
THREAD = f"{QUESTION}?sort=new"


@dataclass
class Site:
    place: Place
    application: Process

    @property
    def guest(self) -> Browser:
        return Browser(self.place)

    def member(self, name: str) -> Browser:
        browser = Browser(self.place)
        token = browser.token("/account/login/")
        form = {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert browser.open("/account/login/", form).status == 302
        return browser


@pytest.fixture(scope="module")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("nginx")
    environment = {
        "DATABASE_URL": f"sqlite:///{project.folder / 'var' / 'behind-nginx.sqlite3'}",
        "SITE_URL": f"https://{NAME}",
        "SECRET_KEY": "only-for-this-test-" + "0" * 40,
        "TRUSTED_PROXIES": "1",
    }
    project.prepare(environment, PASSWORD, ["reader", "author"])
    project.run(environment, "manage.py", "error_pages", "--verbosity", "0")
    application = Process(project, environment)
    place = Place(folder, project.folder / "var", application.port)
    try:
        application.wait()
        with nginx.running(place):
            yield Site(place, application)
    finally:
        application.stop()


def post(member: Browser, body: str) -> str:
    """The address of the comment."""
    token = member.token(QUESTION)
    answer = member.open(f"{QUESTION}comments/", {"body": body, "csrfmiddlewaretoken": token})
    assert answer.status == 303, answer.text
    return str(answer.headers["Location"]).partition("#")[0]


def test_a_guests_page_comes_from_nginx_in_each_coding(site: Site) -> None:
    path = "/about/"
    codings = {"br, gzip": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
    pages = set()
    for coding, opened in codings.items():
        answer = site.guest.open(path, accept_encoding=coding)
        pages.add(opened(answer.body))
        assert "X-Accel-Expires" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        known = site.guest.open(path, accept_encoding=coding, if_none_match=answer.headers["ETag"])
        assert (known.status, known.body) == (304, b"")
    assert len(pages) == 1
    in_one_second(lambda: [site.guest.open(path) for _ in range(3)])
    # The application was asked once more, by ETag, and said that nothing has changed.
    assert logged(site.place, path, 9)[-3:] == ["REVALIDATED", "HIT", "HIT"]


def test_a_guest_sees_a_change_and_a_removal_within_a_second(site: Site) -> None:
    assert "Said behind nginx." not in site.guest.open(THREAD).text
    member = site.member("reader")
    comment = post(member, "Said behind nginx.")
    assert "Said behind nginx." in member.open(THREAD).text
    next_second()
    assert "Said behind nginx." in site.guest.open(THREAD).text
    form = {"csrfmiddlewaretoken": member.token(f"{comment}delete/")}
    assert member.open(f"{comment}delete/", form).status == 303
    assert "Said behind nginx." not in member.open(THREAD).text
    next_second()
    with ThreadPoolExecutor(10) as crowd:
        texts = list(crowd.map(lambda _: site.guest.open(THREAD).text, range(10)))
    assert not any("Said behind nginx." in text for text in texts)


def test_members_and_guests_get_nothing_of_each_other(site: Site) -> None:
    member = site.member("author")
    for path in ("/", QUESTION, "/explained/her-ending-explained/", "/members/author/"):
        before = site.guest.open(path).text
        next_second()
        own = member.open(path)
        after = site.guest.open(path).text
        assert after == before
        assert "/account/logout/" in own.text
        assert "/account/logout/" not in after
        assert "csrf" not in after
        assert own.headers["Cache-Control"] == "private, no-cache"


def test_static_files_come_from_the_disk(site: Site) -> None:
    found = re.search(r'href="(/static/css/[^"]+\.css)"', site.guest.open("/").text)
    assert found
    answer = site.guest.open(found[1], accept_encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert gzip.decompress(answer.body) == site.guest.open(found[1]).body
    assert logged(site.place, found[1], 2) == ["-", "-"]
    # What isn't there is said in the site's own look.
    missing = site.guest.open("/static/css/none.css")
    assert (missing.status, 'class="masthead"' in missing.text) == (404, True)


def test_http_leads_to_https_and_proves_the_name(site: Site) -> None:
    proof = site.place.folder / "html" / ".well-known" / "acme-challenge" / "proof"
    proof.parent.mkdir(parents=True)
    proof.write_text("proof")
    answers = []
    for path in ("/page/?sort=new", "/.well-known/acme-challenge/proof"):
        connection = HTTPConnection("127.0.0.1", site.place.http)
        connection.request("GET", path, headers={"Host": NAME})
        answers.append(connection.getresponse())
    assert answers[0].headers["Location"] == f"https://{NAME}/page/?sort=new"
    assert answers[1].read() == b"proof"


def test_without_the_application_guests_read_and_writers_are_told(site: Site) -> None:
    """The last one here: the application does not come back."""
    member = site.member("reader")
    token = member.token(QUESTION)
    kept = site.guest.open(QUESTION).text
    site.application.stop()
    next_second()
    assert site.guest.open(QUESTION).text == kept
    refused = member.open(f"{QUESTION}comments/", {"body": "x", "csrfmiddlewaretoken": token})
    assert refused.status == 502
    assert "Back in a moment" in refused.text
