"""/questions/<slug>/readings/: a reader proposes a reading, and sees what became of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.drafts import Draft
from discussions.models import Closure, Interpretation, Member, WordRule
from discussions.moderation.suspensions import suspend
from tests.support.content import Content
from tests.support.forms import SAME_ORIGIN, errors, form_to, sign_up, values
from tests.support.html import parse
from tests.support.proposals import (
    REASONS,
    WORDS,
    address,
    none_yet,
    propose_many,
    proposed,
    whole,
)

MINE = "/me/readings/"


@pytest.fixture
def sent(content: Content) -> dict[str, str]:
    return whole(content)


@pytest.fixture
def url(content: Content) -> str:
    return address(content)


def test_it_waits_and_its_proposer_is_told(
    content: Content, as_reader: Client, reader: Member, url: str, sent: dict[str, str]
) -> None:
    page = as_reader.get(content.question.get_absolute_url())
    assert parse(page).one("a", href=url).text == "Propose a reading"
    form = form_to(as_reader.get(url), url)
    response = as_reader.post(url, values(form) | sent)
    assert (response.status_code, response["Location"]) == (303, MINE)
    reading = proposed()
    assert (reading.question, reading.proposed_by) == (content.question, reader)
    assert (reading.statement, reading.reasoning) == (WORDS, REASONS)
    assert reading.scene is not None
    assert content.readings[-1] == reading, "what is loaded from files counts the others"
    mine = parse(as_reader.get(MINE)).one("main")
    assert "waits for a moderator" in mine.one("ul", class_="messages").text
    assert "Waits for a moderator" in mine.one("li", id=f"p{reading.pk}").text


@pytest.mark.parametrize("key", ["opening", ""])
def test_a_passage_in_place_of_a_scene(
    as_reader: Client, url: str, sent: dict[str, str], key: str
) -> None:
    quoted = {"scene": "", "section_key": key, "quote": " keeper  counts ships.\nEvery night"}
    assert as_reader.post(url, sent | quoted).status_code == 303
    # The section is found where none was named; words may go across paragraphs.
    assert (proposed().section_key, proposed().quote) == (
        "opening",
        "keeper counts ships. Every night",
    )


BAD = [
    ({"statement": ""}, "Write something first"),
    ({"statement": "  \u200b "}, "Say it in words"),
    ({"statement": "…?!"}, "Say it in words"),
    ({"statement": "x" * 201}, "at most 200"),
    ({"statement": "a\x00b"}, "Null characters"),
    ({"reasoning": ""}, "Write something first"),
    ({"reasoning": "x" * 39}, "40 characters at least"),
    ({"reasoning": "x" * 2_001}, "at most 2000"),
    ({"scene": ""}, "Choose a scene, or quote a passage"),
    ({"scene": "9" * 30}, "valid choice"),
    ({"scene": "' OR 1=1"}, "valid choice"),
    ({"section_key": "nowhere", "quote": "counts ships"}, "valid choice"),
    ({"section_key": "opening"}, "Copy the words"),
    ({"section_key": "after", "quote": "counts ships"}, "don’t stand in that section"),
    ({"scene": "", "quote": "counts shops"}, "doesn’t have these words"),
    ({"quote": "x" * 501}, "at most 500"),
]


@pytest.mark.parametrize(("wrong", "said"), BAD)
def test_bad_input_is_explained_and_kept(
    as_reader: Client, url: str, sent: dict[str, str], wrong: dict[str, str], said: str
) -> None:
    response = as_reader.post(url, sent | wrong)
    assert response.status_code == 422
    assert said in errors(response)
    shown = values(form_to(response, url))
    whole = {"statement": WORDS, "reasoning": REASONS} | wrong
    assert shown["reasoning"].strip() == whole["reasoning"]
    assert shown["statement"].replace("\x00", "") == whole["statement"].replace("\x00", "")
    (name,) = [n for n in ("statement", "reasoning", "scene", "section_key", "quote")
               if parse(response).one("main").all("ul", id=f"id_{n}_error")]  # fmt: skip
    assert name in {*wrong, "quote", "scene"}
    assert none_yet()


def test_twice_is_one_reading(as_reader: Client, url: str, sent: dict[str, str]) -> None:
    for _twice in range(2):
        as_reader.post(url, sent | {"seen": str(Interpretation.objects.latest("pk").pk)})
    assert proposed().statement == WORDS


def test_a_guests_is_kept_until_they_have_signed_up(
    guest: Client, url: str, sent: dict[str, str]
) -> None:
    response = guest.post(url, sent, headers=SAME_ORIGIN)
    assert response["Location"].startswith("/account/signup/")
    page = sign_up(guest)
    assert none_yet(), "signing in posts no text"
    form = form_to(page, url)
    assert values(form) | sent == values(form)
    assert form.one("textarea", name="reasoning"), "shown to be read, not only to be confirmed"
    assert guest.post(url, values(form)).status_code == 303
    assert proposed().proposed_by == Member.objects.get(username="fresh")
    assert "Here is what you wrote" not in guest.get(url).content.decode()


def test_kept_texts_are_pushed_out_by_no_number_of_buttons(url: str, sent: dict[str, str]) -> None:
    assert Draft(url, url, sent, trusted=True).is_text


def test_a_stale_token_keeps_the_text(
    strict: Client, reader: Member, url: str, sent: dict[str, str]
) -> None:
    strict.force_login(reader)
    response = strict.post(url, sent, headers=SAME_ORIGIN)
    page = strict.get(response["Location"], follow=True)
    assert values(form_to(page, url))["reasoning"] == REASONS
    assert none_yet()


def test_suspended_members_keep_their_text(
    as_reader: Client, reader: Member, moderator: Member, url: str, sent: dict[str, str]
) -> None:
    ends = timezone.now() + timedelta(days=2)
    suspend(reader, moderator, rule="spam", message="Enough.", ends_at=ends)
    response = as_reader.post(url, sent)
    assert response.status_code == 403
    assert "You are suspended until" in errors(response)
    assert values(form_to(response, url))["statement"] == WORDS
    assert none_yet()


def test_a_closed_question_takes_none(
    content: Content, as_reader: Client, url: str, sent: dict[str, str]
) -> None:
    Closure.objects.create(question=content.question, reason="Done")
    response = as_reader.post(url, sent)
    assert response.status_code == 409
    assert "closed" in errors(response)
    assert WORDS in response.content.decode()
    assert not parse(as_reader.get(url)).all("form", action=url)
    page = parse(as_reader.get(content.question.get_absolute_url()))
    assert not page.all("a", href=url)
    assert none_yet()


@pytest.mark.parametrize("page", ["readings/", "readings/alike/"])
def test_the_general_thread_has_none(content: Content, as_reader: Client, page: str) -> None:
    url = f"{content.general.get_absolute_url()}{page}"
    assert as_reader.post(url, {"statement": "x"}).status_code == 404


def test_three_wait_at_most(
    content: Content, reader: Member, as_reader: Client, url: str, sent: dict[str, str]
) -> None:
    propose_many(reader, content, 3)
    response = as_reader.post(url, sent)
    assert response.status_code == 409
    assert "Three of your readings wait" in errors(response)
    assert values(form_to(response, url))["statement"] == WORDS
    reader.proposals.update(state="open")
    assert as_reader.post(url, sent).status_code == 303


def test_five_a_day_at_most(
    content: Content, reader: Member, as_reader: Client, url: str, sent: dict[str, str]
) -> None:
    earlier = timezone.now() - timedelta(hours=23)
    propose_many(reader, content, 5, state="declined", proposed_at=earlier)
    response = as_reader.post(url, sent)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3_600
    assert "Five readings a day" in errors(response)
    reader.proposals.update(proposed_at=earlier - timedelta(hours=2))
    assert as_reader.post(url, sent).status_code == 303


@pytest.mark.parametrize(("action", "status"), [("reject", 422), ("queue", 303)])
def test_words_that_are_not_posted_here(
    as_reader: Client, url: str, sent: dict[str, str], action: str, status: int
) -> None:
    WordRule.objects.create(pattern="zanzibar", action=action, is_on=True)
    response = as_reader.post(url, sent | {"reasoning": f"{REASONS} Zanzibar."})
    assert response.status_code == status
    assert none_yet() == (status == 422)
