"""Buttons without a token: a guest's vote, rating and mark are cast after signing in, no other
site can have one pressed."""

from typing import Any

import pytest
from django.test import Client

from discussions.models import Comment, Interpretation, Member, Rating, Useful, Vote
from tests.support.content import Content, reload
from tests.support.forms import (
    CROSS_SITE,
    RESUME,
    SAME_ORIGIN,
    SIGN_UP,
    form_to,
    sign_in,
    sign_up,
    values,
)
from tests.support.html import parse
from tests.support.proposals import whole


def comments(content: Content) -> str:
    return f"{content.question.get_absolute_url()}comments/"


def nothing_is_cast() -> bool:
    return not any(model.objects.exists() for model in (Vote, Rating, Useful))


ACTIONS = [
    ("comments", {"body": "x"}),
    ("vote", {"stance": "agree"}),
    ("rating", {"stars": "5"}),
    ("useful", {"useful": "yes"}),
    ("flag", {"reason": "spam"}),
    ("edit", {"body": "x"}),
    ("delete", {}),
    ("preview", {"body": "x"}),
]


def address_of(action: str, content: Content, comment: Comment) -> str:
    if action == "vote":
        return f"/interpretations/{content.readings[0].pk}/vote/"
    fixed = {
        "comments": comments(content),
        "rating": f"{content.url}rating/",
        "preview": "/preview/",
    }
    return fixed.get(action, f"/comments/{comment.pk}/{action}/")


@pytest.mark.parametrize(
    "headers",
    [CROSS_SITE, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://example.org"},
     {"Origin": "null"}, {"Origin": "http://testserver:81"}],
)  # fmt: skip
@pytest.mark.parametrize(("action", "sent"), ACTIONS)
def test_forms_of_other_sites_are_refused(
    content: Content, comment: Comment, strict: Client, author: Member, action: str,
    sent: dict[str, str], headers: dict[str, str],
) -> None:  # fmt: skip
    strict.force_login(author)
    response = strict.post(address_of(action, content, comment), sent, headers=headers)
    assert response.status_code == 403
    assert "drafts" not in strict.session
    assert reload(comment).body == "The lamp is the clue."
    assert nothing_is_cast()


@pytest.mark.parametrize("headers", [SAME_ORIGIN, {"Origin": "http://testserver"}])
def test_a_guests_vote_rating_and_mark_are_cast_after_sign_up(
    content: Content, comment: Comment, strict: Client, headers: dict[str, str]
) -> None:
    reading = content.readings[0]
    for action, sent in ACTIONS[1:4]:
        strict.post(address_of(action, content, comment), sent, headers=headers)
    assert "What you chose is kept" in strict.get(SIGN_UP).content.decode()
    sign_up(strict)
    vote, rating = Vote.objects.get(), Rating.objects.get()
    assert (vote.member.username, vote.interpretation, vote.stance) == ("fresh", reading, "agree")
    assert rating.stars == 5
    assert reload(comment).useful_count == 1
    assert "drafts" not in strict.session or not strict.session["drafts"]


def test_after_a_vote_one_lands_on_its_ballot(content: Content, strict: Client) -> None:
    reading = content.readings[0]
    strict.post(f"/interpretations/{reading.pk}/vote/", {"stance": "agree"}, headers=SAME_ORIGIN)
    page = parse(sign_up(strict))
    assert page.one("fieldset", id=f"reading-{reading.pk}").all("details", class_="ballot-fold")


def test_where_the_member_has_voted_otherwise_it_asks(
    content: Content, strict: Client, reader: Member
) -> None:
    reading = content.readings[0]
    reading.vote(reader, "disagree")
    address = f"/interpretations/{reading.pk}/vote/"
    strict.post(address, {"stance": "agree"}, headers=SAME_ORIGIN)
    page = sign_in(strict, "reader")
    assert Vote.objects.get().stance == "disagree"
    sent = values(form_to(page, address))
    assert sent["stance"] == "agree"
    assert strict.post(address, sent).status_code == 303
    assert Vote.objects.get().stance == "agree"
    assert strict.get(RESUME)["Location"] == "/"


def test_where_the_member_has_rated_otherwise_it_asks(
    content: Content, strict: Client, reader: Member
) -> None:
    Rating.objects.create(member=reader, explanation=content.explanation, stars=1)
    strict.post(f"{content.url}rating/", {"stars": "5"}, headers=SAME_ORIGIN)
    page = sign_in(strict, "reader")
    assert Rating.objects.get().stars == 1
    strict.post(f"{content.url}rating/", values(form_to(page, f"{content.url}rating/")))
    assert Rating.objects.get().stars == 5


def test_a_form_that_says_nothing_of_its_origin_is_only_a_draft(
    content: Content, comment: Comment, strict: Client
) -> None:
    """An old browser, or a form on another site that hides where it stands: nothing is cast, not
    even after signing in, before the member has said yes."""
    for action, sent in ACTIONS[1:4]:
        assert strict.post(address_of(action, content, comment), sent).status_code == 303
    page = sign_up(strict)
    assert nothing_is_cast()
    assert "Please confirm" in parse(page).one("h1").text
    useful = f"/comments/{comment.pk}/useful/"
    strict.post(useful, values(form_to(page, useful)))
    assert reload(comment).useful_count == 1


def test_a_vote_on_what_has_gone_meanwhile_is_forgotten(content: Content, strict: Client) -> None:
    reading = content.readings[0]
    strict.post(f"/interpretations/{reading.pk}/vote/", {"stance": "agree"}, headers=SAME_ORIGIN)
    Interpretation.objects.filter(pk=reading.pk).update(state="declined")
    sign_up(strict)
    assert not Vote.objects.exists()


def test_the_members_own_mark_is_not_cast(comment: Comment, strict: Client, author: Member) -> None:
    strict.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"}, headers=SAME_ORIGIN)
    sign_in(strict, "author")
    assert reload(comment).useful_count == 0


def test_a_choice_that_is_asked_about_can_be_left(
    content: Content, strict: Client, reader: Member
) -> None:
    Rating.objects.create(member=reader, explanation=content.explanation, stars=1)
    strict.post(f"{content.url}rating/", {"stars": "5"}, headers=SAME_ORIGIN)
    form = form_to(sign_in(strict, "reader"), f"{content.url}rating/")
    leave = form.one("button", name="discard")
    response = strict.post(leave["formaction"], values(form) | {"discard": leave["value"]})
    assert response["Location"] == f"{content.url}#rating"
    assert not strict.session["drafts"]
    assert Rating.objects.get().stars == 1


def test_signing_in_is_no_way_around_the_limit(
    content: Content, strict: Client, reader: Member, settings: Any
) -> None:
    """The second of two votes waits, and is asked about."""
    settings.LIMITS = settings.LIMITS | {"vote": (1, 3600)}
    for reading in content.readings[:2]:
        address = f"/interpretations/{reading.pk}/vote/"
        strict.post(address, {"stance": "agree"}, headers=SAME_ORIGIN)
    sign_in(strict, reader.username)
    assert Vote.objects.get().interpretation_id == content.readings[0].pk
    waiting = f"/interpretations/{content.readings[1].pk}/vote/"
    assert waiting in strict.get(RESUME).content.decode()


def test_a_proposal_is_a_text(content: Content, strict: Client) -> None:
    address = f"{content.question.get_absolute_url()}readings/"
    entrance = strict.post(address, whole(content), headers=SAME_ORIGIN)
    assert "Your text is kept." in strict.get(entrance["Location"]).content.decode()
