"""A changed slug: every address that ever was leads to where the page is now."""

from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client

from discussions.models import Comment, Member, Question, Rating, Vote
from explainer.checks import find
from explainer.models import Explanation, Section, Withdrawal
from hersite.models import TakenSlug
from hersite.old_addresses import KINDS
from hersite.slugs import SlugTaken
from tests.support.content import Content
from tests.support.forms import SAME_ORIGIN, sign_up, token
from tests.support.wsgi import Front

OLD, NEW = "/explained/the-lamp-explained/", "/explained/the-light/"
ASKED, ASKED_NOW = "/questions/what-is-it-about/", "/questions/the-meaning/"
ATOM = "{http://www.w3.org/2005/Atom}"


def rename(row: Explanation | Question, slug: str) -> None:
    fresh = type(row).objects.get(pk=row.pk)
    fresh.slug = slug
    fresh.save()


@pytest.fixture
def renamed(content: Content) -> Content:
    rename(content.explanation, "the-light")
    rename(content.question, "the-meaning")
    return content


@pytest.mark.parametrize(
    "below", ["", "changes/", "rating/", "paragraphs/some-id/", "?sort=new&after=7"]
)
def test_every_address_of_an_explanation_leads_on(renamed, guest: Client, below: str) -> None:
    for client, rule in ((guest, "public, max-age=0, must-revalidate"), (Client(), "")):
        response = client.get(OLD + below)
        assert (response.status_code, response["Location"]) == (301, NEW + below)
        assert rule in response["Cache-Control"]
        assert client.head(OLD + below).status_code == 301


def test_opinions_and_feeds_lead_on(renamed, guest: Client) -> None:
    moved = {
        "/opinions/the-lamp-explained/": "/opinions/the-light/",
        "/opinions/the-lamp-explained/votes.csv": "/opinions/the-light/votes.csv",
        "/feeds/questions/what-is-it-about/": "/feeds/questions/the-meaning/",
        f"{ASKED}?sort=new": f"{ASKED_NOW}?sort=new",
        f"{ASKED}results/": f"{ASKED_NOW}results/",
        f"{ASKED}latest/": f"{ASKED_NOW}latest/",
    }
    for old, new in moved.items():
        response = guest.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
    assert guest.get("/questions/never-was/").status_code == 404


def test_every_slug_that_can_change_is_known(content) -> None:
    """An address with a slug of its own either can't change, or is in the list."""
    from hersite.urls import urlpatterns

    routes = [str(pattern.pattern) for part in urlpatterns[:2] for pattern in part.url_patterns]
    with_slug = [route for route in routes if "<slug:slug>" in route]
    assert with_slug
    assert [route for route in with_slug if not route.startswith(tuple(KINDS))] == []


def test_the_new_name_of_what_is_no_page_yet_is_not_told(content, guest: Client) -> None:
    film = content.explanation.film
    coming = Explanation.objects.create(film=film, slug="coming")
    asked = Question.objects.create(explanation=coming, slug="asked", title="?")
    rename(coming, "how-it-ends")
    rename(asked, "who-dies")
    for old in ("/explained/coming/", "/opinions/coming/", "/questions/asked/"):
        assert guest.get(old).status_code == 404


def test_it_moved_twice_and_back_in_one_step(renamed, guest: Client) -> None:
    rename(renamed.explanation, "the-third")
    for old in (OLD, NEW):
        assert guest.get(old)["Location"] == "/explained/the-third/"
    rename(renamed.explanation, "the-lamp-explained")
    assert guest.get(OLD).status_code == 200
    assert guest.get(NEW)["Location"] == OLD


def test_what_was_sent_to_the_old_address_arrives(content, reader: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    sent = {"csrfmiddlewaretoken": token(client, ASKED)}
    rename(content.explanation, "the-light")
    rename(content.question, "the-meaning")
    response = client.post(f"{ASKED}comments/", sent | {"body": "Still here."})
    assert (response.status_code, response["Location"]) == (308, f"{ASKED_NOW}comments/")
    client.post(f"{ASKED}comments/", sent | {"body": "Still here."}, follow=True)
    client.post(f"{OLD}rating/", sent | {"stars": "4"}, follow=True)
    client.post(f"{ASKED}follow/", sent | {"follow": "yes"}, follow=True)
    assert Comment.objects.get().body == "Still here."
    assert Rating.objects.get().stars == 4
    assert reader.visits.get(follows=True).question == content.question


def test_a_draft_kept_before_is_finished_after(content, strict: Client) -> None:
    strict.post(f"{ASKED}comments/", {"body": "Kept."}, headers=SAME_ORIGIN)
    strict.post(f"{OLD}rating/", {"stars": "5"}, headers=SAME_ORIGIN)
    rename(content.explanation, "the-light")
    rename(content.question, "the-meaning")
    page = sign_up(strict)
    assert page.redirect_chain[-1][0] == f"{ASKED_NOW}#write"
    assert "Kept." in page.content.decode()
    assert Rating.objects.get().stars == 5


def test_a_withdrawn_page_says_so_at_its_new_address(renamed, guest: Client) -> None:
    Withdrawal.objects.create(explanation=renamed.explanation, reason="Wrong film.")
    response = guest.get(OLD, follow=True)
    assert (response.redirect_chain, response.status_code) == ([(NEW, 301)], 410)


def test_nothing_old_comes_from_memory(content, reader: Member, db) -> None:
    """Also where a page has been at an address before, with other numbers."""
    front = Front()
    Rating.give(reader, content.explanation, 2)
    for url in (OLD, f"{OLD}rating/", ASKED):
        assert front.get(url).status == 200
    rename(content.explanation, "the-light")
    rename(content.question, "the-meaning")
    assert [front.get(url).status for url in (OLD, ASKED)] == [301, 301]
    assert front.get(f"{ASKED}?sort=new").headers["Location"] == f"{ASKED_NOW}?sort=new"
    assert 'href="/explained/the-light/' in front.get(NEW).text
    content.explanation.refresh_from_db()
    Rating.give(reader, content.explanation, 5)
    assert "5.0" in front.get(f"{NEW}rating/").text
    rename(content.explanation, "the-lamp-explained")
    assert front.get(NEW).status == 301
    assert "5.0" in front.get(f"{OLD}rating/").text


def test_a_slug_that_was_anothers_is_nobodys(renamed) -> None:
    taken = "what-is-it-about"
    with pytest.raises(SlugTaken):
        rename(renamed.premise, taken)
    with pytest.raises(SlugTaken):
        Question.objects.create(explanation=renamed.explanation, slug=taken, title="Another?")
    assert not Question.objects.filter(slug=taken).exists()
    # Of another kind it is free: the addresses are others.
    rename(renamed.explanation, taken)


def test_the_database_decides_who_is_first(content, monkeypatch) -> None:
    """Both have looked, and the slug was free."""
    monkeypatch.setattr(Question, "is_taken", classmethod(lambda cls, slug, but=None: False))
    rename(content.question, "the-meaning")
    for attempt in (
        lambda: rename(content.premise, "what-is-it-about"),
        lambda: Question.objects.create(
            explanation=content.explanation, slug="what-is-it-about", title="Another?"
        ),
    ):
        with pytest.raises(IntegrityError):
            attempt()
    owner = TakenSlug.objects.get(kind="discussions.question", slug="what-is-it-about")
    assert owner.row == content.question.pk


def test_saving_anything_else_takes_no_slug(content) -> None:
    taken = TakenSlug.objects.count()
    content.question.prompt = "Say more."
    content.question.save()
    assert TakenSlug.objects.count() == taken


def test_links_to_old_addresses_pass_the_checks(renamed) -> None:
    draft = Explanation.objects.get(pk=renamed.explanation.pk).new_edition()
    body = f"[a]({OLD}#ending) [b]({ASKED}) [c](/explained/the-number/#opening)"
    Section.objects.create(edition=draft, order=9, key="links", heading="Links", body=body)
    rename(renamed.note.explanation, "the-figure")
    assert [finding.message for finding in find(draft) if "leads to" in finding.message] == []
    section = draft.sections.get(key="links")
    section.body = f"[a]({OLD}#nowhere)"
    section.save()
    assert [f for f in find(draft) if "names a section" in f.message]


def ids(client: Client, url: str) -> list[str | None]:
    root = ElementTree.fromstring(client.get(url).content)  # noqa: S314
    return [element.text for element in root.iter(f"{ATOM}id")]


def test_entries_of_feeds_keep_their_ids(content, comment, guest: Client) -> None:
    of_pages = ids(guest, "/feeds/explanations/")
    of_thread = ids(guest, "/feeds/questions/what-is-it-about/")
    assert len(set(of_pages)) == 3
    rename(content.explanation, "the-light")
    rename(content.question, "the-meaning")
    assert ids(guest, "/feeds/explanations/") == of_pages
    assert ids(guest, "/feeds/questions/the-meaning/") == of_thread


def test_files_find_what_was_renamed(db) -> None:
    call_command("load_content", stdout=StringIO())
    explanation = Explanation.objects.get(slug="her-ending-explained")
    asked, pages = Question.objects.count(), Explanation.objects.count()
    rename(explanation, "her-explained")
    question = Question.objects.filter(explanation=explanation, general=False).first()
    assert question is not None
    old = question.slug
    rename(question, "another-name")
    Question.objects.update(source_digest="older")
    call_command("load_content", stdout=StringIO())
    assert (Question.objects.count(), Explanation.objects.count()) == (asked, pages)
    assert Question.objects.get(pk=question.pk).slug == "another-name"
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "no question" not in said.getvalue()
    assert Vote.objects.filter(interpretation__question=question).exists()
    votes = Vote.objects.count()
    call_command("fill", question=old, comments=0, members=2, votes=2, seed=1, verbosity=0)
    assert Vote.objects.count() == votes + 2
