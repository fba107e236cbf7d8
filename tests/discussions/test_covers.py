"""A cover that an author put on stays on, and can be put on later."""

import pytest
from django.test import Client

from discussions.models import Comment, Member
from explainer.models import Edition
from tests.support.content import Content
from tests.support.html import parse


@pytest.fixture
def covered(content: Content, comment: Comment) -> Comment:
    Comment.objects.filter(pk=comment.pk).update(spoils="ending")
    return comment


@pytest.mark.parametrize("step", ["flag", "replies"])
def test_the_pages_around_a_comment_cover_it_too(
    covered: Comment, guest: Client, step: str
) -> None:
    page = parse(guest.get(f"/comments/{covered.pk}/{step}/"))
    body = page.one("div", class_="comment-body")
    assert any(element.tag == "details" for element in body.ancestors)


def test_quoting_takes_the_cover_along(covered: Comment, as_reader: Client) -> None:
    page = parse(as_reader.get(f"/comments/{covered.pk}/replies/?quote=1"))
    assert page.one("option", selected=True, value="ending")


def test_a_cover_is_put_on_and_off_without_a_mark(comment: Comment, as_author: Client) -> None:
    url = f"/comments/{comment.pk}/edit/"
    for spoils in ("ending", "none"):
        as_author.post(url, {"body": comment.body, "spoils": spoils})
        stored = Comment.objects.get(pk=comment.pk)
        assert (stored.spoils, stored.edited_at) == (spoils, None)


def test_an_edit_that_says_nothing_of_the_cover_leaves_it(
    covered: Comment, as_author: Client
) -> None:
    as_author.post(f"/comments/{covered.pk}/edit/", {"body": "Other words"})
    assert Comment.objects.get(pk=covered.pk).spoils == "ending"


def test_a_covered_comment_is_no_text_of_a_feed(
    content: Content, author: Member, guest: Client
) -> None:
    Edition.objects.update(spoils="none")
    Comment.post(question=content.premise, author=author, body="The secret", spoils="premise")
    feed = guest.get(f"/feeds/questions/{content.premise.slug}/").content.decode()
    assert "[spoiler]" in feed
    assert "The secret" not in feed


def test_no_character_breaks_a_feed(content: Content, as_reader: Client, guest: Client) -> None:
    Edition.objects.update(spoils="none")
    url = content.premise.get_absolute_url()
    as_reader.post(f"{url}comments/", {"body": "bad\x01char"})
    assert Comment.objects.get().body == "badchar"
    Comment.objects.update(body_html="<p>bad\x01char</p>")
    assert guest.get(f"/feeds{url}").status_code == 200


def test_the_place_of_a_removed_comment_keeps_its_address(
    comment: Comment, content: Content, guest: Client
) -> None:
    Comment.post(question=content.question, author=comment.author, body="Yes", parent=comment)
    comment.delete_by_author()
    page = guest.get(f"/comments/{comment.pk}/").content.decode()
    assert "Removed by its author" in page
    assert "in reply to a comment that is gone" in page
