"""/feeds/questions/<slug>/: Atom, with nothing in it that gives the ending away."""

from xml.etree import ElementTree

from django.test import Client

from discussions.models import Comment, Member
from explainer.models import Edition
from tests.support.content import Content, post, post_many

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, slug: str) -> ElementTree.Element:
    response = client.get(f"/feeds/questions/{slug}/")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return [(found.text or "") for found in root.findall(path.replace("atom:", ATOM))]


def test_the_newest_comments_with_author_and_address(
    content: Content, author: Member, guest: Client
) -> None:
    Edition.objects.filter(pk=content.edition.pk).update(spoils="none")
    comments = post_many(content.question, [author], 40)
    root = feed(guest, content.question.slug)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 30
    assert texts(root, "atom:title") == ["What is it about?"]
    assert texts(entries[0], "atom:author/atom:name") == ["The Author"]
    assert texts(entries[0], "atom:summary") == ["Comment number 39."]
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://localhost:8000{comments[-1].get_absolute_url()}"


def test_hidden_words_say_that_they_are(content: Content, author: Member, guest: Client) -> None:
    Edition.objects.filter(pk=content.edition.pk).update(spoils="none")
    post(content.question, author, "He ||leaves|| at dawn\n\n:::spoiler\nAlone.\n:::")
    assert texts(feed(guest, content.question.slug), "atom:entry/atom:summary") == [
        "He [spoiler] at dawn [spoiler]"
    ]


def test_where_the_ending_is_given_away_only_the_name_stands(
    content: Content, author: Member, guest: Client
) -> None:
    """By the comment, by its question, or by the explanation that the question belongs to."""
    post(content.question, author, "He leaves.")
    post(content.ending, author, "He leaves.")
    for question in (content.question, content.ending):
        assert texts(feed(guest, question.slug), "atom:entry/atom:summary") == ["[spoiler]"]
    Edition.objects.filter(pk=content.edition.pk).update(spoils="none")
    post(content.question, author, "He leaves.", spoils="ending")
    summaries = texts(feed(guest, content.question.slug), "atom:entry/atom:summary")
    assert summaries == ["[spoiler]", "He leaves."]
    assert texts(feed(guest, content.ending.slug), "atom:title") == [
        "What happened in the last night?"
    ]


def test_only_what_is_public(content: Content, comment: Comment, guest: Client) -> None:
    comment.hide()
    assert not feed(guest, content.question.slug).findall(f"{ATOM}entry")


def test_an_unknown_question_is_not_found(content: Content, guest: Client) -> None:
    assert guest.get("/feeds/questions/no-such/").status_code == 404
