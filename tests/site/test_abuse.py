"""What people with time on their hands send: shown as text, or refused with a word why."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from discussions.models import Appeal, Comment, Decision, Flag, Member
from discussions.models.placed import MAX_DEPTH
from discussions.moderation.decisions import Judgement, decide
from tests.site.test_markup_attacks import COLLECTION, OWN
from tests.support.content import Content, post
from tests.support.html import Element, parse

MEGABYTE = 1_000_000
LONGEST = {"display_name": 40, "about": 500}
FIELDS = ("section_key", "paragraph", "parent", "supports", "spoils", "website")


@pytest.fixture(params=["own", "collection"])
def vectors(request: pytest.FixtureRequest) -> list[str]:
    if request.param == "own":
        return OWN
    if not COLLECTION.is_file():
        pytest.skip("the collection of attacks is not beside the project (../shared/data/xss)")
    found = json.loads(COLLECTION.read_text(encoding="utf-8"))["vectors"]
    return [entry["vector"].replace("\x00", "") for entry in found]


def together(vectors: list[str], most: int = 500) -> Iterator[str]:
    """All of them, as many in one text as a field takes."""
    text = ""
    for vector in vectors:
        line = vector[:most]
        if len(text) + 1 + len(line) > most:
            yield text
            text = ""
        text = f"{text} {line}" if text else line
    yield text


def running(page: Element) -> list[str]:
    """What a browser would run, or fetch from elsewhere, on a page."""
    found = []
    for element in page.walk():
        names = [name for name in element.attributes if name.startswith("on")]
        inline = element.tag == "script" and not element.get("src")
        # Data for search engines is not run.
        scripts = inline and element.get("type") != "application/ld+json"
        foreign = element.tag in ("iframe", "object", "embed", "base")
        links = [element.get(name).strip().lower() for name in ("href", "action", "formaction")]
        found += [str(element)] * bool(names or scripts or foreign)
        found += [link for link in links if link.startswith(("javascript:", "data:", "vbscript:"))]
    return found


# -- Markup in every field --


@pytest.mark.once
def test_in_every_field_of_a_comment(
    content: Content, as_reader: Client, settings: Any, vectors: list[str]
) -> None:
    # Each is another comment; how often one may write is not asked here.
    settings.RATE_LIMITS = False
    url = f"{content.question.get_absolute_url()}comments/"
    forms = [dict.fromkeys(FIELDS, vector) for vector in vectors]
    forms += [{"quote": text} for text in together(vectors)]
    for number, form in enumerate(forms):
        sent = {"body": f"Number {number}", "submission": str(number), **form}
        response = as_reader.post(url, sent, follow=True)
        assert response.status_code in (200, 422), form
        assert not running(parse(response)), form


@pytest.mark.parametrize("field", ["display_name", "about"])
def test_in_every_field_of_a_profile(
    as_author: Client, author: Member, comment: Comment, field: str, vectors: list[str]
) -> None:
    pages = ("/me/", "/me/profile/", "/members/author/", f"/comments/{comment.pk}/")
    for vector in vectors if field == "display_name" else together(vectors):
        form = {"display_name": "The Author", "about": "", "language": "en", field: vector}
        response = as_author.post("/me/profile/", form)
        assert response.status_code in (302, 422), vector
        for page in (response, *(as_author.get(url) for url in pages)):
            if page.status_code != 302:
                assert not running(parse(page)), vector
        # However it got there.
        Member.objects.filter(pk=author.pk).update(**{field: vector[: LONGEST[field]]})
        assert not running(parse(as_author.get("/members/author/"))), vector


@pytest.mark.once
def test_in_reports_decisions_and_appeals(
    content: Content, comment: Comment, as_reader: Client, as_author: Client,
    as_moderator: Client, moderator: Member, reader: Member, vectors: list[str],
) -> None:  # fmt: skip
    made = decide(comment, Judgement("hide", rule="spam", note="-"), moderator)
    appealed = Appeal.objects.create(decision=made, text="-")
    comment.open_review("appeal")
    flag = Flag.objects.create(member=reader, comment=comment, reason="spam", note="-")
    pages = [
        (as_author, "/me/"), (as_author, "/me/comments/"), (as_author, f"/comments/{comment.pk}/"),
        (as_author, f"/comments/{comment.pk}/appeal/"), (as_moderator, "/moderation/"),
        (as_moderator, f"/comments/{comment.pk}/moderate/"), (as_reader, "/moderation/log/"),
    ]  # fmt: skip
    for vector in together(vectors):
        Decision.objects.filter(pk=made.pk).update(note=vector)
        Appeal.objects.filter(pk=appealed.pk).update(text=vector)
        Flag.objects.filter(pk=flag.pk).update(note=vector)
        for client, url in pages:
            response = client.get(url)
            assert response.status_code == 200, url
            assert not running(parse(response)), (url, vector)


@pytest.mark.once
def test_in_every_field_of_a_proposed_reading(
    content: Content, as_reader: Client, as_moderator: Client, settings: Any, vectors: list[str]
) -> None:
    settings.RATE_LIMITS = False
    whole = {"reasoning": "Forty characters and more, as the form asks for.", "seen": ""}
    question = content.question.get_absolute_url()
    for text in together(vectors, 190):
        for field in ("statement", "reasoning", "scene", "section_key", "quote", "seen"):
            sent = {"statement": f"{field} {text}"[:200], **whole, field: text}
            for url in (f"{question}readings/", f"{question}readings/alike/"):
                response = as_reader.post(url, sent)
                assert response.status_code in (200, 422), (field, text)
                assert not running(parse(response)), (field, text)
        # However it got there.
        words = {"statement": text, "reasoning": text, "quote": text, "section_key": "opening"}
        content.question.interpretations.update(**words, state="open")
        assert not running(parse(as_reader.get(question))), text
        pk = content.readings[0].pk
        content.question.interpretations.filter(pk=pk).update(state="proposed")
        assert not running(parse(as_moderator.get("/moderation/readings/"))), text
        assert not running(parse(as_moderator.get(f"/moderation/readings/{pk}/"))), text


# -- Too much of it --


@pytest.mark.parametrize(
    "text",
    ["a" * MEGABYTE, "> " * (MEGABYTE // 2), "*" * MEGABYTE, "[" * MEGABYTE, "||" * (MEGABYTE // 2),
     "- " * (MEGABYTE // 2), "`" * MEGABYTE, "\N{COMBINING ACUTE ACCENT}" * (MEGABYTE // 2)],
    ids=["letters", "quotes", "stars", "brackets", "spoilers", "lists", "ticks", "accents"],
)  # fmt: skip
def test_a_megabyte_is_refused_everywhere(
    content: Content, comment: Comment, as_author: Client, text: str
) -> None:
    one = f"/comments/{comment.pk}/"
    readings = f"{content.question.get_absolute_url()}readings/"
    for url, field in (
        (f"{content.question.get_absolute_url()}comments/", "body"), (f"{one}edit/", "body"),
        ("/preview/", "body"), ("/me/profile/", "about"), ("/me/profile/", "display_name"),
        (f"{one}flag/", "note"), (readings, "statement"), (readings, "reasoning"),
        (readings, "quote"),
    ):  # fmt: skip
        sent = {"body": "x", "display_name": "x", "reason": "other", field: text}
        assert as_author.post(url, sent).status_code in (400, 422), (url, field)
    assert Comment.objects.get().body == comment.body
    assert not Flag.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["> " * 4_900 + "x", "- " * 4_900 + "x", "*_" * 4_900, "[" * 9_900, "![" * 4_900,
     "||" * 4_900, ":::spoiler\n" * 800, "`" * 9_900, "<" * 9_900, "\\" * 9_900,
     "@a " * 3_000, "a@" * 4_900, "http://" * 1_400, "&#x41;" * 1_600],
)  # fmt: skip
def test_ten_thousand_hostile_characters(content: Content, as_reader: Client, text: str) -> None:
    """Refused in words or stored; and where stored, not much longer than it was."""
    for url in ("/preview/", f"{content.question.get_absolute_url()}comments/"):
        response = as_reader.post(url, {"body": text[:10_000]})
        assert response.status_code in (200, 303, 422)
        assert len(response.content) < 400_000
    page = as_reader.get(content.question.get_absolute_url())
    assert page.status_code == 200
    assert not running(parse(page))


def test_three_hundred_replies_in_a_chain(
    content: Content, author: Member, reader: Member, guest: Client
) -> None:
    chain: list[Comment] = []
    for number in range(300):
        parent = chain[-1] if chain else None
        chain.append(post(content.question, (author, reader)[number % 2], f"Link {number}.",
                          parent=parent))  # fmt: skip
    assert {comment.depth for comment in chain[MAX_DEPTH:]} == {MAX_DEPTH}
    page = parse(guest.get(content.question.get_absolute_url()))
    # Where the seventh is answered, ten stand on the page, and the others on one of their own.
    assert len(page.all("article", class_="comment")) == MAX_DEPTH - 1 + 10
    branch = f"/comments/{chain[MAX_DEPTH - 2].pk}/branch/"
    assert [link for link in page.all("a") if link.get("href").startswith(branch)]
    for comment in (chain[0], chain[20], chain[-1]):
        shown = guest.get(f"/comments/{comment.pk}/")
        assert shown.status_code == 200
        assert f"Link {chain.index(comment)}." in shown.content.decode()
    shown = guest.get(branch)
    assert shown.status_code == 200
    assert len(parse(shown).all("article", class_="comment")) <= 51
