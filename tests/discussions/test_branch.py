"""Replies from the eleventh of a comment on: folded away in the thread, on a page of their own."""

import pytest
from django.test import Client

from discussions.models import Comment, Member
from tests.support.content import Content, post, reload
from tests.support.html import Element, parse


@pytest.fixture
def busy(comment: Comment, author: Member) -> Comment:
    """A comment with fourteen replies; the last of them is answered."""
    for number in range(14):
        reply = post(comment.question, author, f"reply {number}", parent=comment)
    post(comment.question, author, "the answer", parent=reply)
    return reload(comment)


def words(page: Element) -> list[str]:
    return [body.text for body in page.all("div", class_="comment-body")]


def folds(page: Element) -> dict[str, str]:
    """Where replies are folded away: what it says, and where it leads."""
    return {item.one("a")["href"]: item.text for item in page.all("li", class_="folded")}


def of_thread(client: Client, busy: Comment) -> Element:
    return parse(client.get(busy.question.get_absolute_url()))


def test_ten_replies_stand_in_the_thread_and_a_link_to_the_others(
    busy: Comment, author: Member, guest: Client
) -> None:
    post(busy.question, author, "another root")
    page = of_thread(guest, busy)
    assert words(page) == [busy.body, *(f"reply {n}" for n in range(10)), "another root"]
    assert folds(page) == {f"/comments/{busy.pk}/branch/#thread": "Show 4 more replies"}
    tenth, in_list = page.one("article", id=f"c{busy.pk + 10}").ancestors, page.one(class_="folded")
    assert [next(tenth), next(tenth)][1] is next(in_list.ancestors)


def test_the_others_stand_below_their_comment_on_its_page(busy: Comment, guest: Client) -> None:
    page = parse(guest.get(f"/comments/{busy.pk}/branch/"))
    assert words(page) == [busy.body, *(f"reply {n}" for n in range(10, 14)), "the answer"]
    assert not folds(page)
    assert f"/comments/{busy.pk}/#c{busy.pk}" in [link["href"] for link in page.all("a")]


def test_the_replies_of_a_root_fold_without_a_script(busy: Comment, guest: Client) -> None:
    page = of_thread(guest, busy)
    replies = page.one("details", class_="replies")
    assert "open" in replies.attributes
    assert replies.all("summary")[0].text == "Replies"
    assert len(words(replies)) == 10
    assert not [above for above in replies.ancestors if above.tag == "article"]


def test_a_long_branch_goes_on_with_the_next_page(
    busy: Comment, author: Member, guest: Client
) -> None:
    for number in range(14, 70):
        post(busy.question, author, f"reply {number}", parent=busy)
    url = f"/comments/{busy.pk}/branch/"
    first = parse(guest.get(url))
    onward = next(a["href"] for a in first.all("a") if "after=" in a["href"])
    second = parse(guest.get(onward))
    shown = [*words(first)[1:], *words(second)[1:]]
    assert words(second)[0] == busy.body
    assert [each for each in shown if each != "the answer"] == [
        f"reply {number}" for number in range(10, 70)
    ]
    assert f"{url}#thread" in [link["href"] for link in second.all("a")]


def test_a_word_of_the_others_also_where_their_comment_is_on_an_earlier_page(
    busy: Comment, author: Member, guest: Client
) -> None:
    """The tenth reply has so long a branch that the page ends in it."""
    tenth = Comment.objects.get(body="reply 9")
    for number in range(9):
        below = post(busy.question, author, f"below {number}", parent=tenth)
        for each in range(5):
            post(busy.question, author, f"deep {number} {each}", parent=below)
    first = of_thread(guest, busy)
    assert not folds(first)
    onward = next(a["href"] for a in first.all("a") if "after=" in a["href"])
    second = parse(guest.get(onward))
    assert words(second)[-1] == "deep 8 4"
    assert folds(second) == {f"/comments/{busy.pk}/branch/#thread": "Show 4 more replies"}


def test_a_permalink_of_a_folded_one_shows_it_among_its_neighbours(
    busy: Comment, guest: Client
) -> None:
    folded = Comment.objects.get(body="reply 12")
    page = parse(guest.get(f"/comments/{folded.pk}/"))
    assert page.one("li", class_="is-focus").one("article", id=f"c{folded.pk}")
    assert words(page) == [busy.body, *(f"reply {n}" for n in range(10, 14)), "the answer"]


def test_what_nobody_can_read_is_not_counted(busy: Comment, guest: Client) -> None:
    Comment.objects.filter(body="reply 11").update(state="held")
    reload(Comment.objects.get(body="reply 12")).hide()
    # That one is answered: its place stays.
    reload(Comment.objects.get(body="reply 13")).delete_by_author()
    assert list(folds(of_thread(guest, busy)).values()) == ["Show 2 more replies"]
    assert words(parse(guest.get(f"/comments/{busy.pk}/branch/"))) == [
        busy.body, "reply 10", "the answer",
    ]  # fmt: skip
    Comment.objects.filter(body="the answer").get().delete_by_author()
    reload(Comment.objects.get(body="reply 10")).delete_by_author()
    assert not folds(of_thread(guest, busy))


def test_a_new_reply_shows_in_the_number_at_once(
    busy: Comment, author: Member, guest: Client
) -> None:
    assert "Show 4 more replies" in folds(of_thread(guest, busy)).values()
    post(busy.question, author, "one more", parent=busy)
    assert "Show 5 more replies" in folds(of_thread(guest, busy)).values()


@pytest.mark.parametrize("after", ["x", "9" * 10, "0.5_0000000001"])
def test_an_unknown_cursor_is_not_found(busy: Comment, guest: Client, after: str) -> None:
    assert guest.get(f"/comments/{busy.pk}/branch/?after={after}").status_code == 404


def test_a_cursor_of_the_thread_is_none_of_the_branch(busy: Comment, guest: Client) -> None:
    first = Comment.objects.get(body="reply 0")
    folded = Comment.objects.get(body="reply 10")
    url = f"/comments/{busy.pk}/branch/?after="
    assert guest.get(url + first.path).status_code == 404
    assert guest.get(url + folded.path).status_code == 200


def test_what_is_not_there_has_no_branch(
    content: Content, comment: Comment, guest: Client, as_reader: Client
) -> None:
    Comment.objects.filter(pk=comment.pk).update(state="held")
    for client in (guest, as_reader):
        assert client.get(f"/comments/{comment.pk}/branch/").status_code == 404
    assert guest.get("/comments/99999999/branch/").status_code == 404
    assert guest.get(f"/comments/{2**70}/branch/").status_code == 404


def test_wrong_method(busy: Comment, as_reader: Client) -> None:
    assert as_reader.post(f"/comments/{busy.pk}/branch/").status_code == 405
