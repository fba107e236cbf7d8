"""/explained/<slug>/paragraphs/<paragraph>/ and the ¶ in the margin that leads there."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discussions.models import Comment, Member
from explainer.models import Withdrawal
from hersite.markdown import paragraphs
from tests.support.content import Content, post
from tests.support.forms import form_to, values
from tests.support.html import Element, parse

QUOTE = "A keeper counts ships."


@pytest.fixture
def ids(content: Content) -> list[str]:
    return [p.id for p in paragraphs(content.edition.sections.get(key="opening").body_html)]


@pytest.fixture
def url(content: Content, ids: list[str]) -> str:
    return reverse("pages:paragraph", args=[content.explanation.slug, ids[0]])


def margin(client: Client, content: Content) -> dict[str, Element]:
    page = parse(client.get(content.url))
    return {p["id"]: p.one("a", class_="pilcrow") for p in page.all("p", id=True) if p.all("a")}


def about(content: Content, author: Member, paragraph: str, **fields: str) -> Comment:
    fields = {"section_key": "opening", "quote": QUOTE, **fields}
    return post(content.general, author, paragraph=paragraph, **fields)


def test_each_paragraph_leads_to_where_it_is_discussed(
    content: Content, ids: list[str], url: str, guest: Client
) -> None:
    links = margin(guest, content)
    assert list(links)[:2] == ids
    assert links[ids[0]]["href"] == url
    for link in links.values():
        assert guest.get(link["href"]).status_code == 200
        assert link["aria-label"] == "Discuss this paragraph"
        assert link.text == "¶"


def test_the_margin_counts_at_once_and_for_everybody(
    content: Content, ids: list[str], author: Member, guest: Client, as_reader: Client
) -> None:
    margin(guest, content)
    comments = [about(content, author, ids[1]), about(content, author, ids[1], quote="night")]
    for client in (guest, as_reader):
        links = margin(client, content)
        assert [links[id_].text for id_ in ids] == ["¶", "¶2"]
        assert links[ids[1]]["aria-label"] == "¶ 2 comments about this paragraph"
    comments[0].hide()
    assert margin(guest, content)[ids[1]].text == "¶1"
    comments[1].delete_by_author()
    assert margin(guest, content)[ids[1]].text == "¶"


def test_the_page_of_a_paragraph(
    content: Content, ids: list[str], url: str, author: Member, guest: Client
) -> None:
    older = about(content, author, ids[0], body="The older one")
    newer = about(content, author, ids[0], body="The newer one")
    about(content, author, ids[1], body="About another")
    page = parse(guest.get(url))
    assert page.one("blockquote", class_="line").text == QUOTE
    assert "ending" in page.one("p", class_="spoils").text
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("link", rel="canonical")["href"].endswith(content.url)
    assert page.all("a", href=f"{content.url}#{ids[0]}")
    shown = [a["href"] for a in page.one("ol", class_="thread").all("a", class_="word")]
    assert shown == [newer.get_absolute_url(), older.get_absolute_url()]
    assert "About another" not in page.text


def test_what_readers_may_not_see_is_not_on_it(
    content: Content, ids: list[str], url: str, author: Member, guest: Client, as_reader: Client
) -> None:
    gone = [about(content, author, ids[0], body=f"Gone {n}") for n in range(3)]
    assert "Gone 1" in guest.get(url).content.decode()
    gone[0].hide()
    gone[1].delete_by_author()
    Comment.objects.filter(pk=gone[2].pk).update(state=Comment.State.HELD)
    about(content, author, ids[1])
    for client in (guest, as_reader):
        assert "Gone" not in client.get(url).content.decode()


def test_a_member_writes_about_a_paragraph_without_a_script(
    content: Content, ids: list[str], url: str, as_reader: Client, reader: Member, settings: Any
) -> None:
    # Nobody types here, and a form that comes back within seconds is held.
    settings.RATE_LIMITS = False
    action = reverse("discussions:comments", args=[content.general.slug])
    form = form_to(as_reader.get(url), action)
    assert form.one(data_quoting=True).text.startswith(QUOTE)
    assert "hidden" not in form.one(data_quoting=True).attributes
    sent = values(form)
    assert sent["csrfmiddlewaretoken"]
    assert as_reader.post(action, sent | {"body": "Why ships?"}).status_code == 303
    comment = Comment.objects.get(body="Why ships?")
    assert (comment.quote, comment.paragraph) == (QUOTE, ids[0])
    assert (comment.section_key, comment.author) == ("opening", reader)
    assert sent["submission"] == comment.submission
    assert "Why ships?" in as_reader.get(url).content.decode()


def test_a_guest_has_the_form_without_a_token(content: Content, url: str, guest: Client) -> None:
    response = guest.get(url)
    action = reverse("discussions:comments", args=[content.general.slug])
    sent = values(form_to(response, action))
    assert sent["quote"] == QUOTE
    assert "csrfmiddlewaretoken" not in sent
    assert not response.cookies
    response = guest.post(
        action, sent | {"body": "Why?"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    (draft,) = guest.session["drafts"]
    assert draft["fields"]["quote"] == QUOTE


def test_a_closed_thread_has_neither_form_nor_button(
    content: Content, url: str, guest: Client, as_reader: Client
) -> None:
    assert parse(guest.get(content.url)).all("button", id="discuss-words")
    content.general.closes_at = timezone.now() - timedelta(minutes=1)
    content.general.save()
    for client in (guest, as_reader):
        assert not parse(client.get(url)).all("textarea")
        assert not parse(client.get(content.url)).all("button", id="discuss-words")


def test_a_paragraph_that_is_gone_leads_to_where_it_stood(
    content: Content, ids: list[str], url: str, guest: Client
) -> None:
    draft = content.explanation.new_edition()
    section = draft.sections.get(key="opening")
    section.body = "Nothing of that."
    section.save()
    draft.publish()
    response = guest.get(url)
    assert (response.status_code, response["Location"]) == (302, f"{content.url}#opening")
    Withdrawal.objects.create(explanation=content.explanation, reason="Wrong.")
    assert guest.get(url).status_code == 404


@pytest.mark.parametrize("paragraph", ["opening-00000", "opening", "x"])
def test_what_never_was_a_paragraph(content: Content, guest: Client, paragraph: str) -> None:
    assert guest.get(f"{content.url}paragraphs/{paragraph}/").status_code == 404
    assert guest.get(f"/explained/no-such/paragraphs/{paragraph}/").status_code == 404


def test_the_paragraph_of_a_draft_is_not_shown(content: Content, guest: Client) -> None:
    section = content.explanation.new_edition().sections.get(key="opening")
    section.body = "Secret words of a draft."
    section.save()
    secret = paragraphs(section.body_html)[0].id
    assert guest.get(f"{content.url}paragraphs/{secret}/").status_code == 404


def test_an_explanation_without_a_general_thread(content: Content, guest: Client) -> None:
    note = content.note
    id_ = paragraphs(note.sections.get(key="after").body_html)[0].id
    page = parse(guest.get(f"{note.explanation.get_absolute_url()}paragraphs/{id_}/"))
    assert not page.all("textarea")
    assert page.one("blockquote", class_="line")
