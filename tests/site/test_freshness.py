"""Whatever changes what a page shows, the next guest sees it; all else leaves the copy alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Comment, Member
from hersite import freshness
from hersite.freshness import ALL, SITE, bump, read_versions
from tests.support.cast import make_member
from tests.support.changes import CHANGES, close, save_with, vote
from tests.support.content import Content, make_draft, post, reload
from tests.support.wsgi import Front


@pytest.fixture
def front(db: None) -> Front:
    return Front()


@pytest.mark.parametrize("name", CHANGES)
def test_the_next_guest_sees(content: Content, comment: Comment, front: Front, name: str) -> None:
    change, page, appears = CHANGES[name]
    url = page(content, comment)
    assert appears not in front.get(url).text
    change(content, reload(comment))
    assert appears in front.get(url).text


def test_what_comes_back_is_seen_too(content: Content, comment: Comment, front: Front) -> None:
    url = content.question.get_absolute_url()
    closure = close(content, comment)
    comment.hide()
    assert comment.body not in front.get(url).text
    closure.delete()
    reload(comment).show()
    text = front.get(url).text
    assert comment.body in text
    assert "All is said" not in text
    reload(comment).withdraw_useful(comment.author)
    assert front.get(url).text == text


def test_a_removed_sample_is_gone(content: Content, front: Front) -> None:
    call_command("load_demo", verbosity=0)
    assert "is a sample" in front.get("/").text
    call_command("remove_demo", verbosity=0)
    assert "is a sample" not in front.get("/").text


def test_other_pages_stay(content: Content, comment: Comment, front: Front) -> None:
    """A comment ends the copies that show it and no others; a vote, those of the results."""
    other = content.premise.get_absolute_url()
    shown = content.question.get_absolute_url()
    results = f"{shown}results/"
    for url in (other, shown, results, "/about/"):
        front.get(url)
    front.made.clear()
    post(content.question, comment.author, "More words")
    vote(content, comment)
    for url in (other, "/about/"):
        front.get(url)
    assert front.made == []
    front.get(shown)
    front.get(results)
    assert front.made == [shown, results]


def test_what_no_guest_sees_ends_no_copy(
    content: Content, comment: Comment, newcomer: Member, front: Front
) -> None:
    front.get("/")
    newcomer.last_login = timezone.now()
    newcomer.save(update_fields=["last_login"])
    make_member("somebody-new")
    make_draft(content.explanation, number=2)
    comment.flags.create(member=newcomer, reason="spam")
    front.get("/")
    assert front.made == ["/"]


# -- The clock --


@pytest.fixture
def move_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def move(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        monkeypatch.setattr(freshness, "time", moment.timestamp)

    return move


def test_an_edition_goes_live_at_its_moment(
    content: Content, front: Front, move_clock: Callable[[datetime], None]
) -> None:
    moment = timezone.now() + timedelta(hours=1)
    draft = content.explanation.new_edition()
    draft.title = "Another title"
    draft.save()
    draft.schedule(moment)
    pages = (content.url, "/", "/questions/", content.question.get_absolute_url(), "/sitemap.xml")
    before = {url: front.get(url).text for url in (*pages, "/feeds/explanations/")}
    move_clock(moment - timedelta(milliseconds=1))
    # Ballots have another order after midnight, which may lie in this hour.
    del before[content.question.get_absolute_url()]
    assert {url: front.get(url).text for url in before} == before
    move_clock(moment)
    for url in pages[:4]:
        assert "Another title" in front.get(url).text, url
    assert "Another title" in front.get("/feeds/explanations/").text
    assert front.get("/sitemap.xml").text != before["/sitemap.xml"]


@pytest.mark.parametrize("general", [False, True])
def test_a_question_closes_at_its_moment(
    content: Content, front: Front, move_clock: Callable[[datetime], None], general: bool
) -> None:
    question = content.general if general else content.question
    moment = timezone.now() + timedelta(seconds=90)
    save_with(question, closes_at=moment)
    url = content.url if general else question.get_absolute_url()
    assert "Post" in front.get(url).text
    move_clock(moment)
    assert 'id="comment-form"' not in front.get(url).text


def test_ballots_are_shuffled_at_midnight(
    content: Content, front: Front, move_clock: Callable[[datetime], None]
) -> None:
    url = content.question.get_absolute_url()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    orders = set()
    for day in range(1, 12):
        move_clock(midnight + timedelta(days=day, seconds=-1))
        late = front.get(url).body
        made = len(front.made)
        move_clock(midnight + timedelta(days=day))
        orders.add(front.get(url).body)
        assert len(front.made) == made + 1
        orders.add(late)
    assert len(orders) > 2


# -- Versions --


def test_a_rolled_back_change_is_none(content: Content) -> None:
    before = read_versions((ALL, SITE))
    with transaction.atomic():
        bump(SITE, ALL)
        assert read_versions((ALL, SITE)) != before
        transaction.set_rollback(True)
    assert read_versions((ALL, SITE)) == before


def test_scopes_rise_in_one_order(db: None) -> None:
    """Two writers that touch the same scopes never wait for each other in a ring."""
    with CaptureQueriesContext(connection) as captured:
        bump(ALL, SITE, "explanation:b", "thread:a", "results:z", "explanation:a")
    statement = captured.captured_queries[-1]["sql"]
    order = ["results:z", "thread:a", "explanation:a", "explanation:b", SITE, ALL]
    places = [statement.index(f"'{scope}'") for scope in order]
    assert places == sorted(places)
