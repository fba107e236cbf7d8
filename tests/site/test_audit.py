"""What staff do is on record, at every address where they can do something, with what was before
and what is after; and nothing of readers is."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.models import Interpretation, Member, WordRule
from explainer.models import Film, Section
from hersite.audit.site import Recorded
from hersite.audit.state import state_of
from hersite.models import StaffAction
from tests.support.access import Site, make_site, read
from tests.support.addresses import ADDRESSES
from tests.support.admin_forms import save
from tests.support.cast import make_member
from tests.support.content import Content
from tests.support.staff_steps import NOTHING_DONE, STEPS, of_staff

OF_STAFF = {row.name: row.template for row in read(ADDRESSES) if of_staff(row)}


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def administrator(db: None) -> Member:
    return make_member("administrator", is_staff=True, is_superuser=True)


@pytest.fixture
def as_administrator(administrator: Member) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def newest() -> Any:
    return StaffAction.objects.latest("pk")


def test_every_address_of_staff_has_its_step() -> None:
    assert OF_STAFF.keys() - NOTHING_DONE == STEPS.keys()


@pytest.mark.parametrize("name", sorted(STEPS))
def test_every_step_is_on_record(site: Site, name: str) -> None:
    last = StaffAction.objects.latest("pk").pk
    response = STEPS[name].take(site, site.browser("administrator"), OF_STAFF[name])
    assert response.status_code in (200, 302, 303), response
    done = StaffAction.objects.filter(pk__gt=last, actor=site.members["administrator"])
    assert any(action.before != action.after for action in done)
    assert all(action.before is not None for action in done)


def test_no_class_of_the_admin_can_forget_it() -> None:
    assert admin.site._registry
    for model, page in admin.site._registry.items():
        assert type(page).__mro__[1] is Recorded, model


def test_a_draft_says_what_was_altered_and_no_more(as_editor: Client, content: Content) -> None:
    draft = content.explanation.new_edition()
    url = f"/admin/explainer/edition/{draft.pk}/change/"
    save(as_editor, url, title="Another title", sections__0__body="A keeper counts boats.")
    action = newest()
    assert (action.kind, action.key, action.verb) == ("explainer.edition", str(draft.pk), "change")
    assert action.before == {
        "title": "The Lamp, ending explained",
        "sections/opening/body": content.edition.sections.get(key="opening").body,
    }
    assert action.after == {
        "title": "Another title", "sections/opening/body": "A keeper counts boats.",
    }  # fmt: skip
    save(as_editor, url)
    assert StaffAction.objects.count() == 1


def test_what_one_statement_writes_is_on_record(as_editor: Client, content: Content) -> None:
    draft = content.explanation.new_edition()
    url = f"/admin/explainer/edition/{draft.pk}/publish/"
    as_editor.post(url, {"version": draft.lock_version, "anyway": draft.lock_version})
    draft.refresh_from_db()
    action = newest()
    assert action.said == "Published."
    assert action.before == {"publish_at": None}
    assert draft.publish_at is not None
    assert action.after == {"publish_at": draft.publish_at.isoformat()}


def test_added_changed_deleted(as_administrator: Client, administrator: Member) -> None:
    base = "/admin/discussions/wordrule/"
    save(as_administrator, f"{base}add/", pattern="zanzibar")
    rule = WordRule.objects.get()
    save(as_administrator, f"{base}{rule.pk}/change/", pattern="samarkand")
    as_administrator.post(f"{base}{rule.pk}/delete/", {"post": "yes"})
    rows: list[Any] = list(StaffAction.objects.order_by("pk"))
    assert [row.verb for row in rows] == ["add", "change", "delete"]
    assert all(row.actor == administrator for row in rows)
    added, changed, deleted = rows
    assert (added.before, added.after["pattern"]) == ({}, "zanzibar")
    assert (changed.before, changed.after) == ({"pattern": "zanzibar"}, {"pattern": "samarkand"})
    assert (deleted.before["pattern"], deleted.after) == ("samarkand", {})


def test_rows_of_an_inline_belong_to_it(as_editor: Client, content: Content) -> None:
    film = Film.objects.get()
    cast = film.credits.order_by("order", "pk")[0]
    save(as_editor, f"/admin/explainer/film/{film.pk}/change/", credits__0__person="B. New")
    assert newest().before == {f"credits/{cast.pk}/person": cast.person}
    assert newest().after == {f"credits/{cast.pk}/person": "B. New"}


def test_rights_are_on_record_by_name(as_administrator: Client, reader: Member) -> None:
    editors = Group.objects.get(name="Editors")
    page = f"/admin/discussions/member/{reader.pk}/change/"
    save(as_administrator, page, is_staff="on", groups=[editors.pk])
    assert newest().before == {"is_staff": False, "groups": []}
    assert newest().after == {"is_staff": True, "groups": [f"Editors (#{editors.pk})"]}


def test_closing_from_the_list(as_moderator: Client, content: Content, moderator: Member) -> None:
    act: dict[str, Any] = {"_selected_action": [content.question.pk], "confirm": "1"}
    as_moderator.post("/admin/discussions/question/", act | {"action": "close", "reason": "Said."})
    action = newest()
    row = next(name for name in action.after if name.endswith("/reason")).rpartition("/")[0]
    assert (action.before, action.after[f"{row}/reason"]) == ({}, "Said.")
    assert action.after[f"{row}/by"] == {"member": moderator.pk}


def test_an_object_is_read_with_as_many_statements_for_many_rows(content: Content) -> None:
    edition, few = content.edition, []
    for number in (3, 13):
        with CaptureQueriesContext(connection) as captured:
            state = state_of(edition)
        assert len([name for name in state if name.endswith("/heading")]) == number
        few.append(len(captured))
        draft = content.explanation.new_edition()
        picture = edition.lead_picture
        Section.objects.bulk_create(
            Section(edition=draft, key=f"more-{each}", heading="More", picture=picture)
            for each in range(10)
        )
        edition = draft
    # The edition, its sections, its preview links.
    assert few == [3, 3]


# -- Readers' own --


def test_nothing_of_a_person_is_in_it(
    as_administrator: Client, as_moderator: Client, content: Content
) -> None:
    """Who leaves is forgotten, and these rows can't be altered."""
    member = make_member("Xanthippe", display_name="Zenobia Q.", email="xq@example.org")
    Authenticator.objects.create(user=member, type="totp", data={"secret": "hush-hush"})
    proposal = Interpretation.objects.create(
        question=content.question, statement="Quince words", reasoning="Plum reasons",
        proposed_by=member, state="proposed",
    )  # fmt: skip
    second_factor = Authenticator.objects.get()
    as_administrator.post(f"/admin/mfa/authenticator/{second_factor.pk}/delete/", {"post": "yes"})
    save(as_administrator, f"/admin/discussions/member/{member.pk}/change/", is_active="")
    verdict = {"action": "open", "was": "proposed", "statement": "Quince words, put right"}
    as_moderator.post(f"/moderation/readings/{proposal.pk}/", verdict)
    as_moderator.post(f"/moderation/votes/{member.pk}/release/")
    columns = ("kind", "key", "name", "said", "before", "after")
    rows: list[Any] = list(StaffAction.objects.order_by("pk").values(*columns))
    assert [row["kind"] for row in rows] == [
        "mfa.authenticator", "discussions.member", "discussions.interpretation",
        "discussions.member",
    ]  # fmt: skip
    stored = json.dumps(rows)
    for own in ("Xanthippe", "Zenobia", "xq@", "hush", "Quince", "Plum", member.password):
        assert own not in stored, own
    # That a moderator put the words right is told all the same.
    assert rows[2]["before"]["statement"] != rows[2]["after"]["statement"]


def test_readers_pay_nothing_for_it(as_reader: Client, content: Content) -> None:
    with CaptureQueriesContext(connection) as captured:
        as_reader.get(content.question.get_absolute_url())
        as_reader.post(f"/interpretations/{content.readings[0].pk}/vote/", {"stance": "agree"})
    assert len(captured) > 5
    assert not [query for query in captured if "staffaction" in query["sql"]]
