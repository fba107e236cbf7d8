"""Until a moderator opens a reading, nobody but its proposer sees it."""

import pytest
from django.test import Client

from discussions.models import Interpretation, Member
from hersite.freshness import ALL, read_versions
from tests.support.content import Content
from tests.support.html import parse
from tests.support.proposals import address, propose_many, proposed, whole


@pytest.fixture
def sent(content: Content) -> dict[str, str]:
    return whole(content)


@pytest.fixture
def url(content: Content) -> str:
    return address(content)


def test_nobody_else_sees_it(
    content: Content, guest: Client, as_author: Client, as_reader: Client, url: str,
    sent: dict[str, str],
) -> None:  # fmt: skip
    as_reader.post(url, sent | {"statement": "MARKERWORD and a claim"})
    page = content.question.get_absolute_url()
    places = [page, f"{page}results/", f"/feeds{page}", content.url, "/members/reader/",
              "/questions/", "/", url]  # fmt: skip
    for client in (guest, as_author):
        for place in places:
            response = client.get(place)
            assert response.status_code == 200, place
            assert "MARKERWORD" not in response.content.decode(), place
    assert "MARKERWORD" not in as_author.get("/me/data/?download=1").content.decode()
    assert "MARKERWORD" in as_reader.get("/me/data/?download=1").content.decode()
    supports = parse(as_author.get(page)).one("select", name="supports").text
    assert "MARKERWORD" not in supports
    reading = proposed()
    assert as_author.get(f"{page}?supports={reading.pk}").status_code == 404
    vote = f"/interpretations/{reading.pk}/vote/"
    assert as_author.post(vote, {"stance": "agree"}).status_code == 404


def test_storing_it_ends_no_copy_of_a_page(
    as_reader: Client, url: str, sent: dict[str, str]
) -> None:
    before = read_versions((ALL,))
    as_reader.post(url, sent)
    assert read_versions((ALL,)) == before
    proposed().open_to_votes()
    assert read_versions((ALL,)) != before


def test_on_the_own_proposal_stand_no_buttons(
    content: Content, as_reader: Client, as_author: Client, reader: Member
) -> None:
    reading = content.readings[0]
    Interpretation.objects.filter(pk=reading.pk).update(proposed_by=reader)
    page = content.question.get_absolute_url()
    own = parse(as_reader.get(page)).one("fieldset", id=f"reading-{reading.pk}")
    assert "You proposed this reading" in own.text
    assert not own.all("button")
    theirs = parse(as_author.get(page)).one("fieldset", id=f"reading-{reading.pk}")
    assert len(theirs.all("button")) == 3
    assert "You proposed" not in theirs.text


def test_who_leaves_takes_along_what_nobody_has_voted_on(
    content: Content, reader: Member, url: str, as_reader: Client, sent: dict[str, str]
) -> None:
    Interpretation.objects.filter(pk=content.readings[-1].pk).update(proposed_by=reader)
    as_reader.post(url, sent)
    propose_many(reader, content, 1, state="declined")
    reader.erase(keep_texts=False)
    assert sorted(reader.proposals.values_list("state", "statement")) == [
        ("declined", ""), ("open", "Reading 3 of what-is-it-about"),
    ]  # fmt: skip
