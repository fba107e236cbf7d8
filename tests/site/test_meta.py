"""What a page says of itself: titles, cards, canonical addresses, structured data."""

import json
from typing import Any

from django.test import Client

from discussions.models import Comment
from hersite.meta import PageMeta, breadcrumbs
from tests.support.content import Content
from tests.support.html import Element, parse
from tests.support.pages import public_pages

HERE = "http://localhost:8000"
# Pages on which one thing is done; nothing for search engines.
STEPS = {"discussions:replies", "discussions:flag", "discussions:propose"}


def structured(page: Element) -> list[dict[str, Any]]:
    scripts = page.all("script", type="application/ld+json")
    return [json.loads("".join(map(str, script.children))) for script in scripts]


def properties(page: Element) -> dict[str, str]:
    return {meta["property"]: meta["content"] for meta in page.all("meta", property=True)}


def test_every_page_has_a_title_a_description_and_a_card(
    content: Content, comment: Comment, guest: Client
) -> None:
    for name, url in public_pages(content, comment).items():
        page = parse(guest.get(url))
        assert page.one("title").text.endswith("After Her"), name
        if name in STEPS:
            assert page.one("meta", name="robots")["content"] == "noindex"
            continue
        card = properties(page)
        assert page.one("meta", name="description")["content"], name
        assert card["og:title"], name
        assert card["og:description"] == page.one("meta", name="description")["content"], name
        assert card["og:site_name"] == "After Her", name
        assert card["og:image"].startswith(f"{HERE}/static/cards/"), name
        assert card["og:url"] == page.one("link", rel="canonical")["href"], name


def test_canonical_addresses(content: Content, comment: Comment, guest: Client) -> None:
    for name, url in public_pages(content, comment).items():
        if name in STEPS:
            continue
        expected = url.partition("?")[0]
        if name in ("discussions:comment", "discussions:branch"):
            expected = content.question.get_absolute_url()
        if name == "pages:paragraph":
            expected = content.url
        canonical = parse(guest.get(f"{url}{'&' if '?' in url else '?'}utm_source=x"))
        assert canonical.one("link", rel="canonical")["href"] == f"{HERE}{expected}", name


def test_an_explanation_is_an_article(content: Content, guest: Client) -> None:
    page = parse(guest.get(content.url))
    article, crumbs = structured(page)
    assert article["@type"] == "Article"
    assert article["headline"] == content.edition.title
    assert article["description"] == content.edition.standfirst
    assert article["image"] == [f"{HERE}/static/cards/rooftop.png"]
    assert article["author"]["name"] == "the editors"
    assert article["mainEntityOfPage"] == f"{HERE}{content.url}"
    assert content.edition.publish_at is not None
    assert article["datePublished"] == content.edition.publish_at.isoformat()
    assert crumbs["@type"] == "BreadcrumbList"
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2]
    assert [step["item"] for step in crumbs["itemListElement"]] == [f"{HERE}/", HERE + content.url]
    assert properties(page)["og:type"] == "article"


def test_a_correction_moves_only_the_date_of_change(content: Content, guest: Client) -> None:
    correction = content.explanation.new_edition()
    correction.publish()
    article, _crumbs = structured(parse(guest.get(content.url)))
    assert content.edition.publish_at is not None
    assert correction.publish_at is not None
    assert article["datePublished"] == content.edition.publish_at.isoformat()
    assert article["dateModified"] == correction.publish_at.isoformat()


def test_no_stars_and_no_forum_in_structured_data(
    content: Content, comment: Comment, as_reader: Client, guest: Client
) -> None:
    as_reader.post(f"{content.url}rating/", {"stars": "5"})
    for client in (guest, as_reader):
        for name, url in public_pages(content, comment).items():
            data = json.dumps(structured(parse(client.get(url))))
            for word in (
                "aggregateRating",
                "Rating",
                "Review",
                "DiscussionForumPosting",
                "Comment",
            ):
                assert word not in data, name


def test_feeds_are_announced(content: Content, guest: Client) -> None:
    announced = {}
    for url in (content.url, content.question.get_absolute_url()):
        link = parse(guest.get(url)).one("link", rel="alternate")
        announced[url] = link["href"]
        assert guest.get(link["href"]).status_code == 200
    assert announced[content.url] == "/feeds/explanations/"
    assert announced[content.question.get_absolute_url()] == "/feeds/questions/what-is-it-about/"


def test_structured_data_cannot_end_its_element() -> None:
    title = "</script><script>alert(1)</script>&amp;<!--"
    meta = PageMeta("t", "d", "/", json_ld=[breadcrumbs((title, "/"))])
    assert "<" not in meta.json_ld_html.removeprefix("<script").replace("</script>", "", 1)
    (crumbs,) = structured(parse(str(meta.json_ld_html)))
    assert crumbs["itemListElement"][0]["name"] == title


def test_the_sites_name_stands_once_in_a_title() -> None:
    assert PageMeta("After Her", "d", "/").full_title == "After Her"
    assert PageMeta("A page", "d", "/").full_title == "A page · After Her"
