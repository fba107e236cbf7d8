import pytest
from django.urls import reverse

from discussions.models import Interpretation
from tests.support.admin_forms import fields, queries, save
from tests.support.html import parse

LIST = "/admin/discussions/interpretation/"


@pytest.fixture
def reading(content) -> Interpretation:
    return content.readings[0]


@pytest.fixture
def page(reading: Interpretation) -> str:
    return reverse("admin:discussions_interpretation_change", args=[reading.pk])


def test_wording_can_be_changed_until_the_first_vote(as_editor, reading, page, reader):
    assert save(as_editor, page, statement="Better words").status_code == 302
    reading.refresh_from_db()
    assert reading.statement == "Better words"
    reading.vote(reader, "agree")
    shown = parse(as_editor.get(page))
    assert shown.one("input", name="statement").get("disabled", "no") != "no"
    assert "Readers have voted on these words" in shown.text


def test_state_and_order_can_be_changed_afterwards(as_editor, reading, page, reader):
    reading.vote(reader, "agree")
    assert save(as_editor, page, state="declined", order="8").status_code == 302
    reading.refresh_from_db()
    assert (reading.state, reading.order, reading.agree) == ("declined", 8, 1)


def test_a_vote_that_came_meanwhile_keeps_the_words(as_editor, reading, page, reader):
    sent = fields(as_editor.get(page), statement="Other words")
    reading.vote(reader, "agree")
    response = as_editor.post(page, sent)
    assert "Readers have voted on these words" in response.content.decode()
    assert "Other words" in response.content.decode()
    reading.refresh_from_db()
    assert (reading.statement, reading.agree) == ("Reading 1 of what-is-it-about", 1)


def test_nobody_picks_merged_or_writes_counters(as_editor, reading, page):
    values = [option["value"] for option in parse(as_editor.get(page)).one(
        "select", name="state"
    ).all("option")]  # fmt: skip
    assert values == ["proposed", "open", "declined"]
    save(as_editor, page, agree="99", proposed_by="1")
    reading.refresh_from_db()
    assert (reading.agree, reading.proposed_by) == (0, None)


def test_list_takes_as_many_queries_for_many(as_editor, content, reading):
    few = queries(as_editor, LIST)
    for number in range(30):
        Interpretation.objects.create(question=content.premise, statement=f"One more, {number}")
    # session, member, permissions twice, the questions to filter by, two counts, the list
    assert queries(as_editor, LIST) == few <= 8


def test_it_is_the_editors_and_never_deleted(as_moderator, admin_client, page):
    assert as_moderator.get(page).status_code == 403
    assert admin_client.get(page.replace("change", "delete")).status_code == 403
