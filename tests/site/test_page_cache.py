"""Guests' pages from memory: what is kept, under which key, for whom, and within which bounds."""

import gzip

import brotli
import pytest
from django.conf import settings
from django.test import Client, override_settings

from discussions.models import Comment, Member
from explainer.models import Withdrawal
from hersite.freshness import ALL, bump
from hersite.pagecache import versions
from tests.support.content import Content, post
from tests.support.pages import ENTRANCE_PAGES, own_pages, public_pages
from tests.support.wsgi import Front


@pytest.fixture
def front(db: None) -> Front:
    return Front()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other process has made anything."""
    monkeypatch.setattr("hersite.pagecache.shared.get", lambda key: None)


def cookie_of(client: Client) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def test_a_page_is_made_once(content: Content, comment: Comment, front: Front) -> None:
    for name, url in public_pages(content, comment).items():
        first = front.get(url)
        before = len(front.made)
        assert front.get(url) == first, name
        assert len(front.made) == before, name
        assert first.status == 200, name


def test_it_is_what_django_would_have_sent(
    content: Content, comment: Comment, front: Front, guest: Client
) -> None:
    for name, url in public_pages(content, comment).items():
        answer, direct = front.get(url), guest.get(url)
        assert answer.body == direct.content, name
        own = {"ETag", "Vary", "Content-Length"}
        kept = {key: value for key, value in answer.headers.items() if key not in own}
        assert kept.items() <= dict(direct.items()).items(), name
        assert "Content-Security-Policy" in kept, name


def test_each_coding_has_its_bytes_and_its_tag(content: Content, front: Front) -> None:
    plain = front.get("/")
    compressed = {"br": brotli.decompress, "gzip": gzip.decompress}
    tags = {plain.headers["ETag"]}
    for coding, undo in compressed.items():
        answer = front.get("/", accept_encoding=f"{coding}, deflate")
        assert answer.headers["Content-Encoding"] == coding
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert undo(answer.body) == plain.body
        tags.add(answer.headers["ETag"])
    assert len(tags) == 3
    assert "Content-Encoding" not in plain.headers
    assert len(front.made) == 1


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.0", None),
        ("BR ; q=1", "br"),
        ("identity", None),
    ],
)
def test_what_the_browser_refuses_it_does_not_get(
    content: Content, front: Front, accepted: str, coding: str | None
) -> None:
    answer = front.get("/", accept_encoding=accepted)
    assert answer.headers.get("Content-Encoding") == coding


def test_what_the_browser_has_is_not_sent_again(content: Content, front: Front) -> None:
    whole = front.get("/", accept_encoding="br")
    for known in (whole.headers["ETag"], f'W/{whole.headers["ETag"]}, "other"', "*"):
        again = front.get("/", accept_encoding="br", if_none_match=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == whole.headers["ETag"]
        assert again.headers["Cache-Control"] == whole.headers["Cache-Control"]
    assert front.get("/", accept_encoding="br", if_none_match='"other"') == whole


def test_a_head_has_the_headers_of_the_page(content: Content, front: Front) -> None:
    for url in ("/", "/nowhere/"):
        head, whole = front.get(url, "HEAD"), front.get(url)
        assert (head.status, head.body) == (whole.status, b"")
        assert head.headers == whole.headers


def test_unknown_parameters_make_no_second_copy(content: Content, front: Front) -> None:
    url = content.question.get_absolute_url()
    first = front.get(url)
    for query in ("?utm=x&sort=x", "?sort=best", "?after=", "?a=1&sort=new&sort=best", "?%00"):
        assert front.get(f"{url}{query}") == first, query
    assert front.get("/?sort=new") == front.get("/")
    assert front.made == [url, "/"]


def test_known_ones_do(content: Content, author: Member, front: Front) -> None:
    url = content.question.get_absolute_url()
    for body in ("one", "two"):
        post(content.question, author, body)
    assert front.get(f"{url}?sort=new").body != front.get(f"{url}?sort=old").body
    assert front.get(f"{url}?utm=1&sort=new").body == front.get(f"{url}?sort=new").body
    assert len(front.made) == 2


def test_each_host_has_its_own(content: Content, front: Front) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver", "other.example"]):
        front.get("/")
        front.get("/", host="other.example")
    assert len(front.made) == 2
    assert front.get("/", host="evil.example").status == 400
    assert front.get("/").status == 200
    assert len(front.made) == 3


def test_only_pages_that_all_may_have_are_kept(
    content: Content, comment: Comment, front: Front
) -> None:
    Withdrawal.objects.create(explanation=content.note.explanation, reason="Wrong.")
    gone = content.note.explanation.get_absolute_url()
    asked = {
        "/nowhere/": 404,
        gone: 410,
        content.url.rstrip("/"): 301,
        f"/comments/{comment.pk}/history/": 302,
        f"/comments/{comment.pk}/useful/": 405,
        "/healthz": 200,
        "/readyz": 200,
        "/me/": 302,
        "/admin/": 302,
        **dict.fromkeys(ENTRANCE_PAGES.values(), 200),
    }
    for url, status in asked.items():
        for _twice in range(2):
            assert front.get(url).status == status, url
        assert front.made.count(url) == 2, url
    assert front.cache.copies.size == 0


def test_a_member_is_never_answered_from_memory_nor_kept(
    content: Content, comment: Comment, as_author: Client, front: Front
) -> None:
    """Every address as a member and as a guest in turn, whoever comes first: the guest's bytes are
    those of a guest who was there alone."""
    urls = public_pages(content, comment) | own_pages(comment)
    cookie = cookie_of(as_author)
    only_guests = Front()
    for name, url in urls.items():
        for_guest = only_guests.get(url)
        member_first = front.get(url, cookie=cookie)
        for_everybody = front.get(url)
        assert (for_everybody.status, for_everybody.body) == (for_guest.status, for_guest.body)
        made = len(front.made)
        member_again = front.get(url, cookie=cookie)
        assert len(front.made) == made + 1, name
        assert member_again.headers["Cache-Control"] in ("private, no-cache", "no-store"), name
        if member_first.headers["Content-Type"].startswith("text/html") and for_guest.status == 200:
            assert "Sign out" in member_first.text, name
            assert "Sign out" not in for_everybody.text, name


def test_nothing_of_the_first_guest_enters_the_copy(content: Content, front: Front) -> None:
    first = front.get(
        content.url,
        cookie=f"{settings.CSRF_COOKIE_NAME}={'a' * 32}; theme=dark",
        accept_language="de",
        user_agent="One",
        referer="http://elsewhere.example/",
        hx_request="true",
        x_forwarded_for="10.0.0.9",
    )
    assert first == Front().get(content.url)
    assert "Set-Cookie" not in first.headers


def test_a_write_is_passed_on(content: Content, front: Front) -> None:
    front.get("/")
    assert front.get("/", "POST").status == 403
    assert front.made == ["/", "/"]


def test_memory_is_bounded_and_what_was_asked_for_longest_ago_goes(
    content: Content, alone: None
) -> None:
    size = Front()
    size.get("/about/")
    small = Front(most_bytes=size.cache.copies.size * 2 + 200)
    small.get("/about/")
    small.get("/robots.txt")
    small.get("/about/")
    small.get("/questions/")
    assert small.cache.copies.size <= small.most_bytes
    small.get("/about/")
    assert small.made == ["/about/", "/robots.txt", "/questions/"]
    small.get("/robots.txt")
    assert small.made[-1] == "/robots.txt"


def test_another_process_takes_what_was_made(content: Content, front: Front) -> None:
    first = front.get("/")
    other = Front()
    assert other.get("/") == first
    assert other.made == []
    bump(ALL)
    other.get("/")
    assert other.made == ["/"]


def test_another_release_makes_it_anew(
    content: Content, front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    front.get("/")
    monkeypatch.setattr("hersite.pagecache.shared._release", lambda: "another")
    other = Front()
    other.get("/")
    assert other.made == ["/"]


def test_without_a_database_the_last_copy_is_sent(
    content: Content, front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = front.get("/")
    bump(ALL)

    def gone(scopes: tuple[str, ...]) -> None:
        raise versions.DatabaseGone

    monkeypatch.setattr(versions, "current", gone)
    assert front.get("/") == first
    # A process that has none itself has it from the others.
    assert Front().get("/") == first
    assert front.made == ["/"]
