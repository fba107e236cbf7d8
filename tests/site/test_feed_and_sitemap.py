"""/feeds/explanations/, /sitemap.xml, /robots.txt."""

from xml.etree import ElementTree

from django.test import Client

from discussions.models import Comment
from tests.support.content import Content

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "http://localhost:8000"


def tree(client: Client, url: str) -> ElementTree.Element:
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    return ElementTree.fromstring(response.content)  # noqa: S314


def test_the_feed_names_what_was_published(content: Content, guest: Client) -> None:
    content.explanation.new_edition().publish()
    root = tree(guest, "/feeds/explanations/")
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in root.findall(f"{ATOM}entry")}
    assert set(entries) == {"The Lamp, ending explained", "A note on the number"}
    entry = entries["The Lamp, ending explained"]
    assert entry.findtext(f"{ATOM}summary") == "A quiet film, and what it asks."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "the editors"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{HERE}{content.url}"
    published, updated = (entry.findtext(f"{ATOM}{name}") for name in ("published", "updated"))
    assert published is not None
    assert updated is not None
    assert published < updated


def test_the_feed_says_where_it_stands(content: Content, guest: Client) -> None:
    links = {
        e.get("rel"): e.get("href")
        for e in tree(guest, "/feeds/explanations/").findall(f"{ATOM}link")
    }
    assert links["self"] == f"{HERE}/feeds/explanations/"
    assert links["alternate"] == f"{HERE}/"


def test_the_sitemap_lists_every_page_with_its_last_change(
    content: Content, comment: Comment, guest: Client
) -> None:
    listed = {
        url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod")
        for url in tree(guest, "/sitemap.xml").findall(f"{MAP}url")
    }
    assert content.edition.publish_at is not None
    assert set(listed) == {
        HERE + path
        for path in (
            "/", "/about/", "/questions/", content.url, content.note.explanation.get_absolute_url(),
            *(q.get_absolute_url() for q in content.explanation.questions.all()),
        )
    }  # fmt: skip
    assert listed[HERE + content.url] == f"{content.edition.publish_at:%Y-%m-%d}"
    asked = listed[HERE + content.question.get_absolute_url()]
    assert asked == f"{comment.created_at:%Y-%m-%d}"
    assert listed[HERE + content.premise.get_absolute_url()] is None


def test_the_sitemap_leaves_out_what_is_not_live(content: Content, guest: Client) -> None:
    content.explanation.editions.all().update(publish_at=None)
    text = guest.get("/sitemap.xml").content.decode()
    assert content.explanation.slug not in text
    assert content.question.slug not in text


def test_robots_are_kept_from_private_pages(guest: Client) -> None:
    response = guest.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/account/", "/admin/", "/me/"):
        assert f"Disallow: {path}" in lines
    assert lines[-1] == f"Sitemap: {HERE}/sitemap.xml"


def test_wrong_method(as_reader: Client) -> None:
    assert as_reader.post("/sitemap.xml").status_code == 405
    assert as_reader.post("/robots.txt").status_code == 405
