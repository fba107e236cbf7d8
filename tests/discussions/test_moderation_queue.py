"""The queue: who sees it, in which order, with what beside it, and what its buttons do."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Decision, Member, Review, SiteRules
from tests.support.cast import make_staff
from tests.support.content import Content, post, post_many, reload
from tests.support.html import parse
from tests.support.moderation import DECISIONS, QUEUE, hold, items, press, report


def test_only_moderators_find_it(
    guest: Client, as_reader: Client, as_editor: Client, as_moderator: Client
) -> None:
    assert guest.get(QUEUE)["Location"] == "/account/login/?next=/moderation/"
    assert as_reader.get(QUEUE).status_code == as_editor.get(QUEUE).status_code == 404
    assert as_reader.post(DECISIONS, {"action": "approve", "review": 1}).status_code == 404
    response = as_moderator.get(QUEUE)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert "Nothing waits." in parse(response).one(id="waiting").text


def test_reported_spoilers_come_first_then_the_oldest(
    content: Content, author: Member, reader: Member, as_moderator: Client
) -> None:
    newer, older, spoiling = (hold(content, author, f"Words {n}.") for n in "abc")
    Review.objects.filter(comment=older).update(opened_at=timezone.now() - timedelta(hours=3))
    report(spoiling, "spoiler", "spoiler")
    page = as_moderator.get(QUEUE)
    shown = [item.one("div", class_="comment-body").text for item in items(page)]
    assert shown == [reload(c).body for c in (spoiling, older, newer)]
    waiting = parse(page).one(id="waiting").text
    assert waiting.startswith("3 wait, the oldest for 3\xa0hours.".replace("\xa0", " "))


def test_a_tightened_site_says_so(as_moderator: Client) -> None:
    assert "Tightened" not in parse(as_moderator.get(QUEUE)).text
    SiteRules.objects.update_or_create(pk=1, defaults={"tight_since": timezone.now()})
    assert "Tightened since" in parse(as_moderator.get(QUEUE)).text


def test_an_item_says_why_it_is_here_and_who_wrote_it(
    content: Content, author: Member, reader: Member, as_moderator: Client
) -> None:
    asked = post(content.question, reader, "Who put it out?")
    comment = hold(content, author, "||The keeper|| did.", parent=asked, spoils="ending")
    post(content.question, author, "Taken.").hide()
    post(content.question, author, "Stays.")
    report(comment, "unkind", "spam", "spam")
    item = items(as_moderator.get(QUEUE))[0]
    for words in (
        "Reported 3 times", "It is unkind: Note 0", "In answer to reader", "Who put it out?",
        "Behind a cover", "The keeper did.", "1 on the site", "1 taken away", "The Author",
    ):  # fmt: skip
        assert words in item.text, words
    assert item.one("select", name="rule").one("option", selected=True)["value"] == "spam"


def test_each_button_does_what_it_says(
    content: Content, author: Member, as_moderator: Client
) -> None:
    done = {}
    for action in ("approve", "hide", "remove", "cover", "suspend"):
        comment = hold(content, author, f"To {action}.")
        response = press(as_moderator, action, comment, rule="unkind", note="Please.", days="3")
        assert (response.status_code, response["Location"]) == (303, QUEUE)
        done[action] = reload(comment)
    states = [done[action].state for action in done]
    assert states == ["visible", "hidden", "removed", "visible", "removed"]
    assert (done["cover"].spoils, done["approve"].spoils) == ("ending", "none")
    author.refresh_from_db()
    assert author.suspended_until is not None
    assert timedelta(days=2.9) < author.suspended_until - timezone.now() < timedelta(days=3)
    rules = dict(Decision.objects.values_list("action", "rule"))
    unkind = dict.fromkeys(("hide", "remove", "suspend"), "unkind")
    assert rules == {"approve": "", "cover": "spoiler", **unkind}
    assert set(Decision.objects.values_list("note", flat=True)) == {"Please."}


def test_several_at_once_each_with_its_own_rule(
    content: Content, author: Member, reader: Member, as_moderator: Client
) -> None:
    one, other = hold(content, author), hold(content, reader)
    report(one, "unkind")
    press(as_moderator, "hide", one, other, rule="")
    assert dict(Decision.objects.values_list("comment", "rule")) == {
        one.pk: "unkind", other.pk: "off-topic",
    }  # fmt: skip


def test_nothing_chosen_and_wrong_values_change_nothing(
    content: Content, author: Member, as_moderator: Client
) -> None:
    comment = hold(content, author)
    assert press(as_moderator, "approve").status_code == 422
    assert press(as_moderator, "burn", comment).status_code == 422
    kept = press(as_moderator, "hide", comment, note="n" * 501)
    assert kept.status_code == 422
    assert items(kept)[0].one("textarea").text == "n" * 501
    unknown = {"action": "hide", "review": ["x", "9" * 30]}
    assert as_moderator.post(DECISIONS, unknown).status_code == 422
    assert not Decision.objects.exists()


def test_the_last_decision_can_be_undone_by_who_made_it(
    content: Content, author: Member, as_moderator: Client, client_of: Any
) -> None:
    comment = hold(content, author)
    press(as_moderator, "remove", comment, rule="spam")
    lately = parse(as_moderator.get(QUEUE)).one(id="lately")
    assert "Removed: spam." in lately.text
    undo = lately.one("form")["action"]
    colleague = make_staff("colleague", "Moderators")
    assert client_of(colleague).post(undo).status_code == 404
    assert as_moderator.get(undo).status_code == 405
    assert as_moderator.post(undo)["Location"] == QUEUE
    assert reload(comment).state == "held"
    assert len(items(as_moderator.get(QUEUE))) == 1
    assert as_moderator.post(undo).status_code == 409


def test_ten_minutes_later_it_stands(
    content: Content, author: Member, as_moderator: Client
) -> None:
    comment = hold(content, author)
    press(as_moderator, "remove", comment)
    Decision.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert not parse(as_moderator.get(QUEUE)).one(id="lately").text
    late = as_moderator.post(f"{DECISIONS}{Decision.objects.get().pk}/undo/")
    assert (late.status_code, reload(comment).state) == (409, "removed")


def test_a_page_takes_as_many_statements_for_twenty_as_for_two(
    content: Content, author: Member, reader: Member, as_moderator: Client
) -> None:
    taken = []
    for number in (2, 18):
        for comment in post_many(content.question, [author, reader], number):
            report(comment, "spam", "unkind")
        with CaptureQueriesContext(connection) as captured:
            page = as_moderator.get(QUEUE)
        taken.append(len(captured))
    assert len(items(page)) == 20
    # session, member, permissions twice, a colleague, which are next, the one that takes them,
    # which come after (none where the page is full), what they are, reports, appeals, edits, a
    # colleague, two for records, how much waits, the rules, how many readings wait, what can be
    # undone, the sample
    assert (taken[0], taken[1]) == (20, 19)
