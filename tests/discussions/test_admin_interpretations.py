import pytest
from django.urls import reverse

from discussions.models import Decision, Interpretation
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
    assert values == ["open", "declined"]
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


def test_what_becomes_of_a_proposal_is_logged_and_told(as_editor, as_reader, reading, page, reader):
    Interpretation.objects.filter(pk=reading.pk).update(proposed_by=reader, state="proposed")
    response = save(as_editor, page, state="declined")
    assert "the proposer reads it" in response.content.decode()
    assert save(as_editor, page, state="declined", note="Two claims in one.").status_code == 302
    decision = Decision.objects.get()
    assert (decision.action, decision.member, decision.note) == (
        "decline", reader, "Two claims in one.",
    )  # fmt: skip
    assert "Two claims in one." in parse(as_reader.get("/me/")).text
    assert save(as_editor, page, state="open").status_code == 302
    reading.refresh_from_db()
    assert (reading.state, Decision.objects.count()) == ("open", 2)


def test_a_merged_one_stays_merged(as_editor, content, reading, page):
    target = content.readings[1]
    reading.merge_into(target)
    values = [option["value"] for option in parse(as_editor.get(page)).one(
        "select", name="state"
    ).all("option")]  # fmt: skip
    assert values == ["merged"]
    assert save(as_editor, page, order="7").status_code == 302
    reading.refresh_from_db()
    assert (reading.state, reading.merged_into, reading.order) == ("merged", target, 7)


def test_a_colleague_decides_on_what_an_editor_proposed(
    as_editor, editor, moderator, reading, page
):
    Interpretation.objects.filter(pk=reading.pk).update(state="proposed", proposed_by=editor)
    sent = fields(as_editor.get(page), statement="Better words") | {"state": "open"}
    assert as_editor.post(page, sent).status_code == 302
    reading.refresh_from_db()
    assert (reading.state, reading.statement) == ("proposed", "Better words")
    assert not Decision.objects.exists()
