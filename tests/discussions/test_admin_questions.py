from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Closure, Question
from hersite.models import StaffAction
from tests.support.admin_forms import fields, queries, save
from tests.support.content import Content, make_question, post
from tests.support.html import parse

LIST = "/admin/discussions/question/"


@pytest.fixture
def page(content: Content) -> str:
    return f"{LIST}{content.question.pk}/change/"


def titles(client: Client, query: str = "") -> list[str]:
    shown = parse(client.get(LIST + query))
    return [cell.text for cell in shown.all("th", class_="field-public_title")]


def act(client: Client, action: str, *questions: Question, **more: str) -> Any:
    chosen = [question.pk for question in questions]
    return client.post(LIST, {"action": action, "_selected_action": chosen} | more)


# -- The list --


def test_the_liveliest_question_comes_first(as_editor, content, author, reader):
    post(content.premise, author)
    content.readings[0].vote(reader, "agree")
    content.readings[1].vote(reader, "unsure")
    shown = parse(as_editor.get(LIST))
    assert titles(as_editor)[0] == "Why does he count ships?"
    votes = dict(
        zip(titles(as_editor), [c.text for c in shown.all("td", class_="field-votes")], strict=True)
    )
    assert votes["What is it about?"] == "2"
    assert votes["Why does he count ships?"] == "0"


def test_the_list_gives_no_ending_away(as_editor, content):
    assert "What happened in the last night?" in titles(as_editor)
    assert "put the lamp out" not in as_editor.get(LIST).content.decode()


def test_list_filters_open_closed_and_silent(as_editor, content, editor, author):
    Closure.objects.create(question=content.ending, by=editor, reason="Enough")
    Question.objects.filter(pk=content.premise.pk).update(closes_at=timezone.now())
    post(content.question, author)
    assert set(titles(as_editor, "?open=no")) == {
        "What happened in the last night?", "Why does he count ships?",
    }  # fmt: skip
    assert set(titles(as_editor, "?open=yes")) == {"What is it about?", "What did you make of it?"}
    assert "What is it about?" not in titles(as_editor, "?open=silent")


def test_list_takes_as_many_queries_for_many_questions(as_editor, content):
    few = queries(as_editor, LIST)
    for number in range(12):
        make_question(content.explanation, f"more-{number}", f"More {number}?")
    # session, member, permissions twice, the explanations to filter by, two counts, the list
    assert queries(as_editor, LIST) == few <= 8


# -- Writing --


def test_saving_makes_it_the_editors(as_editor, content, page):
    Question.objects.update(source_digest="abc")
    assert save(as_editor, page, title="What was it about?", slug="other").status_code == 302
    question = Question.objects.get(pk=content.question.pk)
    assert (question.title, question.slug, question.source_digest) == (
        "What was it about?", "other", "",
    )  # fmt: skip
    assert Question.objects.get(pk=content.premise.pk).source_digest == "abc"


def add(client: Client, content: Content, **typed: object) -> Any:
    sent = fields(client.get(LIST + "add/")) | {"explanation": content.explanation.pk}
    return client.post(LIST + "add/", sent | typed)


def test_the_address_is_made_of_what_may_stand_in_one(as_editor, content):
    words = {"title": "Is he dead?", "spoils": "ending", "safe_title": "How does it end?"}
    assert add(as_editor, content, **words).status_code == 302
    assert Question.objects.get(title="Is he dead?").slug == "how-does-it-end"
    assert add(as_editor, content, title="How does it end?", spoils="none").status_code == 302
    assert Question.objects.get(title="How does it end?").slug == "how-does-it-end-2"


def test_an_address_that_gives_it_away_is_refused(as_editor, content):
    words = {"title": "Is he dead?", "spoils": "ending", "safe_title": "How does it end?"}
    response = add(as_editor, content, slug="is-he-dead", **words)
    assert "gives it away" in response.content.decode()


def test_a_question_does_not_become_a_spoiler_under_its_old_address(as_editor, content):
    page = f"{LIST}{content.premise.pk}/change/"
    Question.objects.filter(pk=content.premise.pk).update(slug="why-does-he-count-ships")
    response = save(as_editor, page, spoils="ending", safe_title="A why")
    assert list(response.context["adminform"].form.errors) == ["slug"]
    assert "gives it away" in response.content.decode()
    assert save(as_editor, page, spoils="ending", safe_title="A why", slug="why").status_code == 302


def test_an_address_left_empty_stays_and_none_is_used_again(as_editor, content, page):
    save(as_editor, page, slug="")
    content.question.refresh_from_db()
    assert content.question.slug == "what-is-it-about"
    save(as_editor, page, slug="the-meaning")
    add(as_editor, content, title="What is it about?", spoils="none")
    assert Question.objects.latest("pk").slug == "what-is-it-about-2"
    response = add(as_editor, content, title="Another?", slug="what-is-it-about")
    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_the_ending_needs_a_safe_title_said_once(as_editor, content):
    response = save(as_editor, f"{LIST}{content.premise.pk}/change/", spoils="ending")
    errors = parse(response).all("ul", class_="errorlist")
    assert [error.text for error in errors if error.text] == [
        "A question that gives the ending away needs a safe title."
    ]


def test_its_section_exists(as_editor, content, page):
    response = save(as_editor, page, section_key="openning")
    assert "There are: after, ending, opening." in response.content.decode()


@pytest.mark.parametrize("name", ["leading", "general"])
def test_one_leading_question_and_one_general_thread(as_editor, content, name):
    page = f"{LIST}{content.premise.pk}/change/"
    errors = parse(save(as_editor, page, **{name: "on"})).all("ul", class_="errorlist")
    said = [error.text for error in errors if error.text]
    assert len(said) == 1
    assert "already" in said[0]


def test_the_general_thread_has_no_ballot(as_editor, content, page):
    assert "interpretations-0-statement" in as_editor.get(page).content.decode()
    general = f"{LIST}{content.general.pk}/change/"
    assert "interpretations-0-statement" not in as_editor.get(general).content.decode()


def test_an_interpretation_is_added_on_its_page(as_editor, content, page):
    save(as_editor, page, interpretations__3__statement="It is about waiting.")
    last = content.readings[-1]
    assert (last.statement, last.order) == ("It is about waiting.", 4)


def test_it_is_never_deleted(admin_client, content, page):
    assert admin_client.get(page.replace("change", "delete")).status_code == 403


# -- Closing --


def test_close_with_a_reason_and_open_again(as_moderator, content, moderator, guest):
    asked = act(as_moderator, "close", content.question, content.premise)
    assert parse(asked).one("input", name="reason")
    assert not Closure.objects.exists()
    assert act(as_moderator, "close", content.question, confirm="1", reason="").status_code == 200
    assert not Closure.objects.exists()
    done = act(as_moderator, "close", content.question, confirm="1", reason="All is said.")
    assert done.status_code == 302
    closure = Closure.objects.get()
    assert (closure.question, closure.by, closure.reason) == (
        content.question, moderator, "All is said.",
    )  # fmt: skip
    assert "is closed" in guest.get(content.question.get_absolute_url()).content.decode()
    act(as_moderator, "reopen", content.question)
    assert not Closure.objects.exists()
    said = StaffAction.objects.order_by("pk").values_list("said", flat=True)
    assert list(said) == ["Closed: All is said.", "Opened again."]


def test_closing_again_gives_the_new_reason(as_moderator, content):
    for reason in ("First.", "Second."):
        act(as_moderator, "close", content.question, confirm="1", reason=reason)
    assert Closure.objects.get().reason == "Second."


def test_open_again_whatever_closed_it(as_moderator, content):
    Question.objects.filter(pk=content.question.pk).update(closes_at=timezone.now())
    Question.objects.filter(pk=content.premise.pk).update(opened_at="2020-01-01T00:00Z")
    forms = [as_moderator.get(f"{LIST}{q.pk}/change/") for q in (content.question, content.premise)]
    said = [parse(form).one("div", class_="field-closed") for form in forms]
    assert "by its date" in said[0].text
    assert "after 180 quiet days" in said[1].text
    act(as_moderator, "reopen", content.question, content.premise)
    assert not any(question.is_closed for question in Question.objects.all())


def test_open_again_says_what_stays_closed_by_its_mode(as_moderator, content):
    Question.objects.filter(pk=content.question.pk).update(mode="closed")
    response = act(as_moderator, "reopen", content.question)
    page = as_moderator.get(response.url)
    assert "stays closed by its moderation" in page.content.decode()


def test_closing_is_the_moderators(as_editor, as_reader, content):
    for client in (as_editor, as_reader):
        act(client, "close", content.question, confirm="1", reason="Mine.")
    assert not Closure.objects.exists()


def test_moderators_read_and_do_not_write(as_moderator, content, page):
    shown = parse(as_moderator.get(page))
    assert not shown.all("input", name="title")
    assert shown.one("button", value="close")
    assert as_moderator.post(page, {"title": "Mine"}).status_code == 403
