"""/interpretations/<id>/moved/: the comments among which a member names one, and when there are
any."""

import pytest
from django.test import Client

from discussions.models import Comment, Interpretation, Member, Mute
from tests.support.content import Content, post, reload
from tests.support.credits import asks, name, sway, url, vote
from tests.support.html import parse


@pytest.fixture
def reading(content: Content) -> Interpretation:
    return content.readings[0]


@pytest.fixture
def swayed(reading: Interpretation, comment: Comment, reader: Member) -> Interpretation:
    """The reader disagreed with it, and agrees now."""
    sway(reading, reader)
    return reading


def test_the_page_after_a_changed_vote_asks_once(
    reading: Interpretation, comment: Comment, as_reader: Client
) -> None:
    vote(as_reader, reading, "disagree")
    assert not asks(as_reader, reading)
    vote(as_reader, reading, "agree")
    assert asks(as_reader, reading)
    assert not asks(as_reader, reading)


@pytest.mark.parametrize("stances", [("agree", "agree"), ("disagree", "agree", "none")])
def test_not_after_the_same_again_or_a_withdrawal(
    reading: Interpretation, comment: Comment, as_reader: Client, stances: tuple[str, ...]
) -> None:
    for stance in stances:
        vote(as_reader, reading, stance)
    assert not asks(as_reader, reading)


def test_it_waits_for_the_page_of_its_ballot(
    content: Content, reading: Interpretation, comment: Comment, as_reader: Client
) -> None:
    vote(as_reader, reading, "disagree")
    vote(as_reader, reading, "agree")
    as_reader.get(content.ending.get_absolute_url())
    assert asks(as_reader, reading)


def test_not_where_the_explanation_stood_between_two_votes(
    content: Content, reading: Interpretation, comment: Comment, as_reader: Client
) -> None:
    for moment, stance in (("before", "disagree"), ("after", "agree")):
        as_reader.post(f"/interpretations/{reading.pk}/vote/{moment}/", {"stance": stance})
    assert not parse(as_reader.get(content.url)).all("a", href=url(reading))
    assert not asks(as_reader, reading)


def test_not_where_nobody_else_has_written(
    content: Content, reading: Interpretation, reader: Member, as_reader: Client
) -> None:
    post(content.question, reader, "My own words.")
    vote(as_reader, reading, "disagree")
    vote(as_reader, reading, "agree")
    assert not asks(as_reader, reading)


def test_not_where_one_is_named_already(
    swayed: Interpretation, comment: Comment, as_reader: Client
) -> None:
    assert name(as_reader, swayed, comment) == 303
    vote(as_reader, swayed, "unsure")
    assert not asks(as_reader, swayed)


def test_no_button_for_it_stands_at_a_comment(
    swayed: Interpretation, comment: Comment, as_reader: Client
) -> None:
    page = parse(as_reader.get(comment.question.get_absolute_url()))
    assert url(swayed) not in str(page.one("article", id=f"c{comment.pk}"))


def test_it_offers_what_others_wrote(
    content: Content, swayed: Interpretation, comment: Comment, author: Member, reader: Member,
    moderator: Member, as_reader: Client,
) -> None:  # fmt: skip
    post(content.question, reader, "My own.")
    post(content.question, author, "Hidden.").hide()
    post(content.ending, author, "Elsewhere.")
    covered = post(content.question, author, "He leaves.", spoils="ending")
    Mute.objects.create(member=reader, muted=moderator)
    post(content.question, moderator, "Of one who is muted.")
    response = as_reader.get(url(swayed))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    page = parse(response)
    offered = [button["value"] for button in page.all("button", name="comment")]
    assert offered == [str(comment.pk), str(covered.pk)]
    assert "You went from disagree to agree." in page.text
    assert "[spoiler]" in page.text
    assert "He leaves." not in page.text
    assert page.one("a", href=f"{content.question.get_absolute_url()}#reading-{swayed.pk}")


def test_every_comment_is_reached(
    content: Content, swayed: Interpretation, comment: Comment, author: Member, as_reader: Client
) -> None:
    for _each in range(60):
        post(content.question, author)
    for _each in range(12):
        post(content.question, author, parent=comment)
    seen: set[str] = set()
    ahead, been = [url(swayed)], set()
    while ahead:
        address = ahead.pop()
        been.add(address)
        page = parse(as_reader.get(address))
        seen |= {button["value"] for button in page.all("button", name="comment")}
        links = {f"{url(swayed)}{a['href']}" for a in page.all("a") if a["href"].startswith("?")}
        ahead += sorted(links - been - {f"{url(swayed)}?"} - set(ahead))
    assert seen == {str(key) for key in content.question.comments.values_list("pk", flat=True)}


@pytest.mark.parametrize(
    "more", ["after=x", "below=x", "below=9999", "below=٣", "below=" + "9" * 40]
)
def test_what_no_page_gave_is_not_found(
    swayed: Interpretation, as_reader: Client, more: str
) -> None:
    assert as_reader.get(f"{url(swayed)}?{more}").status_code == 404


def test_replies_on_another_question_are_not_found(
    content: Content, swayed: Interpretation, author: Member, as_reader: Client
) -> None:
    other = post(content.ending, author)
    assert as_reader.get(f"{url(swayed)}?below={other.pk}").status_code == 404


@pytest.mark.parametrize("stances", [(), ("agree",), ("disagree", "agree", "")])
def test_nothing_to_name_without_a_change_of_sides(
    reading: Interpretation, comment: Comment, reader: Member, as_reader: Client,
    stances: tuple[str, ...],
) -> None:  # fmt: skip
    for stance in stances:
        if stance:
            reading.vote(reader, stance)
        else:
            reading.withdraw(reader)
    assert as_reader.get(url(reading)).status_code == 409
    assert name(as_reader, reading, comment) == 409
    assert reload(comment).moved_count == 0


def test_a_merged_reading_has_no_such_page(
    content: Content, swayed: Interpretation, comment: Comment, as_reader: Client
) -> None:
    swayed.merge_into(content.readings[1])
    assert as_reader.get(url(swayed)).status_code == 409
    assert name(as_reader, swayed, comment) == 409
    assert name(as_reader, content.readings[1], comment) == 303


def test_a_guest_signs_in_first_and_what_was_chosen_is_kept(
    swayed: Interpretation, comment: Comment, guest: Client
) -> None:
    assert guest.get(url(swayed))["Location"].startswith("/account/login/")
    response = guest.post(url(swayed), {"comment": comment.pk})
    assert response["Location"].startswith("/account/signup/")
    assert guest.session["drafts"][0]["fields"] == {"comment": str(comment.pk)}
    assert reload(comment).moved_count == 0
