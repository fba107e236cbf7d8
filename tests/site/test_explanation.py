"""/explained/<slug>/: the text, its questions, its facts, and the thread at its end."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Member
from explainer.models import Explanation, Section, Withdrawal
from tests.support.content import Content, make_draft, post, post_many
from tests.support.html import Element, parse


@pytest.fixture
def page(content: Content, guest: Client) -> Element:
    return parse(guest.get(content.url))


def test_the_opening_says_what_it_is_and_what_it_gives_away(page: Element) -> None:
    opening = page.one("header", class_="article-head")
    assert opening.one("h1").text == "The Lamp, ending explained"
    assert opening.one("p", class_="standfirst").text == "A quiet film, and what it asks."
    byline = opening.one("p", class_="byline").text
    assert "By the editors" in byline
    assert "Published" in byline
    assert "Updated" not in byline
    assert "1 minute to read" in byline
    assert "ending" in opening.one("p", class_="spoils").text


def test_a_correction_shows_when(content: Content, guest: Client) -> None:
    content.explanation.new_edition().publish()
    byline = parse(guest.get(content.url)).one("p", class_="byline")
    published, updated = byline.all("time")
    assert published["datetime"] < updated["datetime"]


def test_a_typo_corrected_is_live_at_once_and_marks_nothing(
    content: Content, guest: Client
) -> None:
    draft = content.explanation.new_edition()
    draft.minor = True
    draft.save()
    section = draft.sections.get(key="after")
    section.body = "The book was found."
    section.save()
    assert "The book is found." in guest.get(content.url).content.decode()
    draft.publish()
    page = parse(guest.get(content.url))
    assert "The book was found." in page.text
    assert "Updated" not in page.one("p", class_="byline").text


def test_sections_have_anchors_and_the_contents_lead_to_them(page: Element) -> None:
    keys = [section["id"] for section in page.all("section", class_="chapter")]
    assert keys == ["opening", "ending", "after"]
    for contents in page.all(class_="contents"):
        links = [link["href"] for link in contents.all("a")]
        assert links[:3] == [f"#{key}" for key in keys]


def test_questions_stand_at_their_sections_with_their_comments(
    content: Content, author: Member, guest: Client
) -> None:
    post(content.ending, author)
    page = parse(guest.get(content.url))
    opening, ending, after = page.all("section", class_="chapter")
    assert opening.one("aside").one("a")["href"] == content.question.get_absolute_url()
    assert "Did the keeper put the lamp out himself?" in ending.one("aside").text
    assert "1 comment" in ending.one("aside").text
    assert "comment" not in opening.one("aside").text
    assert not after.all("aside")


def test_no_vote_counts_on_the_page(content: Content, reader: Member, guest: Client) -> None:
    before = guest.get(content.url).content
    content.readings[0].vote(reader, "agree")
    assert guest.get(content.url).content == before


def test_film_facts(page: Element) -> None:
    facts = page.one("section", class_="facts").text
    for fact in ("2001", "90 minutes", "drama", "A. Director", "The keeper A. Player"):
        assert fact in facts


def test_see_also_leads_to_live_pages_only(content: Content, guest: Client) -> None:
    other = Explanation.objects.create(film=content.film, slug="not-yet")
    make_draft(other)
    content.explanation.see_also_links.create(other=other)
    links = parse(guest.get(content.url)).one("section", class_="see-also").all("a")
    assert [link["href"] for link in links] == [content.note.explanation.get_absolute_url()]


def test_the_general_thread_ends_the_page(content: Content, author: Member, guest: Client) -> None:
    post_many(content.general, [author], 60)
    page = parse(guest.get(content.url))
    discussion = page.one("section", class_="discussion")
    assert len(discussion.all("article", class_="comment")) == 50
    more = discussion.one("p", class_="pager").one("a")
    assert more["href"].startswith(content.general.get_absolute_url())
    assert guest.get(more["href"]).status_code == 200
    assert discussion.one("form", id="comment-form")


def test_a_note_without_a_thread_has_no_form(content: Content, guest: Client) -> None:
    page = parse(guest.get(content.note.explanation.get_absolute_url()))
    assert not page.all("textarea")
    assert page.one("fieldset", id="rating")


def test_at_most_one_form_before_the_text(page: Element) -> None:
    forms = [form.get("id") for form in page.all("form")]
    assert forms == ["act", "comment-form"]


def test_a_withdrawn_explanation_is_gone_and_says_why(
    content: Content, editor: Member, guest: Client
) -> None:
    Withdrawal.objects.create(explanation=content.explanation, by=editor, reason="Wrong film")
    response = guest.get(content.url)
    assert response.status_code == 410
    assert "Wrong film" in response.content.decode()
    assert not response.cookies


def test_what_is_not_live_is_not_found(content: Content, guest: Client) -> None:
    assert guest.get("/explained/no-such/").status_code == 404
    content.explanation.editions.all().update(publish_at=timezone.now() + timedelta(days=1))
    assert guest.get(content.url).status_code == 404


def test_wrong_method(content: Content, as_reader: Client) -> None:
    assert as_reader.post(content.url).status_code == 405


def test_a_draft_is_seen_by_nobody(content: Content, guest: Client, as_editor: Client) -> None:
    draft = content.explanation.new_edition()
    Section.objects.create(edition=draft, order=9, key="secret", heading="Secret", body="Secret")
    for client in (guest, as_editor):
        for url in ("/", content.url, "/feeds/explanations/"):
            assert "Secret" not in client.get(url).content.decode()
