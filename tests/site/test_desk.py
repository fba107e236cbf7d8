"""The admin's first page: what waits, what is live, what is drafted; what readers say now is in
test_desk_talk.py."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from discussions.models import Interpretation, Member, Rating
from discussions.moderation.reports import report
from explainer.models import Edition, Withdrawal
from hersite import memory
from tests.support.admin_forms import queries, save
from tests.support.cast import make_member, make_staff
from tests.support.content import Content, make_draft, make_edition, post
from tests.support.growth import grow
from tests.support.html import Element, parse

HEADINGS = ["Waits for you", "Live and scheduled", "What readers say now", "Drafts by age"]


def block(client: Client, name: str) -> Element:
    """By what its heading is called."""
    return parse(client.get("/admin/")).one("section", aria_labelledby=f"desk-{name}")


def lines(block: Element) -> list[str]:
    return [line.text for line in block.all("li")]


# -- For whom --


@pytest.mark.parametrize(
    ("right", "shown"),
    [
        ("", [0]),
        ("explainer.view_edition", [0, 1, 3]),
        ("discussions.view_comment", [0, 2]),
    ],
)
def test_nobody_is_shown_what_they_may_not_read(
    client: Client, content: Content, right: str, shown: list[int]
) -> None:
    member = make_member("helper", is_staff=True)
    app, _dot, codename = right.partition(".")
    rights = Permission.objects.filter(content_type__app_label=app, codename=codename)
    member.user_permissions.set(rights)
    client.force_login(member)
    page = parse(client.get("/admin/"))
    headings = [heading.text for heading in page.one("div", class_="desk").all("h2")]
    assert headings == [HEADINGS[number] for number in shown]
    assert lines(block(client, "waits")) == []


def test_it_asks_no_more_however_much_there_is(
    admin_client: Client, content: Content, settings: Any
) -> None:
    asked = []
    for number in (5, 40):
        grow(content, number)
        memory.forget()
        asked.append(queries(admin_client, "/admin/"))
    # The session, the member; the queue, whether there is a colleague, the reports, the readings,
    # the overtaken drafts, what goes live soon, the pictures and the jobs that failed; what is
    # scheduled, what is live, its stars; the drafts; the comments, their questions, their votes;
    # one's own actions.
    assert asked[0] == asked[1] <= 18


# -- What waits --


def test_editors_find_what_waits_for_them(
    as_editor: Client, as_moderator: Client, content: Content, editor: Member, reader: Member
) -> None:
    assert "Nothing waits." in block(as_editor, "waits").text
    mine, theirs = (content.explanation.new_edition(by) for by in (editor, reader))
    later, soon = content.explanation.new_edition(), content.note.explanation.new_edition()
    soon.schedule(timezone.now() + timedelta(hours=3))
    content.explanation.new_edition().publish()
    for draft, title in ((mine, "Mine"), (theirs, "Theirs"), (later, "Later")):
        Edition.objects.filter(pk=draft.pk).update(title=title)
    Interpretation.objects.create(
        question=content.question, statement="He waits.", proposed_by=reader, state="proposed"
    )
    said = lines(block(as_editor, "waits"))
    assert len(said) == 3
    assert said[0].startswith("1 proposed reading for 0")
    assert said[1] == "Your draft “Mine”: edition 5 went live after it was begun"
    assert said[2].startswith(f"“{soon.title}” goes live by itself on ")
    # A moderator decides on readings, and writes none of it.
    assert len(lines(block(as_moderator, "waits"))) == 1


def test_moderators_find_what_they_may_decide_on(
    as_moderator: Client, content: Content, author: Member, moderator: Member, reader: Member
) -> None:
    colleague = make_staff("colleague", "Moderators")
    for each in (author, author, moderator):
        post(content.question, each, held_for="new")
    once, twice = (post(content.question, author, f"Words {each}") for each in range(2))
    for comment, reporters in ((once, [reader]), (twice, [reader, colleague])):
        for each in reporters:
            report(comment, each, "spam", "")
    found = block(as_moderator, "waits").all("a")
    assert [(link.text, link["href"]) for link in found] == [
        ("2 comments held back", "/moderation/"),
        ("1 comment reported", "/moderation/"),
        ("1 report by one reader", "/admin/discussions/flag/?stands=yes"),
    ]


def test_administrators_find_jobs_that_failed(admin_client: Client, as_editor: Client) -> None:
    DBTaskResult.objects.create(
        status="FAILED", task_path="x", args_kwargs={"args": [], "kwargs": {}}, backend_name="x"
    )
    assert lines(block(admin_client, "waits")) == ["1 job failed"]
    assert not lines(block(as_editor, "waits"))


# -- What is live --


def test_what_is_live_scheduled_and_withdrawn(
    as_editor: Client, content: Content, reader: Member, editor: Member
) -> None:
    Rating.give(reader, content.explanation, 4)
    post(content.question, reader)
    post(content.general, reader)
    correction = content.explanation.new_edition()
    correction.publish()
    Withdrawal.objects.create(explanation=content.note.explanation, reason="Wrong number.")
    waiting = content.explanation.new_edition(editor)
    waiting.schedule(timezone.now() + timedelta(days=9))
    shown = block(as_editor, "live")
    scheduled, live, withdrawn = lines(shown)
    assert "Edition 3 goes live" in scheduled
    assert scheduled.endswith("by editor")
    assert ", edition 2 of" in live
    assert live.endswith("4.0 of 5 stars from one reader · 2 comments")
    assert "Withdrawn" in withdrawn
    assert "Wrong number. no stars yet · 0 comments" in withdrawn
    # The title beside it says what it is of.
    pictures = [(picture["alt"], picture["src"]) for picture in shown.all("img")]
    assert pictures == [("", "/static/art/rooftop.svg")] * 2


def test_a_long_list_leads_on(as_editor: Client, content: Content) -> None:
    for number in range(12):
        make_edition(content.film, f"more-{number}", title=f"More {number}")
    shown = block(as_editor, "live")
    assert len(lines(shown)) == 12
    assert "also the older ones" in shown.text
    for _each in range(13):
        content.explanation.new_edition()
    drafts = block(as_editor, "drafts")
    assert len(lines(drafts)) == 12
    assert drafts.one("a", href="/admin/explainer/edition/?state=draft")


# -- What is drafted --


def test_drafts_by_age(as_editor: Client, content: Content, editor: Member, reader: Member) -> None:
    new, old = content.explanation.new_edition(editor), content.explanation.new_edition(reader)
    begun = timezone.now() - timedelta(days=16)
    Edition.objects.filter(pk=old.pk).update(created_at=begun)
    Edition.objects.filter(pk=new.pk).update(created_at=begun + timedelta(days=12))
    save(as_editor, f"/admin/explainer/edition/{new.pk}/change/", title="New words")
    content.explanation.new_edition().publish()
    first, second = block(as_editor, "drafts").all("li")
    assert first.text.endswith("begun 2 weeks, 2 days ago · reader · overtaken by edition 4")
    assert second.text.startswith("New words begun 4 days ago · last saved 0 minutes ago · yours")
    bars = [line.one("rect", class_="bar")["width"] for line in (first, second)]
    assert bars == ["100", "25"]


def test_a_first_draft_is_overtaken_by_nothing(as_editor: Client, content: Content) -> None:
    first = content.note.explanation
    first.pk, first.slug = None, "first"
    first.save()
    make_draft(first, title="")
    assert lines(block(as_editor, "drafts")) == ["first begun 0 minutes ago"]
    assert "Nothing waits." in block(as_editor, "waits").text
