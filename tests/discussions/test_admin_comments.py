from typing import Any

import pytest
from django.test import Client

from discussions.models import Comment, Decision, Flag, Question, Review
from hersite.models import StaffAction
from tests.support.admin_forms import queries
from tests.support.content import post, post_many, reload
from tests.support.html import parse

LIST = "/admin/discussions/comment/"


@pytest.fixture
def flag(comment: Comment, reader) -> Flag:
    return Flag.objects.create(member=reader, comment=comment, reason="spam", note="An advert.")


def act(client: Client, action: str, *comments: Comment, **fields: Any) -> Any:
    chosen = [comment.pk for comment in comments]
    return client.post(LIST, {"action": action, "_selected_action": chosen, **fields})


def hide(client: Client, *comments: Comment) -> Any:
    return act(client, "hide", *comments, confirm="1", rule="unkind", note="Please.")


def excerpts(client: Client, query: str = "") -> list[str]:
    shown = parse(client.get(LIST + query))
    return [cell.text for cell in shown.all("th", class_="field-excerpt")]


def test_list_shows_reports_and_the_newest_first(as_moderator, content, comment, flag, reader):
    newest = post(content.premise, reader, "Word " * 60)
    rows = parse(as_moderator.get(LIST)).one("table", id="result_list").one("tbody").all("tr")
    assert len(rows[0].one("th", class_="field-excerpt").text) <= 91
    assert rows[0].one("td", class_="field-reports").text == "–"
    assert rows[1].one("td", class_="field-reports").text == "1"
    assert excerpts(as_moderator, "?reported=yes") == ["The lamp is the clue."]
    assert len(excerpts(as_moderator, "?reported=no")) == 1
    assert len(excerpts(as_moderator, f"?question__id__exact={content.premise.pk}")) == 1
    newest.hide()
    assert len(excerpts(as_moderator, "?state__exact=hidden")) == 1
    assert excerpts(as_moderator, "?q=clue") == ["The lamp is the clue."]


def test_list_takes_as_many_queries_for_many_comments(as_moderator, content, comment, flag, author):
    few = queries(as_moderator, LIST)
    post_many(content.question, [author], 30)
    # session, member, permissions twice, the questions to filter by, a count, the list
    assert queries(as_moderator, LIST) == few <= 7


def test_hide_and_show_keep_the_counters_right(as_moderator, content, comment, author):
    other = post(content.question, author, "Another.")
    asked = parse(act(as_moderator, "hide", comment, other))
    assert asked.one("select", name="rule")
    assert reload(comment).state == Comment.State.VISIBLE
    hide(as_moderator, comment, other)
    assert Question.objects.get(pk=content.question.pk).comment_count == 0
    assert reload(comment).state == Comment.State.HIDDEN
    assert reload(comment).body == "The lamp is the clue."
    act(as_moderator, "show", comment)
    assert Question.objects.get(pk=content.question.pk).comment_count == 1
    said = StaffAction.objects.order_by("pk").values_list("said", flat=True)
    assert list(said) == ["Hidden: unkind.", "Hidden: unkind.", "Approved."]
    decided = Decision.objects.filter(comment=comment).order_by("pk")
    assert list(decided.values_list("action", "rule", "note")) == [
        ("hide", "unkind", "Please."), ("approve", "", ""),
    ]  # fmt: skip


def test_hiding_twice_counts_once(as_moderator, content, comment):
    for _time in range(2):
        hide(as_moderator, comment)
    assert Question.objects.get(pk=content.question.pk).comment_count == 0
    assert StaffAction.objects.count() == 1


def test_a_held_comment_is_approved(as_moderator, content, author):
    held = post(content.question, author, held_for="new")
    act(as_moderator, "show", held)
    assert reload(held).state == Comment.State.VISIBLE
    assert not Review.objects.open().exists()
    assert Question.objects.get(pk=content.question.pk).comment_count == 1


def test_what_its_author_deleted_stays_deleted(as_moderator, comment):
    comment.delete_by_author()
    act(as_moderator, "show", comment)
    assert reload(comment).state == Comment.State.DELETED


def test_page_shows_reports_and_earlier_words(as_moderator, comment, flag, reader):
    comment.edit("The lamp was the clue.", editor=reader)
    shown = parse(as_moderator.get(f"{LIST}{comment.pk}/change/"))
    assert "An advert." in shown.text
    assert "The lamp is the clue." in shown.text
    assert not shown.one(id="content").all("textarea")
    assert not shown.all("input", name="_save")
    button = shown.one("button", value="hide")
    form = next(element for element in button.ancestors if element.tag == "form")
    assert (form["action"], form.one("input", name="_selected_action")["value"]) == (
        LIST, str(comment.pk),
    )  # fmt: skip


def test_words_are_nobodys_to_change_or_delete(admin_client, comment):
    page = f"{LIST}{comment.pk}/change/"
    assert admin_client.post(page, {"body": "Mine."}).status_code == 403
    assert admin_client.get(page.replace("change", "delete")).status_code == 403
    assert admin_client.get(LIST + "add/").status_code == 403
    assert reload(comment).body == "The lamp is the clue."


def test_editors_read_and_decide_nothing(as_editor, comment):
    assert excerpts(as_editor) == ["The lamp is the clue."]
    assert 'name="action"' not in as_editor.get(LIST).content.decode()
    hide(as_editor, comment)
    assert reload(comment).state == Comment.State.VISIBLE


def test_others_are_kept_out(as_reader, guest, comment, moderator):
    assert as_reader.get(LIST, follow=True).status_code == 403
    assert guest.get(LIST).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)
    assert hide(strict, comment).status_code == 403
    assert reload(comment).state == Comment.State.VISIBLE
