"""/me/readings/: what a member has proposed and what became of it; and what these pages ask."""

from django.test import Client

from discussions.models import Interpretation, Member, Question
from explainer.models import Edition
from tests.support.admin_forms import queries
from tests.support.content import Content
from tests.support.html import parse
from tests.support.proposals import address, propose_many

MINE = "/me/readings/"


def test_nobody_elses_and_the_newest_first(
    content: Content, as_reader: Client, reader: Member, author: Member
) -> None:
    assert "Propose a reading" in parse(as_reader.get(MINE)).one("ol", class_="entries").text
    propose_many(author, content, 1)
    propose_many(reader, content, 2)
    rows = parse(as_reader.get(MINE)).one("ol", class_="entries").all("li")
    assert [row["id"] for row in rows] == [
        f"p{key}" for key in reader.proposals.order_by("-pk").values_list("pk", flat=True)
    ]


def test_the_words_are_covered_where_they_may_give_something_away(
    content: Content, as_reader: Client, reader: Member
) -> None:
    propose_many(reader, content, 1)
    Edition.objects.update(spoils="ending")
    row = parse(as_reader.get(MINE)).one("ol", class_="entries").one("li")
    assert "Number 0" in row.one("details", class_="spoiler").text
    Edition.objects.update(spoils="none")
    row = parse(as_reader.get(MINE)).one("ol", class_="entries").one("li")
    assert not row.all("details")


def test_what_readers_can_not_see_is_not_linked(
    content: Content, as_reader: Client, reader: Member
) -> None:
    propose_many(reader, content, 1, state="open")
    assert len(parse(as_reader.get(MINE)).one("ol", class_="entries").all("a")) == 2
    Edition.objects.update(publish_at=None)
    assert not parse(as_reader.get(MINE)).one("ol", class_="entries").all("a")


def test_an_unknown_cursor_is_404(as_reader: Client) -> None:
    for cursor in ("x", "9" * 30, "7"):
        assert as_reader.get(f"{MINE}?after={cursor}").status_code == 404


def test_no_page_asks_more_however_much_there_is(
    content: Content, as_reader: Client, reader: Member
) -> None:
    url = address(content)
    propose_many(reader, content, 1)
    few = [queries(as_reader, page) for page in (MINE, url)]
    propose_many(reader, content, 25, state="open")
    for question in Question.objects.filter(general=False):
        for number in range(20):
            Interpretation.objects.create(question=question, statement=f"Another, {number}")
    # The list: the session, the member, the readings, what was decided on them, the banner. The
    # form: the session, the member, the question, whether and since when its explanation is live,
    # the live edition twice, its sections, the film, its scenes, the banner.
    assert [queries(as_reader, page) for page in (MINE, url)] == few
    assert few[0] <= 5
    assert few[1] <= 11
