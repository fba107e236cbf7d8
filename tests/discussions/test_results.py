"""/questions/<slug>/results/: how readers voted, on request."""

import pytest
from django.test import Client

from discussions.models import Interpretation
from tests.support.content import Content
from tests.support.html import Element, parse


def results(client: Client, content: Content) -> Element:
    return parse(client.get(f"{content.question.get_absolute_url()}results/"))


def count(reading: Interpretation, agree: int, disagree: int, unsure: int) -> None:
    numbers = {"agree": agree, "disagree": disagree, "unsure": unsure}
    Interpretation.objects.filter(pk=reading.pk).update(**numbers)


def test_the_best_supported_reading_stands_first(content: Content, guest: Client) -> None:
    one, two, three = content.readings
    count(one, 1, 5, 0)
    count(two, 430, 44, 26)
    count(three, 10, 1, 0)
    page = results(guest, content)
    order = [standing.one("h2").text for standing in page.all("section", class_="standing")]
    assert order == [two.statement, three.statement, one.statement]
    rows = page.one("table").one("tbody").all("tr")
    assert rows[0].text.removeprefix(two.statement).split() == ["430", "44", "26", "0.90"]


def test_percentages_from_twenty_votes_on(content: Content, guest: Client) -> None:
    one, two, _three = content.readings
    count(one, 15, 4, 0)
    count(two, 15, 4, 1)
    sections = {s["id"]: s for s in results(guest, content).all("section", class_="standing")}
    few, enough = sections[f"standing-{one.pk}"], sections[f"standing-{two.pk}"]
    assert "15 agree, 4 disagree, 0 unsure" in few.text
    assert "%" not in few.text
    assert not few.all("svg")
    assert len(few.all("span", class_="dot")) == 19
    assert "75 % agree, 20 % disagree, 5 % are unsure" in enough.text
    assert enough.all("svg")


def test_how_sure_names_the_interval(content: Content, guest: Client) -> None:
    one, *_others = content.readings
    count(one, 10, 1, 0)
    method = results(guest, content).one("details", class_="method").text
    assert "between 74 and 97 in a hundred" in method
    assert method.count("nobody has taken a side yet") == 2


def test_only_open_readings_are_listed(content: Content, guest: Client) -> None:
    one, two, three = content.readings
    Interpretation.objects.filter(pk=one.pk).update(state="declined")
    Interpretation.objects.filter(pk=two.pk).update(state="proposed")
    page = results(guest, content)
    assert [s["id"] for s in page.all("section", class_="standing")] == [f"standing-{three.pk}"]


def test_the_general_thread_has_no_results(content: Content, guest: Client) -> None:
    assert guest.get(f"{content.general.get_absolute_url()}results/").status_code == 404


@pytest.mark.parametrize("slug", ["no-such", "x" * 300])
def test_an_unknown_question_is_not_found(content: Content, guest: Client, slug: str) -> None:
    assert guest.get(f"/questions/{slug}/results/").status_code == 404


def test_wrong_method(content: Content, as_reader: Client) -> None:
    assert as_reader.post(f"{content.question.get_absolute_url()}results/").status_code == 405
