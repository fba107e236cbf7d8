"""/questions/ and /questions/<slug>/: the list, and a question with its readings and its thread."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from discussions.models import Closure, Member, Question
from explainer.models import Withdrawal
from tests.support.content import Content, make_question, post, post_many
from tests.support.html import parse


def test_the_list_names_each_question_by_its_public_title(content: Content, guest: Client) -> None:
    page = parse(guest.get("/questions/"))
    titles = [link.text for link in page.one("main").all("a")]
    assert titles == [
        "The Lamp, ending explained",
        "What is it about?",
        "What happened in the last night?",
        "Why does he count ships?",
        "What did you make of it?",
    ]


def test_the_list_counts_comments_and_hides_zero(
    content: Content, author: Member, guest: Client
) -> None:
    post(content.premise, author)
    post(content.ending, author)
    post(content.ending, author)
    page = parse(guest.get("/questions/"))
    counts = [count.text for count in page.all(class_="count")]
    assert counts == ["2 comments", "1 comment"]


def test_a_question_shows_its_readings_and_its_thread(
    content: Content, author: Member, guest: Client
) -> None:
    post(content.question, author, "Read me")
    page = parse(guest.get(content.question.get_absolute_url()))
    assert page.one("h1").text == "What is it about?"
    assert len(page.all("fieldset", class_="ballot")) == 3
    assert "Read me" in page.one("ol", class_="thread").text
    asked_by = page.one("main").all("a", href=f"{content.url}#opening")
    assert "The Lamp, ending explained" in [link.text for link in asked_by]


def test_a_question_that_spoils_says_so_and_its_page_asks_it_in_full(
    content: Content, guest: Client
) -> None:
    page = parse(guest.get(content.ending.get_absolute_url()))
    assert page.one("h1").text == "Did the keeper put the lamp out himself?"
    assert page.one("title").text == "What happened in the last night? · After Her"
    assert "Gives the ending away" in page.text


def test_sorts_are_links_and_the_current_one_says_so(
    content: Content, author: Member, guest: Client
) -> None:
    post_many(content.question, [author], 2)
    url = content.question.get_absolute_url()
    for address, current in ((url, "Best"), (f"{url}?sort=new", "New"), (f"{url}?sort=old", "Old")):
        sorts = parse(guest.get(address)).one("nav", class_="sorts")
        assert [link.text for link in sorts.all("a")] == ["Best", "New", "Old"]
        assert sorts.one("a", aria_current="true").text == current


def test_the_next_page_follows_and_leads_back_to_the_start(
    content: Content, author: Member, guest: Client
) -> None:
    post_many(content.question, [author], 60)
    url = content.question.get_absolute_url()
    first = parse(guest.get(f"{url}?sort=old"))
    more = first.one("p", class_="pager").one("a")
    second = parse(guest.get(more["href"]))
    shown = [article["id"] for page in (first, second) for article in page.all("article")]
    assert len(shown) == len(set(shown)) == 60
    back = second.one("p", class_="pager").one("a")
    assert back["href"] == f"{url}?sort=old#thread"


def test_unknown_parameters_and_sorts_change_nothing(
    content: Content, comment: object, guest: Client
) -> None:
    url = content.question.get_absolute_url()
    plain = guest.get(url)
    for query in ("utm_source=x", "sort=random", "sort=", "after=", "page=2&x[]=1", "sort=best"):
        other = guest.get(f"{url}?{query}")
        assert other.content == plain.content, query
        assert other["ETag"] == plain["ETag"]


@pytest.mark.parametrize("cursor", ["x", "9999999999", "0" * 90, "%00", "9" * 9999])
def test_an_unknown_cursor_is_not_found(content: Content, guest: Client, cursor: str) -> None:
    assert guest.get(f"{content.question.get_absolute_url()}?after={cursor}").status_code == 404


def test_the_canonical_address_knows_neither_sort_nor_cursor(
    content: Content, author: Member, guest: Client
) -> None:
    comments = post_many(content.question, [author], 60)
    url = content.question.get_absolute_url()
    for query in ("", "?sort=new", f"?sort=old&after={comments[40].path}"):
        page = parse(guest.get(f"{url}{query}"))
        assert page.one("link", rel="canonical")["href"] == f"http://localhost:8000{url}"
        assert page.one("meta", property="og:url")["content"] == f"http://localhost:8000{url}"


def test_a_closed_question_can_be_read_and_not_added_to(
    content: Content, comment: object, as_reader: Client, moderator: Member
) -> None:
    Closure.objects.create(question=content.question, by=moderator, reason="All is said")
    page = parse(as_reader.get(content.question.get_absolute_url()))
    assert "This question is closed" in page.text
    assert "All is said" in page.text
    assert "The lamp is the clue." in page.text
    assert not page.all("textarea")
    assert not page.all("a", data_reply=True)


def test_questions_of_what_is_not_live_are_nowhere(
    content: Content, guest: Client, editor: Member
) -> None:
    Withdrawal.objects.create(explanation=content.explanation, by=editor, reason="A mistake")
    url = content.question.get_absolute_url()
    for address in (url, f"{url}results/", f"/feeds{url}"):
        assert guest.get(address).status_code == 404, address
    assert content.question.title not in guest.get("/questions/").content.decode()


@pytest.mark.parametrize("path", ["/questions/", "/questions/what-is-it-about/"])
def test_wrong_method(content: Content, as_reader: Client, path: str) -> None:
    assert as_reader.post(path).status_code == 405


def test_an_unknown_question_is_not_found(content: Content, guest: Client) -> None:
    for slug in ("no-such", "x" * 500, "What-Is-It-About"):
        assert guest.get(f"/questions/{slug}/").status_code == 404


def test_what_spoils_the_ending_needs_a_safe_title(content: Content) -> None:
    question = Question(
        explanation=content.explanation, slug="s", title="He dies?", spoils="ending", order=9
    )
    with pytest.raises(ValidationError) as caught:
        question.full_clean()
    assert "safe_title" in caught.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        question.save()


@pytest.mark.parametrize("once", ["leading", "general"])
def test_one_leading_question_and_one_general_thread(content: Content, once: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_question(content.explanation, "second", "A second one", **{once: True})
