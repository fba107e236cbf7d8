"""An edition that was scheduled is on every page at its second: from memory, with no job."""

from collections.abc import Iterator

import pytest
from django.test import Client

from discussions.models import Comment, Member
from explainer.models import Edition, Explanation
from tests.support.clock import Clock, stopped_clock
from tests.support.content import Content, make_draft
from tests.support.pages import public_pages
from tests.support.wsgi import Front

NEW = "The Lamp, told anew"


@pytest.fixture
def clock() -> Iterator[Clock]:
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def rewrite(clock: Clock, content: Content) -> Edition:
    """Goes live in ten minutes, with another title and without the section "after"."""
    edition = content.explanation.new_edition()
    edition.title = NEW
    edition.save()
    edition.sections.get(key="after").delete()
    edition.schedule(clock.later(minutes=10))
    return edition


@pytest.mark.parametrize(
    "url", ["/", "/questions/", "/feeds/explanations/", "/explained/the-lamp-explained/"]
)
def test_pages_from_memory_show_it_at_its_second(
    content: Content, rewrite: Edition, clock: Clock, url: str
) -> None:
    front = Front()
    clock.wait(minutes=9, seconds=59)
    before = front.get(url)
    assert NEW not in before.text
    assert front.get(url) == before
    assert front.made == [url]
    clock.wait(seconds=1)
    after = front.get(url)
    assert NEW in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    assert front.get(url) == after
    assert front.made == [url, url]


def test_the_sitemap_dates_the_page_anew(content: Content, clock: Clock) -> None:
    content.explanation.new_edition().schedule(clock.later(days=2))
    front = Front()
    day = f"<lastmod>{clock.later(days=2):%Y-%m-%d}</lastmod>"
    assert day not in front.get("/sitemap.xml").text
    clock.wait(days=2)
    assert day in front.get("/sitemap.xml").text


def test_no_copy_is_sent_beyond_the_moment(
    content: Content, comment: Comment, rewrite: Edition, clock: Clock
) -> None:
    """Of whatever may name an explanation: what a page shows today is nothing to rely on."""
    front = Front()
    pages = public_pages(content, comment)
    for url in pages.values():
        front.get(url)
    clock.wait(minutes=10)
    kept = set()
    for name, url in pages.items():
        before = len(front.made)
        front.get(url)
        if len(front.made) == before:
            kept.add(name)
    assert kept == {"pages:about"}


def test_members_see_it_at_its_second_too(
    as_reader: Client, content: Content, rewrite: Edition, clock: Clock
) -> None:
    assert NEW not in as_reader.get(content.url).content.decode()
    clock.wait(minutes=10)
    page = as_reader.get(content.url).content.decode()
    assert NEW in page
    assert 'id="after"' not in page


def test_a_first_edition_opens_its_page(content: Content, clock: Clock, editor: Member) -> None:
    explanation = Explanation.objects.create(film=content.film, slug="the-sea")
    make_draft(explanation, title=NEW).schedule(clock.later(seconds=30))
    front = Front()
    url = explanation.get_absolute_url()
    assert front.get(url).status == 404
    assert NEW not in front.get("/").text
    clock.wait(seconds=30)
    assert front.get(url).status == 200
    assert NEW in front.get("/").text


def test_taken_from_the_schedule_it_stays_away(
    content: Content, rewrite: Edition, clock: Clock
) -> None:
    front = Front()
    assert NEW not in front.get(content.url).text
    rewrite.unschedule()
    clock.wait(hours=1)
    assert NEW not in front.get(content.url).text
