"""/ and /about/: the newest explanation, where readers are talking, the house rules."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Member
from tests.support.content import Content, make_edition, post
from tests.support.html import parse


def test_the_newest_explanation_stands_first(content: Content, guest: Client) -> None:
    cover = parse(guest.get("/")).one("article", class_="cover")
    assert cover.one("h2").one("a")["href"] == content.url
    newer = make_edition(content.film, "newer", title="A newer one")
    newer.explanation.editions.update(publish_at=timezone.now() - timedelta(hours=1))
    cover = parse(guest.get("/")).one("article", class_="cover")
    assert cover.one("h2").text == "A newer one"


def test_notes_have_a_place_of_their_own(content: Content, guest: Client) -> None:
    notes = parse(guest.get("/")).one("ul", class_="note-list")
    assert [link.text for link in notes.all("a")] == ["A note on the number"]


def test_the_liveliest_questions_come_first(
    content: Content, author: Member, guest: Client
) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    post(content.premise, author, created_at=hour_ago)
    post(content.ending, author)
    links = parse(guest.get("/")).one("ul", class_="question-list").all("a")
    assert [link.text for link in links][:2] == [
        "What happened in the last night?",
        "Why does he count ships?",
    ]


def test_an_old_comment_that_comes_late_does_not_move_the_clock_back(
    content: Content, author: Member
) -> None:
    newest = post(content.premise, author)
    post(content.premise, author, created_at=timezone.now() - timedelta(days=9))
    content.premise.refresh_from_db()
    assert content.premise.last_comment_at == newest.created_at


def test_an_empty_site_has_a_front_page(guest: Client) -> None:
    for url in ("/", "/about/", "/questions/"):
        assert guest.get(url).status_code == 200
        assert parse(guest.get(url)).one("h1").text


def test_wrong_method(as_reader: Client) -> None:
    for url in ("/", "/about/"):
        assert as_reader.post(url).status_code == 405


def test_the_house_rules_are_short(guest: Client) -> None:
    page = parse(guest.get("/about/"))
    assert page.one("h2", id="house-rules")
    rules = page.one("main").all("ul")[-1].text
    assert 0 < len(rules.split()) < 150


def test_the_banner_stands_on_every_page_as_long_as_there_is_a_sample(
    content: Content, comment: Comment, author: Member, guest: Client
) -> None:
    urls = ("/", "/about/", content.url, "/questions/", content.question.get_absolute_url())
    for url in urls:
        assert not parse(guest.get(url)).all(class_="banner")
    author.is_sample = True
    author.save()
    for url in urls:
        assert "sample" in parse(guest.get(url)).one(class_="banner").text
    article = parse(guest.get(content.question.get_absolute_url())).one("article", class_="comment")
    assert article.one("span", class_="label").text == "sample"
