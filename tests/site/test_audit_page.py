"""The record of staff actions as it is read: all of it by administrators, and at each object by
whoever sees that."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Member
from hersite.models import StaffAction
from tests.support.admin_forms import queries, save
from tests.support.cast import make_member
from tests.support.content import Content
from tests.support.html import parse

LIST = "/admin/hersite/staffaction/"


@pytest.fixture
def as_administrator(db: None) -> Client:
    client = Client()
    client.force_login(make_member("administrator", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def page(as_editor: Client, content: Content) -> str:
    """Of a draft to which an editor has given another title, and text."""
    draft = content.explanation.new_edition()
    url = f"/admin/explainer/edition/{draft.pk}/"
    text = "A keeper counts boats. " * 10
    save(as_editor, f"{url}change/", title="Another title", sections__0__body=text)
    return url


def listed(client: Client, **asked: str) -> list[str]:
    shown = parse(client.get(LIST, asked))
    return [cell.text for cell in shown.all("td", class_="field-about")]


def test_who_did_what_to_what(as_administrator: Client, page: str, editor: Member) -> None:
    shown = parse(as_administrator.get(LIST))
    line = shown.one("td", class_="field-differences").text
    assert "The Lamp, ending explained → Another title" in line
    assert "Section opening: Text" in line
    assert "[taken out:] ships." in line
    assert shown.one("td", class_="field-actor").text == "editor"
    about = shown.one("td", class_="field-about").one("a")
    assert about["href"] == f"{page}change/"
    action = StaffAction.objects.get()
    one = parse(as_administrator.get(f"{LIST}{action.pk}/change/"))
    assert "→ Another title" in one.text
    assert not one.all("input", name="_save")


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_nobody_else_reads_it(role: str, request: pytest.FixtureRequest, page: str) -> None:
    client = request.getfixturevalue(f"as_{role}")
    action = StaffAction.objects.get()
    for url in (LIST, f"{LIST}{action.pk}/change/"):
        assert client.get(url).status_code == 403
    assert LIST not in client.get("/admin/").content.decode()


def test_nobody_writes_in_it(as_administrator: Client, page: str) -> None:
    action = StaffAction.objects.get()
    for url in (f"{LIST}add/", f"{LIST}{action.pk}/delete/"):
        assert as_administrator.get(url).status_code == 403
    assert as_administrator.post(f"{LIST}{action.pk}/change/", {"said": "No."}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [action.pk], "post": "yes"}
    as_administrator.post(LIST, chosen)
    assert StaffAction.objects.get() == action


def test_by_person_kind_day_number_and_name(
    as_administrator: Client, page: str, content: Content, editor: Member, moderator: Member
) -> None:
    draft = StaffAction.objects.get()
    # What was done to something that is gone since, a week ago.
    StaffAction.objects.create(
        actor=moderator, verb="delete", kind="discussions.wordrule", key="77", name="zanzibar",
        at=timezone.now() - timedelta(days=7), before={"pattern": "zanzibar"}, after={},
    )  # fmt: skip
    edition, rule = listed(as_administrator)
    assert rule == "Word rule: zanzibar"
    assert listed(as_administrator, actor=str(editor.pk)) == [edition]
    assert listed(as_administrator, kind="discussions.wordrule") == [rule]
    for term in (f"{timezone.localdate():%Y-%m-%d}", f"#{draft.key}", "EDITOR", "another t"):
        assert listed(as_administrator, q=term) == [edition], term
    assert listed(as_administrator, q="zanzibar") == [rule]
    assert listed(as_administrator, q="nobody") == []


def test_it_takes_as_many_statements_for_many(
    as_administrator: Client, page: str, editor: Member
) -> None:
    few = queries(as_administrator, LIST)
    action = StaffAction.objects.get()
    for number in range(30):
        action.pk = None
        action.before = {"editor": {"member": editor.pk}, "title": f"Title {number}"}
        action.save()
    assert queries(as_administrator, LIST) <= few + 1


def test_history_is_told_to_who_sees_the_object(
    as_administrator: Client, as_editor: Client, page: str
) -> None:
    history = f"{page}history/"
    told = parse(as_editor.get(history)).one(id="change-history").text
    assert "editor" in told
    assert "Title, Section opening: Text" in told
    assert "Another title" not in told
    told = parse(as_administrator.get(history)).one(id="change-history").text
    assert "→ Another title" in told


def test_what_the_site_no_longer_has_is_told_as_it_was(
    as_administrator: Client, content: Content, editor: Member
) -> None:
    for kind in ("explainer.film", "explainer.reel"):
        StaffAction.objects.create(
            actor=editor, verb="change", kind=kind, key="7", name="The Lamp",
            before={"gauge": 35, "reels/2/length": 1}, after={"gauge": 70, "reels/2/length": 2},
        )  # fmt: skip
    assert listed(as_administrator) == ["Explainer.reel: The Lamp", "Film: The Lamp"]
    text = parse(as_administrator.get(LIST)).text
    assert text.count("35 → 70") == text.count("1 → 2") == 2


def test_who_left_has_no_name_in_it(as_administrator: Client, page: str, editor: Member) -> None:
    editor.erase(keep_texts=True)
    shown = parse(as_administrator.get(LIST))
    assert shown.one("td", class_="field-actor").text == "a former member"


def test_what_an_edition_begins_with_is_folded(
    as_administrator: Client, as_editor: Client, content: Content
) -> None:
    as_editor.post(f"/admin/explainer/explanation/{content.explanation.pk}/new-edition/")
    differences = parse(as_administrator.get(LIST)).one("td", class_="field-differences")
    parts = len(differences.all("dt"))
    assert differences.all("summary")[0].text == f"{parts} parts"
    assert "– → The Lamp, ending explained" in differences.text
    assert "[put in:]" not in differences.text
