"""No leak of an ending: a marker word in every field that spoils is found nowhere outside the pages
that say so."""

from collections.abc import Iterator

import pytest
from django.test import Client

from discussions.models import Comment, Interpretation, Member, Question
from explainer.models import Picture, Section
from tests.support.cast import make_member
from tests.support.content import Content, make_film, make_question, post
from tests.support.html import Element, parse
from tests.support.pages import public_pages

MARK = "Zanzibar"


@pytest.fixture
def spoiled(content: Content, author: Member) -> Comment:
    """Everything that may give the ending away holds the marker word. The comment given back
    answers one, quotes one, and hides nothing by itself."""
    explanation = content.explanation
    mark_edition(content)
    Question.objects.filter(pk=content.ending.pk).update(title=f"Why {MARK}?", prompt=f"{MARK}!")
    for question in (content.ending, content.question):
        question.interpretations.update(statement=f"{MARK} is it", reasoning=f"Since {MARK}")
    general = Question.objects.get(general=True)
    root: Comment | None = None
    for question in (content.question, content.ending, content.premise, general):
        reading = question.interpretations.first()
        root = post(question, author, f"{MARK} before", supports=reading, quote=f"So {MARK}")
        post(question, author, f"||{MARK}|| answer", parent=root, spoils="ending")
    Question.objects.filter(explanation=explanation).exclude(pk=content.ending.pk).update(
        prompt="Discuss."
    )
    assert root is not None
    return root


def mark_edition(content: Content) -> None:
    """A new edition with the marker in all headings, texts and pictures but the leading one."""
    edition = content.explanation.new_edition()
    picture = Picture.objects.create(
        art="doors", alt=f"{MARK} at the door", caption=f"{MARK} leaves", credit=f"By {MARK}"
    )
    for section in edition.sections.all():
        section.heading = f"Of {MARK}"
        section.body = f'{MARK} it was.\n\n![{MARK}](art:letter "{MARK}")'
        section.picture = picture
        section.save()
    edition.note = f"Said more of {MARK}"
    edition.save()
    edition.publish()


def head(page: Element) -> str:
    """All that a search engine or a card shows of a page: titles, descriptions, structured data."""
    (element,) = page.all("head")
    words = [value for part in element.walk() for value in part.attributes.values()]
    scripts = ["".join(map(str, script.children)) for script in element.all("script")]
    return " ".join([element.text, *words, *scripts])


def addresses(page: Element) -> Iterator[str]:
    for element in page.walk():
        for attribute in ("href", "action", "formaction", "src"):
            yield element.get(attribute)


def test_the_marker_is_where_it_belongs(content: Content, spoiled: Comment, guest: Client) -> None:
    for url in (content.url, content.ending.get_absolute_url(), spoiled.get_absolute_url()):
        assert MARK in guest.get(url).content.decode()


@pytest.mark.parametrize(
    "address",
    ["/", "/about/", "/questions/", "/members/author/", "/feeds/explanations/", "/sitemap.xml",
     "/robots.txt", "/feeds/questions/what-is-it-about/", "/feeds/questions/the-last-night/",
     "/feeds/questions/why-the-ships/", "/feeds/questions/about-our-lamp/",
     "/explained/the-number/", "/explained/the-lamp-explained/rating/"],
)  # fmt: skip
def test_it_is_in_no_list_feed_or_profile(
    content: Content, spoiled: Comment, guest: Client, as_reader: Client, address: str
) -> None:
    for client in (guest, as_reader):
        response = client.get(address)
        assert response.status_code == 200
        assert MARK not in response.content.decode()


def test_it_is_in_no_title_card_description_or_structured_data(
    content: Content, spoiled: Comment, guest: Client, as_reader: Client
) -> None:
    pages = public_pages(content, spoiled)
    pages["results of what spoils"] = f"{content.ending.get_absolute_url()}results/"
    for client in (guest, as_reader):
        for name, url in pages.items():
            assert MARK not in head(parse(client.get(url, follow=True))), name


def test_it_is_in_no_address(content: Content, spoiled: Comment, guest: Client) -> None:
    for name, url in public_pages(content, spoiled).items():
        response = guest.get(url)
        assert not any(MARK.lower() in each.lower() for each in addresses(parse(response))), name
        assert MARK not in str(response.headers), name


def test_pages_that_are_about_one_comment_name_the_question_safely(
    content: Content, author: Member, as_author: Client
) -> None:
    Question.objects.filter(pk=content.ending.pk).update(title=f"Why {MARK}?")
    comment = post(content.ending, author, "Plain words")
    for page in ("replies/", "flag/", "edit/", "delete/", "history/"):
        text = as_author.get(f"/comments/{comment.pk}/{page}").content.decode()
        assert MARK not in text, page
    refused = as_author.post(f"{content.ending.get_absolute_url()}comments/", {"body": ""})
    assert MARK not in refused.content.decode()


def test_premises_and_what_is_hidden_are_kept_from_profiles_too(
    content: Content, guest: Client
) -> None:
    """Where a text gives nothing away, a profile shows its comments, but not what they hide."""
    harmless = make_film(slug="harmless", title="Harmless")
    explanation = harmless.explanations.create(slug="harmless")
    draft = explanation.new_edition()
    draft.title, draft.standfirst, draft.spoils = "Harmless", "Nothing.", "none"
    draft.save()
    Section.objects.create(edition=draft, key="one", heading="One", body="x")
    draft.publish()
    question = make_question(explanation, "harmless", "Harmless?")
    chatty = make_member("chatty")
    post(question, chatty, f"Read me, but not ||{MARK}||")
    post(question, chatty, f"{MARK} himself", spoils="premise")
    page = parse(guest.get("/members/chatty/"))
    assert "Read me" in page.text
    for hidden in page.all("label", class_="spoiler"):
        assert not hidden.one("input").get("checked")
    visible = page.text.replace(page.one("label", class_="spoiler").text, "")
    assert MARK not in visible


def test_a_question_that_spoils_has_no_spoiling_address(content: Content) -> None:
    assert content.ending.public_title == "What happened in the last night?"
    assert str(content.ending) == content.ending.public_title
    assert str(Interpretation(question=content.ending, statement="x")) == "x"
