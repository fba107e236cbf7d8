"""Readings that are like a proposal: shown while it is typed, or asked about once."""

import pytest
from django.test import Client

from discussions.models import Interpretation, Member
from tests.support.content import Content
from tests.support.forms import form_to, values
from tests.support.html import parse
from tests.support.proposals import WORDS, address, none_yet, proposed, whole


@pytest.fixture
def sent(content: Content) -> dict[str, str]:
    return whole(content)


@pytest.fixture
def url(content: Content) -> str:
    return address(content)


@pytest.fixture
def known(content: Content, reader: Member, author: Member) -> dict[str, Interpretation]:
    """One reading of each kind, all nearly the same."""
    open_one, target, _third = content.readings
    rows = {"open": open_one, "target": target}
    kinds = {"mine": (reader, "proposed"), "theirs": (author, "proposed"),
             "declined": (author, "declined"), "merged": (None, "merged")}  # fmt: skip
    for name, (member, state) in kinds.items():
        rows[name] = Interpretation.objects.create(
            question=content.premise, statement=f"{WORDS}, {name}", proposed_by=member, state=state,
            merged_into=target if state == "merged" else None,
        )  # fmt: skip
    Interpretation.objects.filter(pk=open_one.pk).update(statement=f"{WORDS} again")
    return rows


def test_alike_ones_are_shown_while_typing(
    as_reader: Client, guest: Client, known: dict[str, Interpretation], url: str
) -> None:
    def shown(client: Client) -> set[str]:
        response = client.post(f"{url}alike/", {"statement": WORDS.upper()})
        assert response.status_code == 200
        box = parse(response).one(id="alike").one("div", class_="alike")
        return set(box["data-seen"].split(","))

    readers = {str(known[name].pk) for name in ("open", "target", "mine")}
    assert shown(as_reader) == readers
    assert shown(guest) == readers - {str(known["mine"].pk)}
    text = parse(as_reader.post(f"{url}alike/", {"statement": WORDS})).text
    assert f"“{WORDS}, merged” was joined to it" in text
    assert "theirs" not in text
    assert "declined" not in text


def test_nothing_is_like_other_words(as_reader: Client, content: Content, url: str) -> None:
    for statement in ("", "Quite another thing", "x" * 100_000, "\x00"):
        response = as_reader.post(f"{url}alike/", {"statement": statement})
        assert response.status_code == 200
        assert not parse(response).one(id="alike").all("a")


def test_without_a_script_they_are_asked_about_once(
    as_reader: Client, known: dict[str, Interpretation], url: str, sent: dict[str, str]
) -> None:
    Interpretation.objects.filter(state="proposed").delete()
    response = as_reader.post(url, sent)
    assert response.status_code == 422
    assert none_yet()
    page = parse(response)
    assert known["open"].get_absolute_url() in {link.get("href") for link in page.all("a")}
    form = form_to(response, url)
    assert form.all("button", type="submit")[-1].text == "It says something else: propose it"
    assert as_reader.post(url, values(form)).status_code == 303
    assert proposed().statement == WORDS


def test_what_was_merged_twice_leads_to_where_its_votes_are(
    content: Content, as_reader: Client, url: str
) -> None:
    first, second, third = content.readings
    Interpretation.objects.filter(pk=first.pk).update(statement=WORDS)
    first.merge_into(second)
    second.merge_into(third)
    box = parse(as_reader.post(f"{url}alike/", {"statement": WORDS})).one("div", class_="alike")
    assert box["data-seen"] == str(third.pk)
    third.decline()
    page = parse(as_reader.post(f"{url}alike/", {"statement": WORDS}))
    assert not page.all("div", class_="alike")
