"""Two editors save one draft: the second is asked where both have changed the same part, and
nothing that either has written is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from explainer.models import Edition
from tests.discussions.test_races import at_once
from tests.support.admin_forms import fields, save
from tests.support.cast import make_staff
from tests.support.content import Content
from tests.support.html import parse
from tests.support.merging import answer, asked

MINE, HERS, BOTH = "As I have it", "As colleague saved it", "Both texts, mine first"


@pytest.fixture
def draft(content: Content, editor: Any) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def page(draft: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[draft.pk])


@pytest.fixture
def colleague(client_of: Any) -> Client:
    return client_of(make_staff("colleague", "Editors"))


def bodies(draft: Edition) -> dict[str, str]:
    return dict(draft.sections.values_list("key", "body"))


def late(client: Client, page: str, opened: Any, **typed: str) -> Any:
    """Save what was opened before somebody else saved."""
    return client.post(page, fields(opened, **typed) | {"_continue": "1"})


def test_where_nothing_collides_both_are_in_it(
    as_editor: Client, colleague: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    save(colleague, page, title="Hers", sections__2__body="Her ending.")
    response = late(as_editor, page, opened, standfirst="Mine.", sections__0__body="My opening.")
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.standfirst, draft.lock_version) == ("Hers", "Mine.", 2)
    assert bodies(draft) | {"ending": ""} == {
        "opening": "My opening.", "ending": "", "after": "Her ending.",
    }  # fmt: skip
    told = parse(as_editor.get(page)).one(class_="messagelist").text
    assert "Colleague saved this draft while you had it open. Both texts are in it now." in told
    assert "Title and What stays." in told


def test_what_both_have_changed_is_shown_and_chosen(
    as_editor: Client, colleague: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    save(colleague, page, title="Hers", sections__0__body="A keeper counts boats.")
    typed = {"sections__0__body": "A keeper counts days.", "sections__1__body": "Mine alone."}
    response = late(as_editor, page, opened, title="Mine", **typed)
    parts = asked(response)
    assert list(parts) == ["Title", "A light at sea"]
    left, right = parts["A light at sea"].all(class_="side")
    assert left.one("mark").text == "[only here:] days."
    assert right.one("mark").text == "[only here:] boats."
    assert bodies(draft)["opening"] == "A keeper counts boats."
    draft.refresh_from_db()
    assert (draft.title, draft.lock_version) == ("Hers", 1)

    half = answer(as_editor, page, response, {"Title": HERS})
    assert "Choose which words stay." in asked(half)["A light at sea"].one(class_="errorlist").text
    done = answer(as_editor, page, half, {"Title": HERS, "A light at sea": BOTH})
    assert done.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.lock_version) == ("Hers", 2)
    assert bodies(draft)["opening"] == "A keeper counts days.\n\nA keeper counts boats."
    assert bodies(draft)["ending"] == "Mine alone."


def test_a_part_can_be_written_anew(
    as_editor: Client, colleague: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    save(colleague, page, title="Hers", sections__0__body="Hers.")
    response = late(as_editor, page, opened, title="Mine", sections__0__body="Mine.")
    choices = dict.fromkeys(asked(response), "As I write it here:")
    anew = {"Title": "Ours", "Heading": "Our light", "Text": "Our words."}
    assert answer(as_editor, page, response, choices, **anew).status_code == 302
    draft.refresh_from_db()
    first = draft.sections.get(key="opening")
    assert (draft.title, first.heading, first.body) == ("Ours", "Our light", "Our words.")


def test_a_third_save_in_between_is_asked_about_as_well(
    as_editor: Client, colleague: Client, client_of: Any, draft: Edition, page: str
) -> None:
    third = client_of(make_staff("third", "Editors"))
    opened = as_editor.get(page)
    save(colleague, page, title="Hers", sections__0__body="Hers.")
    response = late(as_editor, page, opened, title="Mine", sections__0__body="Mine.")
    save(third, page, title="Thirds", sections__2__body="Third's.")
    again = answer(as_editor, page, response, dict.fromkeys(asked(response), MINE))
    # What was chosen about other words doesn't count; about the same ones it does.
    parts = asked(again)
    assert [name for name, part in parts.items() if part.all(class_="errorlist")] == ["Title"]
    assert "Thirds" in parts["Title"].text
    assert parts["A light at sea"].one("input", checked=True)["value"] == "mine"
    choices = {"Title": "As third saved it", "A light at sea": MINE}
    assert answer(as_editor, page, again, choices).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Thirds"
    assert (bodies(draft)["opening"], bodies(draft)["after"]) == ("Mine.", "Third's.")


def test_sections_that_one_took_out_and_the_other_rewrote(
    as_editor: Client, colleague: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    save(colleague, page, sections__0__DELETE="on", sections__1__body="Hers.")
    typed = {"sections__0__body": "Mine.", "sections__1__DELETE": "on", "sections__2__DELETE": "on"}
    response = late(as_editor, page, opened, **typed)
    parts = asked(response)
    assert list(parts) == ["A light at sea", "The last night"]
    assert "Taken out." in parts["A light at sea"].all(class_="side")[1].text
    choices = {"A light at sea": MINE, "The last night": HERS}
    assert answer(as_editor, page, response, choices).status_code == 302
    assert bodies(draft) == {"opening": "Mine.", "ending": "Hers."}
    assert [section.key for section in draft.sections.all()] == ["opening", "ending"]


def test_a_section_that_both_have_added(
    as_editor: Client, colleague: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)

    def added(key: str, body: str) -> dict[str, str]:
        words = {"key": key, "heading": "Coda", "body": body}
        return {f"sections__3__{name}": value for name, value in words.items()}

    save(colleague, page, **added("coda", "Her last word."))
    response = late(as_editor, page, opened, **added("coda", "My last word."))
    assert list(asked(response)) == ["Coda"]
    answer(as_editor, page, response, {"Coda": BOTH})
    assert bodies(draft)["coda"] == "My last word.\n\nHer last word."
    assert draft.sections.count() == 4
    # Under another key it is another section.
    assert late(as_editor, page, opened, **added("end", "My last word.")).status_code == 302
    assert list(bodies(draft)) == ["opening", "ending", "after", "end", "coda"]


def test_my_own_other_window_is_called_so(as_editor: Client, draft: Edition, page: str) -> None:
    opened = as_editor.get(page)
    save(as_editor, page, title="First window")
    response = late(as_editor, page, opened, title="Second window")
    assert "You saved this draft in another window" in response.content.decode()
    # The same words once more, as a browser sends them that got no answer, are nothing new.
    assert late(as_editor, page, opened, title="First window").status_code == 302


def test_a_mistake_in_what_was_put_together_is_shown_in_the_form(
    as_editor: Client, colleague: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    save(colleague, page, standfirst="Hers.")
    response = late(as_editor, page, opened, title="", sections__0__body="Mine.")
    assert response.status_code == 200
    shown = fields(response)
    assert (shown["standfirst"], shown["sections-0-body"]) == ("Hers.", "Mine.")
    assert as_editor.post(page, shown | {"title": "Now", "_continue": "1"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.standfirst, bodies(draft)["opening"]) == ("Now", "Hers.", "Mine.")


def test_a_form_that_does_not_say_what_it_began_with_overwrites_nothing(
    as_editor: Client, colleague: Client, draft: Edition, page: str
) -> None:
    opened = as_editor.get(page)
    save(colleague, page, title="Hers")
    response = late(as_editor, page, opened, loaded="nonsense")
    assert list(asked(response)) == ["Title"]
    without = {name: value for name, value in fields(opened).items() if name != "version"}
    assert as_editor.post(page, without | {"_save": "1"}).status_code == 200
    draft.refresh_from_db()
    assert draft.title == "Hers"


def test_it_is_the_editors(as_moderator: Client, draft: Edition, page: str) -> None:
    sent = {"version": "9", "loaded": "", "title": "x", "_anew": "1"}
    assert as_moderator.post(page, sent).status_code == 403
    assert Edition.objects.drafts().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mine", ["title", "standfirst"])
def test_two_who_save_in_the_same_moment_lose_nothing(
    as_editor: Client, colleague: Client, draft: Edition, page: str, mine: str
) -> None:
    forms = {
        as_editor: fields(as_editor.get(page), **{mine: "Mine."}),
        colleague: fields(colleague.get(page), title="Hers."),
    }
    answers = at_once(lambda client: client.post(page, forms[client] | {"_save": "1"}), list(forms))
    codes = sorted(answer.status_code for answer in answers)
    draft.refresh_from_db()
    if mine == "standfirst":
        assert codes == [302, 302]
        assert (draft.title, draft.standfirst, draft.lock_version) == ("Hers.", "Mine.", 2)
    else:
        assert codes == [302, 409]
        second = next(answer for answer in answers if answer.status_code == 409)
        shown = asked(second)["Title"].text
        assert "Mine." in shown
        assert "Hers." in shown
        assert draft.lock_version == 1


@pytest.mark.parametrize("sent", [{"loaded": "[" * 5_000}, {"sections-0-id": "9" * 5_000}])
def test_what_no_form_sends_breaks_nothing(
    as_editor: Client, colleague: Client, page: str, sent: dict[str, str]
) -> None:
    opened = as_editor.get(page)
    save(colleague, page, title="Hers")
    assert as_editor.post(page, fields(opened) | sent).status_code in (302, 409)
