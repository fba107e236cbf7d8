"""Who else has a draft open is shown at once, and gone after two minutes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from explainer.models import Edition, Presence
from tests.support.cast import make_staff
from tests.support.clock import Clock, stopped_clock
from tests.support.content import Content
from tests.support.html import parse

OLIVE = "olive has this draft open."


@pytest.fixture
def clock() -> Iterator[Clock]:
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def draft(content: Content, clock: Clock) -> Edition:
    return content.explanation.new_edition()


@pytest.fixture
def olive(client_of: Any) -> Client:
    return client_of(make_staff("olive", "Editors"))


def page(draft: Edition, name: str = "change") -> str:
    return reverse(f"admin:explainer_edition_{name}", args=[draft.pk])


def tell(client: Client, draft: Edition, **sent: Any) -> dict[str, Any]:
    return client.post(page(draft, "presence"), sent).json()


def shown(client: Client, draft: Edition) -> str:
    return parse(client.get(page(draft))).one(class_="presence").text


def test_whoever_opens_a_draft_sees_who_has_it_open(
    as_editor: Client, olive: Client, draft: Edition
) -> None:
    assert shown(olive, draft) == ""
    assert shown(as_editor, draft) == OLIVE
    assert tell(olive, draft)["line"] == "editor has this draft open."
    assert OLIVE in parse(as_editor.get(page(draft, "publish"))).one(id="content").text
    drafts = parse(as_editor.get("/admin/explainer/edition/?state=draft"))
    assert drafts.one("td", class_="field-open_with").text == "editor, olive"


def test_it_is_told_within_thirty_seconds_and_gone_after_two_minutes(
    as_editor: Client, olive: Client, draft: Edition, clock: Clock
) -> None:
    olive.get(page(draft))
    first = tell(as_editor, draft)
    assert first["line"] == OLIVE
    # As long as the browser asks when it is told to, nobody waits longer.
    assert first["next"] <= 30
    clock.wait(seconds=110)
    last = tell(as_editor, draft)
    assert (last["line"], last["next"]) == (OLIVE, 10)
    publishing = page(draft, "publish")
    assert OLIVE in as_editor.get(publishing).content.decode()
    clock.wait(seconds=10)
    assert OLIVE not in as_editor.get(publishing).content.decode()
    assert tell(as_editor, draft)["line"] == ""
    # Nothing is left of it in the database either.
    assert [presence.member.username for presence in Presence.objects.all()] == ["editor"]


def test_an_open_page_stays_and_a_closed_one_is_gone_at_once(
    as_editor: Client, olive: Client, draft: Edition, clock: Clock
) -> None:
    for _minute in range(5):
        tell(olive, draft)
        clock.wait(seconds=60)
        assert tell(as_editor, draft)["line"] == OLIVE
    assert olive.delete(page(draft, "presence")).status_code == 204
    assert tell(as_editor, draft)["line"] == ""
    # Twice is as good as once, and takes nobody else's back.
    assert olive.delete(page(draft, "presence")).status_code == 204
    assert Presence.objects.count() == 1


def test_it_is_said_what_became_of_the_draft(
    as_editor: Client, olive: Client, draft: Edition, client_of: Any
) -> None:
    Edition.objects.filter(pk=draft.pk).update(lock_version=3)
    said = tell(as_editor, draft, version="2")["line"]
    assert said == "Somebody else saved it since you opened it: saving brings both together."
    assert tell(as_editor, draft, version="3")["line"] == ""
    draft.refresh_from_db()
    draft.publish()
    assert "published or scheduled meanwhile" in tell(as_editor, draft, version="3")["line"]
    # Of what can't be written nobody has to know who reads it.
    olive.get(page(draft))
    assert not Presence.objects.filter(member__username="olive").exists()


def test_of_another_draft_nothing_is_said(
    as_editor: Client, olive: Client, content: Content, draft: Edition
) -> None:
    olive.get(page(content.explanation.new_edition()))
    assert shown(as_editor, draft) == ""


def test_a_draft_thrown_away_is_not_there(as_editor: Client, draft: Edition) -> None:
    gone = page(draft, "presence")
    as_editor.get(page(draft))
    draft.delete()
    assert as_editor.post(gone).status_code == 404
    assert not Presence.objects.exists()


def test_whoever_throws_it_away_hears_of_the_others_alone(
    as_editor: Client, olive: Client, draft: Edition
) -> None:
    as_editor.get(page(draft))
    mine = parse(as_editor.get(page(draft, "delete"))).one(id="content").text
    assert "has this draft open" not in mine
    assert "resence" not in mine
    olive.get(page(draft))
    asked = parse(as_editor.get(page(draft, "delete")))
    assert OLIVE in asked.one(id="content").text
    assert asked.one("input", type="submit")["value"] == "Throw the draft away"
