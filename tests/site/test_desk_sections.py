"""From a section to its questions and back: on the page of a draft, and on that of an
explanation."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from discussions.models import Interpretation, Member, Question
from explainer.models import Scene
from hersite import memory
from tests.support.admin_forms import fields, queries, save
from tests.support.cast import make_member
from tests.support.content import Content, make_question, post
from tests.support.html import Element, parse

QUESTION = "/admin/discussions/question/"


@pytest.fixture
def draft(content: Content) -> str:
    """Address of a draft that has lost a section and got another one."""
    edition = content.explanation.new_edition()
    section = edition.sections.get(key="after")
    section.key, section.heading = "book", "The book"
    section.save()
    return f"/admin/explainer/edition/{edition.pk}/change/"


@pytest.fixture
def page(content: Content) -> str:
    return f"/admin/explainer/explanation/{content.explanation.pk}/change/"


def at(page: Element, heading: str) -> Element:
    """What is asked at the section of that name."""
    asked = f"Ask a question here: {heading}"
    return next(each for each in page.all(class_="asked") if asked in each.text)


def options(page: Any, name: str) -> dict[str, str]:
    found = parse(page).one("select", name=name).all("option")
    return {option["value"]: option.text for option in found}


def test_a_section_lists_its_questions_with_their_numbers(
    as_editor: Client, content: Content, author: Member, reader: Member, draft: str, page: str
) -> None:
    post(content.question, author)
    content.readings[0].vote(reader, "agree")
    make_question(content.explanation, "gone", "Whose was it?", section_key="gone")
    for url, anchor in ((draft, "sections-0"), (page, "asked")):
        shown = parse(as_editor.get(url))
        opening = at(shown, "A light at sea")
        (link,) = opening.one("ul").all("a")
        assert link.text == "What is it about?"
        back = f"back={url.replace('/', '%2F')}%23{anchor}"
        assert link["href"] == f"{QUESTION}{content.question.pk}/change/?{back}"
        assert "3 readings · 1 vote · 1 comment" in opening.text
    gone = next(each for each in shown.all(class_="asked") if "Whose was it?" in each.text)
    assert "#gone (no longer on the page)" in gone.text
    assert "Ask a question" not in gone.text
    assert "The book" not in shown.one(id="asked").text


def test_asked_from_a_section_and_back(as_editor: Client, content: Content, draft: str) -> None:
    ask = at(parse(as_editor.get(draft)), "The book").all("a")[-1]["href"]
    form = as_editor.get(ask)
    assert options(form, "section_key")["book"] == "The book (#book), in a draft"
    # It would otherwise be stored, though nothing was written into it.
    assert fields(form)["interpretations-0-section_key"] == "book"
    sent = fields(form, title="Who found it?", interpretations__0__statement="Nobody found it.")
    response = as_editor.post(ask, sent | {"_save": "1"})
    assert response.headers["Location"] == f"{draft}#sections-2"
    made = Question.objects.get(title="Who found it?")
    assert (made.explanation, made.section_key, made.order) == (content.explanation, "book", 4)
    reading = made.interpretations.get()
    assert (reading.statement, reading.section_key) == ("Nobody found it.", "book")
    assert "Who found it?" in at(parse(as_editor.get(draft)), "The book").text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/admin/", "//elsewhere.example", "/questions/", "/admin/x"]
)
def test_the_way_back_stays_in_the_admin(as_editor: Client, content: Content, back: str) -> None:
    url = f"{QUESTION}{content.question.pk}/change/"
    sent = fields(as_editor.get(url)) | {"_save": "1"}
    there = as_editor.post(f"{url}?back={back}", sent).headers["Location"]
    assert there == (back if back.startswith("/admin/") else QUESTION)


def test_only_who_may_ask_is_offered_it(client: Client, content: Content, page: str) -> None:
    member = make_member("helper", is_staff=True)
    client.force_login(member)
    for right, lists in (("view_explanation", 0), ("view_question", 4)):
        member.user_permissions.add(Permission.objects.get(codename=right))
        shown = client.get(page)
        assert len(parse(shown).all(class_="asked")) == lists
        assert "Ask a question" not in shown.text


def test_as_many_statements_for_many_questions(
    as_editor: Client, content: Content, draft: str, page: str
) -> None:
    # Whoever opens a draft for the first time is put on its list.
    as_editor.get(draft)
    asked = []
    for number in range(2):
        for each in range(5):
            make_question(content.explanation, f"q-{number}{each}", "More?", section_key="opening")
        memory.forget()
        asked.append([queries(as_editor, url) for url in (draft, page)])
    assert asked[0] == asked[1]


# -- The section in the forms --


def test_a_section_is_chosen_by_its_heading(as_editor: Client, content: Content) -> None:
    url = f"{QUESTION}{content.question.pk}/change/"
    offered = options(as_editor.get(url), "section_key")
    assert offered == {
        "": "no section in particular", "opening": "A light at sea (#opening)",
        "ending": "The last night (#ending)", "after": "What stays (#after)",
    }  # fmt: skip
    Question.objects.filter(pk=content.question.pk).update(section_key="gone")
    assert options(as_editor.get(url), "section_key")["gone"] == "#gone (not on the page)"


def test_a_reading_rests_on_a_scene_and_a_passage(
    as_editor: Client, content: Content, guest: Client
) -> None:
    url = f"{QUESTION}{content.question.pk}/change/"
    scene = Scene.objects.create(film=content.film, title="The count")
    words = {"statement": "It is about counting.", "reasoning": "He never stops."}
    new = {**words, "scene": scene.pk, "section_key": ""}
    typed: dict[str, Any] = {f"interpretations__3__{n}": value for n, value in new.items()}
    wrong = save(as_editor, url, **typed, interpretations__3__quote="No such words")
    assert "The explanation doesn’t have these words" in wrong.text
    quote = "Every night he writes"
    assert save(as_editor, url, **typed, interpretations__3__quote=quote).status_code == 302
    made = content.readings[-1]
    assert (made.scene, made.section_key, made.quote) == (scene, "opening", quote)
    assert quote in guest.get(content.question.get_absolute_url()).text


def test_an_empty_row_stays_empty_where_the_question_moves(
    as_editor: Client, content: Content
) -> None:
    url = f"{QUESTION}{content.question.pk}/change/"
    assert save(as_editor, url, section_key="ending").status_code == 302
    assert len(content.readings) == 3


def test_what_a_member_proposed_rests_on_what_they_said(
    as_editor: Client, content: Content, reader: Member
) -> None:
    reading = content.readings[0]
    Interpretation.objects.filter(pk=reading.pk).update(
        proposed_by=reader, section_key="opening", quote="counts ships"
    )
    url = f"/admin/discussions/interpretation/{reading.pk}/change/"
    assert save(as_editor, url, quote="Other words", section_key="after").status_code == 302
    reading.refresh_from_db()
    assert (reading.quote, reading.section_key) == ("counts ships", "opening")
    assert parse(as_editor.get(url)).one("a", href=f"/moderation/readings/{reading.pk}/")


def test_a_number_that_no_explanation_has(as_editor: Client) -> None:
    for number in ("9" * 30, "9" * 5_000, "x"):
        page = as_editor.get(f"{QUESTION}add/?explanation={number}&section_key=x")
        assert page.status_code == 200
