"""/members/<username>/, /me/profile/ and /me/deletion/: who one is here, and leaving."""

import pytest
from django.test import Client

from discussions.models import Comment, Member
from tests.support.cast import PASSWORD, make_member
from tests.support.content import Content, post
from tests.support.forms import errors, form_to, values
from tests.support.html import parse


def test_a_profile_shows_the_name_and_the_comments(
    content: Content, author: Member, guest: Client
) -> None:
    post(content.question, author, "Read me")
    page = parse(guest.get("/members/author/"))
    assert page.one("h1").text == "The Author"
    assert "@author" in page.text
    assert page.one("a", href=Comment.objects.get().get_absolute_url())
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_a_profile_holds_no_address(guest: Client) -> None:
    make_member("mailed", email="secret@example.org")
    text = guest.get("/members/mailed/").content.decode()
    assert "secret" not in text
    assert "example.org" not in text


def test_a_profile_shows_no_comment_that_is_not_public(
    content: Content, author: Member, guest: Client
) -> None:
    for state in ("held", "hidden", "deleted"):
        comment = post(content.question, author, f"A {state} one")
        Comment.objects.filter(pk=comment.pk).update(state=state)
    assert "No comments yet" in parse(guest.get("/members/author/")).text


def test_comments_of_what_is_not_live_are_not_on_the_profile(
    content: Content, author: Member, guest: Client
) -> None:
    post(content.question, author, "Gone with its page")
    content.explanation.editions.all().update(publish_at=None)
    assert "No comments yet" in parse(guest.get("/members/author/")).text


@pytest.mark.parametrize("written", ["AUTHOR", "Author"])
def test_a_profile_is_found_in_any_case(
    author: Member, guest: Client, as_reader: Client, written: str
) -> None:
    for client in (guest, as_reader):
        response = client.get(f"/members/{written}/")
        assert (response.status_code, response["Location"]) == (301, "/members/author/")


def test_a_profile_tells_what_its_comments_speak_for(
    content: Content, author: Member, guest: Client
) -> None:
    first, second, third = content.readings
    ending = content.ending.interpretations.all()[0]
    for reading in (first, first, second, ending):
        post(reading.question, author, f"For {reading}", supports=reading)
    hidden = post(content.question, author, "For the third", supports=third)
    hidden.hide()
    content.explanation.editions.update(spoils="none")
    page = parse(guest.get("/members/author/")).one("section", aria_labelledby="argued-for")
    links = {link["href"]: link.text for link in page.all("a")}
    question, spoiling = content.question.get_absolute_url(), content.ending.get_absolute_url()
    assert links == {
        f"{question}?supports={first.pk}": first.statement,
        f"{question}?supports={second.pk}": second.statement,
        f"{spoiling}?supports={ending.pk}": "[spoiler] To be read in its place.",
    }
    assert content.ending.safe_title in page.text
    assert content.ending.title not in page.text


def test_readings_of_a_text_that_tells_the_ending_are_not_worded(
    content: Content, author: Member, guest: Client
) -> None:
    post(content.question, author, "For it", supports=content.readings[0])
    page = parse(guest.get("/members/author/")).one("section", aria_labelledby="argued-for")
    assert "[spoiler]" in page.text
    assert content.readings[0].statement not in page.text


def test_readings_of_what_is_not_live_are_not_on_the_profile(
    content: Content, author: Member, guest: Client
) -> None:
    post(content.question, author, "For it", supports=content.readings[0])
    content.explanation.editions.all().update(publish_at=None)
    page = parse(guest.get("/members/author/"))
    assert not page.all("section", aria_labelledby="argued-for")


def test_staff_are_marked(moderator: Member, author: Member, guest: Client) -> None:
    head = parse(guest.get("/members/moderator/")).one("header", class_="page-head")
    assert [label.text for label in head.all("span", class_="label")] == ["staff"]
    assert not parse(guest.get("/members/author/")).all("span", class_="label")


@pytest.mark.parametrize("username", ["nobody", "a" * 200, "%00", "gone-1", "%2e%2e", "ä"])
def test_an_unknown_member_is_not_found(guest: Client, username: str) -> None:
    assert guest.get(f"/members/{username}/").status_code == 404


@pytest.mark.parametrize("path", ["/me/", "/me/deletion/", "/me/drafts/"])
def test_ones_own_pages_ask_a_guest_to_sign_in(guest: Client, path: str) -> None:
    response = guest.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize("path", ["/me/", "/me/deletion/", "/me/drafts/", "/members/reader/"])
def test_wrong_method(as_reader: Client, path: str) -> None:
    assert as_reader.put(path).status_code == 405


def test_a_member_changes_how_they_are_shown(as_reader: Client, reader: Member) -> None:
    sent = values(form_to(as_reader.get("/me/profile/"), "/me/profile/"))
    assert sent["display_name"] == ""
    sent |= {"display_name": "  A   Reader ", "about": "I like\r\nlamps."}
    assert as_reader.post("/me/profile/", sent)["Location"] == "/me/profile/"
    reader.refresh_from_db()
    assert (reader.name, reader.username) == ("A Reader", "reader")
    assert "Saved." in parse(as_reader.get("/me/profile/")).text


@pytest.mark.parametrize(
    "name",
    ["x" * 41, "re\u200bader", "a\u202eb", "author", "THE AUTHOR", "ｔｈｅ ａｕｔｈｏｒ", "a\x00b"],
)
def test_a_name_that_is_taken_or_cannot_be_seen(
    as_reader: Client, reader: Member, author: Member, name: str
) -> None:
    response = as_reader.post("/me/profile/", {"display_name": name, "about": "Kept"})
    assert response.status_code == 422
    assert errors(response)
    assert values(form_to(response, "/me/profile/"))["about"] == "Kept"
    reader.refresh_from_db()
    assert reader.display_name == ""


def test_forged_fields_change_nothing(as_reader: Client, reader: Member) -> None:
    forged = {"display_name": "X", "username": "king", "is_staff": "on", "is_superuser": "on",
              "email": "a@example.org", "joined": "2001-01-01"}  # fmt: skip
    as_reader.post("/me/profile/", forged)
    reader.refresh_from_db()
    assert (reader.display_name, reader.username, reader.email) == ("X", "reader", "")
    assert not reader.is_staff
    assert not reader.is_superuser


def test_what_a_member_says_of_themselves_is_text(as_reader: Client, guest: Client) -> None:
    as_reader.post("/me/profile/", {"about": "<script>alert(1)</script>"})
    # No member can choose it; a name that is older than the rule is text all the same.
    Member.objects.filter(username="reader").update(display_name="<b>Bold</b>")
    page = parse(guest.get("/members/reader/"))
    assert page.one("h1").text == "<b>Bold</b>"
    assert not page.one("main").all("script")
    assert not page.one("main").all("b")


@pytest.mark.parametrize(("texts", "body"), [("keep", "My words"), ("remove", "")])
def test_leaving(
    content: Content, reader: Member, author: Member, as_reader: Client, guest: Client,
    texts: str, body: str,
) -> None:  # fmt: skip
    mine = post(content.question, reader, "My words")
    post(content.question, author, "An answer", parent=mine)
    response = as_reader.post("/me/deletion/", {"texts": texts, "password": PASSWORD})
    assert response.status_code == 200
    assert "Your account is gone" in response.content.decode()
    mine.refresh_from_db()
    assert mine.body == body
    page = guest.get(content.question.get_absolute_url()).content.decode()
    assert "reader" not in parse(page).one("ol", class_="thread").text.split()
    assert ("My words" in page) == (texts == "keep")
    assert guest.get("/members/reader/").status_code == 404
    assert as_reader.get("/me/").status_code == 302
    assert not Client().login(username="reader", password=PASSWORD)


@pytest.mark.parametrize(
    "sent",
    [{"texts": ""}, {"texts": "keep"}, {"texts": "keep", "password": "wrong"},
     {"password": PASSWORD}, {"texts": "burn", "password": PASSWORD}],
)  # fmt: skip
def test_leaving_needs_an_answer_and_the_password(
    as_reader: Client, reader: Member, sent: dict[str, str]
) -> None:
    assert as_reader.get("/me/deletion/").status_code == 200
    response = as_reader.post("/me/deletion/", sent)
    assert response.status_code == 422
    assert errors(response)
    reader.refresh_from_db()
    assert reader.is_active


def test_the_page_after_leaving_is_a_guests(as_reader: Client) -> None:
    response = as_reader.post("/me/deletion/", {"texts": "keep", "password": PASSWORD})
    assert not parse(response).all("input", name="csrfmiddlewaretoken")
    assert response.cookies["sessionid"].value == ""
    assert response["Cache-Control"] == "no-store"
