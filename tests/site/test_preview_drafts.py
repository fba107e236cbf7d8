"""A draft as its public page, before it is one: for editors, and for a reader with a link."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from discussions.models import Member
from explainer.checks import find
from explainer.models import Edition, Explanation, Picture, PreviewLink, Section
from hersite.spoils import Spoils
from tests.support.clock import Clock, stopped_clock
from tests.support.content import Content, make_draft, make_question, post
from tests.support.html import parse
from tests.support.wsgi import Front


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def draft(content: Content, editor: Member) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def link(draft: Edition, editor: Member, clock: Clock) -> PreviewLink:
    fields = {"edition": draft, "reader": "A friend", "by": editor, "made_at": clock.now}
    return PreviewLink.objects.create(**fields)


def page(edition: Edition) -> str:
    return reverse("pages:draft_page", args=[edition.pk])


def main(response: object) -> bytes:
    """The bytes from the beginning to the end of ``<main>``."""
    assert response.status_code == 200  # type: ignore[attr-defined]
    _before, start, rest = response.content.partition(b"<main")  # type: ignore[attr-defined]
    inside, end, _after = rest.partition(b"</main>")
    assert start
    assert end
    return inside


# -- The same bytes --


def first_ever(content: Content, reader: Member) -> Edition:
    """Of a page that nobody has seen, with questions, comments, a lead picture and a see-also."""
    explanation = Explanation.objects.create(film=content.film, slug="the-ships-explained")
    explanation.see_also_links.create(other=content.explanation)
    draft = make_draft(explanation, lead=True, spoils=Spoils.PREMISE)
    make_question(explanation, "which-ships", "Which?", section_key="opening", leading=True)
    general = make_question(explanation, "about-ships", "Say it", readings=0, general=True)
    post(general, reader, "Words from before it went live.")
    return draft


def correction(content: Content, reader: Member) -> Edition:
    """With comments about words that stay, that move, and that go."""
    for quote, key in (
        ("counts ships", "opening"),
        ("Every night he writes the number down.", "opening"),
        ("The book is found.", "after"),
    ):
        paragraph = "opening-6991c" if quote == "counts ships" else ""
        about = {"quote": quote, "section_key": key, "paragraph": paragraph}
        post(content.general, reader, f"About “{quote}”", **about)
    post(content.ending, reader)
    draft = content.explanation.new_edition()
    draft.title = "The Lamp, told anew"
    draft.save()
    opening = draft.sections.get(key="opening")
    opening.body = "Nobody counts ships.\n\nHe sleeps."
    opening.save()
    ending = draft.sections.get(key="ending")
    ending.body += "\n\nEvery night he writes the number down."
    ending.picture = Picture.objects.create(art="letter", alt="A letter")
    ending.save()
    draft.sections.get(key="after").delete()
    return draft


def minor_correction(content: Content, reader: Member) -> Edition:
    content.explanation.new_edition().publish()
    draft = content.explanation.new_edition()
    draft.minor, draft.standfirst = True, "A quiet film."
    draft.save()
    return draft


@pytest.mark.parametrize("make", [first_ever, correction, minor_correction])
def test_what_is_previewed_is_what_readers_get(
    content: Content,
    reader: Member,
    as_editor: Client,
    guest: Client,
    clock: Clock,
    make: Callable[[Content, Member], Edition],
) -> None:
    draft = make(content, reader)
    url = draft.explanation.get_absolute_url()
    clock.wait(days=1)
    # What the page is made of otherwise is kept by now, and is of no use to the preview.
    earlier = guest.get(url).content
    previewed = main(as_editor.get(page(draft)))
    assert guest.get(url).content == earlier
    draft.publish()
    assert previewed == main(guest.get(url))
    assert previewed not in earlier


def test_a_scheduled_one_is_shown_as_at_its_moment(
    content: Content, as_editor: Client, guest: Client, clock: Clock
) -> None:
    # A page without ballots, for their order is another one each day.
    explanation = content.note.explanation
    draft = explanation.new_edition()
    other = Explanation.objects.create(film=content.film, slug="the-ships-explained")
    explanation.see_also_links.create(other=other)
    make_draft(other).schedule(clock.later(days=2))
    draft.schedule(clock.later(days=3))
    response = as_editor.get(page(draft))
    assert "as it goes live on" in parse(response).one("aside", class_="banner").text
    previewed = main(response)
    clock.wait(days=3)
    assert previewed == main(guest.get(explanation.get_absolute_url()))
    assert b"the-ships-explained" in previewed


def test_faults_are_shown_not_refused(content: Content, as_editor: Client) -> None:
    empty = Explanation.objects.create(film=content.film, slug="empty").new_edition()
    assert as_editor.get(page(empty)).status_code == 200
    body = "![](art:nowhere)\n\n[Dead](/nowhere/)"
    Section.objects.create(edition=empty, key="dead", heading="", body=body)
    assert 'href="/nowhere/"' in as_editor.get(page(empty)).content.decode()


def test_nothing_of_the_editor_is_on_it(draft: Edition, as_editor: Client) -> None:
    text = as_editor.get(page(draft)).content.decode()
    assert "csrfmiddlewaretoken" not in text
    assert "Sign in" in text
    assert "editor" not in parse(text).one("header", class_="masthead").text


# -- Who may see it, and who may keep it --


def test_no_copy_of_it_is_kept_and_no_search_engine_finds_it(
    content: Content, draft: Edition, link: PreviewLink
) -> None:
    front = Front()
    for _ in range(2):
        answer = front.get(link.get_absolute_url())
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "ETag" not in answer.headers
    assert front.made == [link.get_absolute_url()] * 2
    head = parse(answer.text).one("head")
    assert head.one("meta", name="robots")["content"] == "noindex"
    assert not head.all("link", rel="canonical")
    assert not head.all("script", type="application/ld+json")
    assert "/drafts/" not in front.get("/robots.txt").text
    assert "/drafts/" not in front.get("/sitemap.xml").text


def test_the_editors_page_is_kept_by_nobody_either(draft: Edition, as_editor: Client) -> None:
    response = as_editor.get(page(draft))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_only_the_editors_page_may_stand_in_a_frame(
    content: Content, draft: Edition, link: PreviewLink, as_editor: Client
) -> None:
    framed = as_editor.get(page(draft))
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    for url in (link.get_absolute_url(), content.url):
        response = as_editor.get(url)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_the_address_is_told_to_no_other_site(link: PreviewLink, guest: Client) -> None:
    assert guest.get(link.get_absolute_url())["Referrer-Policy"] == "same-origin"


def test_no_text_goes_live_with_a_link_to_a_draft(draft: Edition, link: PreviewLink) -> None:
    for url in (link.get_absolute_url(), page(draft)):
        section = draft.sections.get(key="after")
        section.body = f"[Later]({url})"
        section.save()
        said = [finding.message for finding in find(draft) if finding.stops]
        assert said == [f"Readers find nothing at “{url}”."]


def test_a_reader_with_a_link_gets_the_same(
    draft: Edition, link: PreviewLink, guest: Client, as_editor: Client
) -> None:
    assert main(guest.get(link.get_absolute_url())) == main(as_editor.get(page(draft)))


def test_what_is_published_has_its_own_page(
    content: Content, draft: Edition, as_editor: Client
) -> None:
    draft.publish()
    response = as_editor.get(page(draft))
    assert response.status_code == 302
    assert response["Location"] == content.url
