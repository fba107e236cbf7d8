"""What a thread says of a comment besides its words: staff, featured, score, muted, and to its
author alone what was decided."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Appeal, Comment, Decision, Member, Mute
from discussions.moderation.decisions import Judgement, decide
from tests.support.content import Content, post, reload
from tests.support.html import Element, parse

YOUNG = timedelta(hours=35)
OLD = timedelta(hours=37)


def article(client: Client, comment: Comment) -> Element:
    page = parse(client.get(comment.question.get_absolute_url()))
    return page.one("article", id=f"c{comment.pk}")


def labels(client: Client, comment: Comment) -> list[str]:
    return [label.text for label in article(client, comment).all("span", class_="label")]


def test_staff_is_marked(comment: Comment, guest: Client) -> None:
    assert labels(guest, comment) == []
    comment.author.is_staff = True
    comment.author.save(update_fields=["is_staff"])
    assert labels(guest, comment) == ["staff"]


def test_a_featured_comment_is_marked(comment: Comment, guest: Client) -> None:
    assert labels(guest, comment) == []
    comment.feature(True)
    assert labels(guest, comment) == ["Featured"]
    assert "is-featured" in article(guest, comment)["class"].split()


@pytest.mark.parametrize(("age", "told"), [(YOUNG, "Useful"), (OLD, "Useful 1")])
def test_a_score_is_told_after_36_hours(
    comment: Comment, reader: Member, guest: Client, as_reader: Client, as_author: Client,
    age: timedelta, told: str,
) -> None:  # fmt: skip
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - age)
    reload(comment).mark_useful(reader)
    for client in (guest, as_reader):
        button = article(client, comment).one(
            "button", value="none" if client is as_reader else "yes"
        )
        assert button.text == told
    # Their own mark everybody sees at once.
    assert button["aria-pressed"] == "true"
    assert ("Useful to 1" in article(as_author, comment).text) == (age == OLD)


def test_the_page_is_made_anew_when_the_score_is_told(
    comment: Comment, reader: Member, guest: Client
) -> None:
    soon = timezone.now() - timedelta(hours=36) + timedelta(minutes=5)
    Comment.objects.filter(pk=comment.pk).update(created_at=soon)
    reload(comment).mark_useful(reader)
    response = guest.get(comment.question.get_absolute_url())
    until = response.wsgi_request.META["hersite.freshness"].until
    assert until == pytest.approx((soon + timedelta(hours=36)).timestamp())


def test_muted_members_are_folded_for_who_muted_them_alone(
    comment: Comment, reader: Member, as_reader: Client, as_author: Client, guest: Client
) -> None:
    Mute.objects.create(member=reader, muted=comment.author)
    fold = article(as_reader, comment).one("details", class_="muted")
    assert fold.all("summary")[0].text == "Muted: show"
    assert comment.body in fold.text
    assert "open" not in fold.attributes
    for client in (guest, as_author):
        assert not article(client, comment).all("details", class_="muted")


@pytest.mark.parametrize(
    ("action", "told"),
    [
        (Decision.Action.HIDE, "A moderator hid this; only you see it."),
        (Decision.Action.REMOVE, "A moderator removed this; only you see it."),
        (Decision.Action.SUSPEND, "A moderator removed this; only you see it."),
    ],
)
def test_its_author_sees_what_was_taken_away_and_why(
    comment: Comment, moderator: Member, guest: Client, as_reader: Client, as_author: Client,
    action: str, told: str,
) -> None:  # fmt: skip
    decide(comment, Judgement(action, rule="unkind", note="Please be <kind>."), moderator)
    shown = article(as_author, comment)
    for words in (told, "The reason: unkind.", "Please be <kind>.", comment.body):
        assert words in shown.text
    hrefs = [link["href"] for link in shown.all("a")]
    assert f"/comments/{comment.pk}/appeal/" in hrefs
    # It can be deleted, and not changed any more.
    assert f"/comments/{comment.pk}/delete/" in hrefs
    assert f"/comments/{comment.pk}/edit/" not in hrefs
    for client in (guest, as_reader):
        page = parse(client.get(comment.question.get_absolute_url()))
        assert comment.body not in page.text
        assert not page.all("article", class_="comment")
    assert comment.body in parse(as_author.get(f"/comments/{comment.pk}/")).text


def test_an_appeal_is_told_instead_of_offered(
    comment: Comment, moderator: Member, as_author: Client
) -> None:
    decision = decide(comment, Judgement(Decision.Action.HIDE, rule="spam"), moderator)
    appeal = Appeal.objects.create(decision=decision, text="It is not.")
    assert "Your appeal waits for a moderator." in article(as_author, comment).text
    appeal.outcome = Appeal.Outcome.UPHELD
    appeal.save()
    assert "the decision stands" in article(as_author, comment).text


def test_what_waits_says_why_to_its_author_alone(
    comment: Comment, guest: Client, as_author: Client, as_reader: Client
) -> None:
    reload(comment).hold(Comment.HeldFor.NEW)
    told = article(as_author, comment).text
    assert "Only you see this until a moderator has read it." in told
    assert "first comments are read by a moderator" in told
    assert "in the median" not in told
    for client in (guest, as_reader):
        assert comment.body not in parse(client.get(comment.question.get_absolute_url())).text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("held", "A moderator reads this first."),
        ("hidden", "Hidden by a moderator."),
        ("removed", "Removed by a moderator."),
        ("deleted", "Removed by its author."),
    ],
)
def test_a_place_is_kept_for_replies(
    comment: Comment, author: Member, guest: Client, as_reader: Client, state: str, words: str
) -> None:
    post(comment.question, author, "An answer", parent=comment)
    Comment.objects.filter(pk=comment.pk).update(state=state)
    for client in (guest, as_reader):
        place = article(client, comment)
        assert place.text == words


def test_moderators_may_feature_and_moderate(
    comment: Comment, as_reader: Client, moderator: Member, client_of: Callable[[Member], Client]
) -> None:
    def offered(client: Client) -> set[str]:
        more = article(client, comment).one("details", class_="more")
        paths = [a["href"] for a in more.all("a")] + [b["formaction"] for b in more.all("button")]
        return {path.split("/")[3] for path in paths if path.startswith(f"/comments/{comment.pk}/")}

    assert {"feature", "moderate"} <= offered(client_of(moderator))
    assert not {"feature", "moderate"} & offered(as_reader)


def test_the_thread_says_where_to_ask_for_news(
    content: Content, comment: Comment, author: Member, guest: Client
) -> None:
    newest = post(content.question, author, "newest")
    held = post(content.question, author, "held")
    Comment.objects.filter(pk=held.pk).update(state="held")
    thread = parse(guest.get(content.question.get_absolute_url())).one("div", id="thread")
    asked = guest.get(thread["data-latest"]).json()
    assert (thread["data-count"], thread["data-newest"]) == ("3", str(newest.pk))
    assert asked["newest"] == newest.pk
