"""POST /interpretations/<id>/vote/before/ and …/after/: where a reader stands before the
explanation and after it; as a guest as well."""

import pytest
from django.test import Client

from discussions.models import Closure, Interpretation, Member, Vote, VoteChange
from tests.support.content import Content
from tests.support.forms import RESUME, SAME_ORIGIN, errors, form_to, sign_in, sign_up, values
from tests.support.html import parse


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


def url(reading: Interpretation, moment: str) -> str:
    return f"/interpretations/{reading.pk}/vote/{moment}/"


def handed_in(reading: Interpretation) -> list[tuple[str, str, str]]:
    rows = VoteChange.objects.filter(interpretation=reading).order_by("pk")
    return list(rows.values_list("moment", "previous", "stance"))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_it_is_an_ordinary_vote_with_its_moment(
    reading: Interpretation, as_reader: Client, content: Content, moment: str
) -> None:
    response = as_reader.post(url(reading, moment), {"stance": "agree"})
    assert response.status_code == 303
    assert response["Location"] == f"{content.url}#{moment}-{reading.pk}"
    assert parse(as_reader.get(content.url)).one("fieldset", id=f"{moment}-{reading.pk}")
    assert Vote.objects.get().stance == "agree"
    assert handed_in(reading) == [(moment, "", "agree")]
    assert VoteChange.objects.get().origin
    reading.refresh_from_db()
    assert reading.agree == 1


def test_every_ballot_is_kept_also_where_nothing_changed(
    reading: Interpretation, as_reader: Client
) -> None:
    as_reader.post(f"/interpretations/{reading.pk}/vote/", {"stance": "agree"})
    as_reader.post(url(reading, "before"), {"stance": "agree"})
    as_reader.post(url(reading, "after"), {"stance": "agree"})
    as_reader.post(url(reading, "after"), {"stance": "none"})
    assert handed_in(reading) == [
        ("", "", "agree"), ("before", "agree", "agree"), ("after", "agree", "agree"),
        ("after", "agree", ""),
    ]  # fmt: skip
    assert not Vote.objects.exists()


def test_what_was_said_at_a_moment_is_taken_back_where_the_vote_has_gone_already(
    reading: Interpretation, as_reader: Client
) -> None:
    as_reader.post(url(reading, "before"), {"stance": "agree"})
    as_reader.post(f"/interpretations/{reading.pk}/vote/", {"stance": "none"})
    for _twice in range(2):
        as_reader.post(url(reading, "before"), {"stance": "none"})
    assert handed_in(reading)[1:] == [("", "agree", ""), ("before", "", "")]


@pytest.mark.parametrize("moment", ["between", "Before", "none"])
def test_there_are_two_moments(reading: Interpretation, as_reader: Client, moment: str) -> None:
    assert as_reader.post(url(reading, moment), {"stance": "agree"}).status_code == 404
    assert not VoteChange.objects.exists()


def test_they_are_asked_for_on_the_leading_question_only(
    content: Content, as_reader: Client
) -> None:
    other = content.premise.interpretations.all()[0]
    assert as_reader.post(url(other, "before"), {"stance": "agree"}).status_code == 404
    assert not VoteChange.objects.exists()


def test_on_a_closed_question_nobody_votes(
    content: Content, reading: Interpretation, as_reader: Client
) -> None:
    Closure.objects.create(question=content.question, reason="Done")
    assert as_reader.post(url(reading, "after"), {"stance": "agree"}).status_code == 409


@pytest.mark.parametrize("address", ["", "before/", "after/"])
def test_on_ones_own_words_one_does_not_vote(
    reading: Interpretation, reader: Member, as_reader: Client, address: str
) -> None:
    Interpretation.objects.filter(pk=reading.pk).update(proposed_by=reader)
    response = as_reader.post(f"/interpretations/{reading.pk}/vote/{address}", {"stance": "agree"})
    assert response.status_code == 409
    assert "You proposed this reading; others vote on it." in errors(response)
    assert not VoteChange.objects.exists()


def press(client: Client, reading: Interpretation, moment: str, stance: str) -> None:
    client.post(url(reading, moment), {"stance": stance}, headers=SAME_ORIGIN)


def test_a_guest_who_signs_up_in_between_makes_a_pair(
    reading: Interpretation, content: Content, strict: Client
) -> None:
    press(strict, reading, "before", "disagree")
    page = parse(sign_up(strict))
    mine = page.one("fieldset", id=f"before-{reading.pk}")
    assert "You disagree" in mine.one("summary").text
    fresh = page.one("form", id="act").one("input")["value"]
    strict.post(url(reading, "after"), {"stance": "agree", "csrfmiddlewaretoken": fresh})
    assert handed_in(reading) == [("before", "", "disagree"), ("after", "disagree", "agree")]


def test_both_are_cast_in_their_order_where_the_guest_signs_up_at_last(
    reading: Interpretation, strict: Client
) -> None:
    press(strict, reading, "before", "disagree")
    press(strict, reading, "before", "unsure")
    press(strict, reading, "after", "agree")
    page = parse(sign_up(strict))
    assert handed_in(reading) == [("before", "", "unsure"), ("after", "unsure", "agree")]
    assert not strict.session["drafts"]
    after = page.one("fieldset", id=f"after-{reading.pk}")
    assert "You went from unsure to agree." in after.text


def test_a_member_is_asked_about_the_vote_they_had_and_about_the_first_first(
    reading: Interpretation, content: Content, reader: Member, strict: Client
) -> None:
    reading.vote(reader, "unsure")
    press(strict, reading, "before", "disagree")
    press(strict, reading, "after", "unsure")
    page = sign_in(strict, "reader")
    assert handed_in(reading) == [("", "", "unsure")]
    for moment, words in (("before", "stood before reading"), ("after", "stand after reading")):
        assert words in parse(page).text
        response = strict.post(url(reading, moment), values(form_to(page, url(reading, moment))))
        page = strict.get(response["Location"])
    assert handed_in(reading)[1:] == [
        ("before", "unsure", "disagree"),
        ("after", "disagree", "unsure"),
    ]
    assert response["Location"] == f"{content.url}#after-{reading.pk}"


def test_whoever_leaves_the_first_is_asked_about_the_second(
    reading: Interpretation, content: Content, reader: Member, strict: Client
) -> None:
    reading.vote(reader, "unsure")
    press(strict, reading, "before", "disagree")
    press(strict, reading, "after", "agree")
    page = sign_in(strict, "reader")
    for moment, leads_to in (("before", RESUME), ("after", f"{content.url}#after-{reading.pk}")):
        form = form_to(page, url(reading, moment))
        leave = form.one("button", name="discard")
        response = strict.post(leave["formaction"], values(form) | {"discard": leave["value"]})
        assert response["Location"] == leads_to
        page = strict.get(response["Location"])
    assert handed_in(reading) == [("", "", "unsure")]
    assert not strict.session["drafts"]


def test_a_member_who_said_the_same_is_not_asked(
    reading: Interpretation, reader: Member, strict: Client
) -> None:
    reading.vote(reader, "agree")
    press(strict, reading, "before", "agree")
    sign_in(strict, "reader")
    assert handed_in(reading)[1:] == [("before", "agree", "agree")]


@pytest.mark.parametrize("change", [{"leading": False}, {"general": True, "leading": False}])
def test_what_leads_no_longer_is_forgotten(
    content: Content, reading: Interpretation, strict: Client, change: dict[str, bool]
) -> None:
    press(strict, reading, "before", "agree")
    type(content.general).objects.filter(pk=content.general.pk).update(general=False)
    type(content.question).objects.filter(pk=content.question.pk).update(**change)
    sign_up(strict)
    assert not VoteChange.objects.exists()
    assert not strict.session["drafts"]


def test_ones_own_words_are_not_voted_on_after_signing_in_either(
    reading: Interpretation, reader: Member, strict: Client
) -> None:
    Interpretation.objects.filter(pk=reading.pk).update(proposed_by=reader)
    press(strict, reading, "before", "agree")
    sign_in(strict, "reader")
    assert not VoteChange.objects.exists()
    assert not strict.session["drafts"]
