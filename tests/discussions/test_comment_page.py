"""/comments/<id>/ and its replies/: a comment in its place, and the form to answer it."""

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Closure, Comment, Member
from discussions.models.useful import SCORE_HIDDEN
from tests.support.content import Content, post, post_many, reload
from tests.support.forms import values
from tests.support.html import parse


def test_a_permalink_shows_the_comment_among_the_others(
    content: Content, author: Member, guest: Client
) -> None:
    comments = post_many(content.question, [author], 130)
    page = parse(guest.get(f"/comments/{comments[100].pk}/"))
    assert page.one("li", class_="is-focus").one("article", id=f"c{comments[100].pk}")
    assert page.one("article", id=f"c{comments[99].pk}")
    canonical = page.one("link", rel="canonical")
    assert canonical["href"].endswith(content.question.get_absolute_url())


def test_nested_lists_follow_the_tree(content: Content, author: Member, guest: Client) -> None:
    root = post(content.question, author, "root")
    reply = post(content.question, author, "reply", parent=root)
    post(content.question, author, "reply to it", parent=reply)
    post(content.question, author, "second root")
    page = parse(guest.get(f"/comments/{root.pk}/"))
    outer = page.one("ol", class_="thread")
    assert [c.tag for c in outer.children if not isinstance(c, str)] == ["li", "li"]
    inner = page.one("article", id=f"c{reply.pk}")
    assert [a.tag for a in inner.ancestors][:5] == ["li", "ol", "details", "li", "ol"]
    assert "in reply to The Author" in inner.text


@pytest.mark.parametrize("state", ["hidden", "deleted", "held"])
def test_what_may_not_be_read_is_not_found(comment: Comment, as_reader: Client, state: str) -> None:
    Comment.objects.filter(pk=comment.pk).update(state=state)
    for page in ("", "replies/", "flag/"):
        assert as_reader.get(f"/comments/{comment.pk}/{page}").status_code == 404


def test_a_placeholder_stands_where_replies_hang(
    content: Content, comment: Comment, author: Member, guest: Client
) -> None:
    post(content.question, author, "An answer", parent=comment)
    comment.delete_by_author()
    page = parse(guest.get(content.question.get_absolute_url()))
    placeholder = page.one("article", id=f"c{comment.pk}")
    assert placeholder.text == "Removed by its author."
    assert "The lamp is the clue" not in page.text
    comment = post(content.question, author, "Hidden words")
    post(content.question, author, "Another answer", parent=comment)
    comment.hide()
    page = parse(guest.get(content.question.get_absolute_url()))
    assert page.one("article", id=f"c{comment.pk}").text == "Hidden by a moderator."


def test_nothing_stands_where_no_reply_hangs(
    content: Content, comment: Comment, guest: Client
) -> None:
    comment.delete_by_author()
    assert not parse(guest.get(content.question.get_absolute_url())).all(
        "article", class_="comment"
    )


def test_a_placeholder_goes_with_its_last_visible_reply(
    content: Content, comment: Comment, author: Member, guest: Client
) -> None:
    reply = post(content.question, author, "An answer", parent=comment)
    comment.delete_by_author()
    reply.delete_by_author()
    assert not parse(guest.get(content.question.get_absolute_url())).all(
        "article", class_="comment"
    )


def test_a_held_answer_to_a_hidden_comment_is_still_seen_by_its_author(
    content: Content, comment: Comment, reader: Member, as_reader: Client
) -> None:
    held = post(content.question, reader, "Mine waits", parent=comment)
    Comment.objects.filter(pk=held.pk).update(state="held")
    reload(comment).hide()
    assert "Mine waits" in parse(as_reader.get(f"/comments/{held.pk}/")).text


def test_the_answer_form_names_whom_it_answers(comment: Comment, as_reader: Client) -> None:
    page = parse(as_reader.get(f"/comments/{comment.pk}/replies/"))
    assert "Reply to The Author" in page.text
    form = page.one("form", action=f"{comment.question.get_absolute_url()}comments/")
    assert values(form)["parent"] == str(comment.pk)
    assert values(form)["submission"]


def test_quoting_puts_the_words_into_the_form(
    content: Content, author: Member, as_reader: Client
) -> None:
    comment = post(content.question, author, "One line\nand another")
    page = as_reader.get(f"/comments/{comment.pk}/replies/?quote=1")
    form = parse(page).one("form", action=f"{content.question.get_absolute_url()}comments/")
    assert values(form)["body"] == "> One line\n> and another\n\n"


def test_a_closed_question_has_no_form_to_answer(
    comment: Comment, as_reader: Client, moderator: Member
) -> None:
    Closure.objects.create(question=comment.question, by=moderator, reason="Done")
    response = as_reader.get(f"/comments/{comment.pk}/replies/")
    assert response.status_code == 200
    assert not parse(response).all("textarea")


def test_the_answer_page_is_the_same_for_every_guest(comment: Comment, guest: Client) -> None:
    address = f"/comments/{comment.pk}/replies/"
    first, second = guest.get(address), Client().get(address)
    assert first.content == second.content
    assert not first.cookies


@pytest.mark.parametrize("page", ["", "replies/", "history/"])
def test_wrong_method(comment: Comment, as_reader: Client, page: str) -> None:
    assert as_reader.post(f"/comments/{comment.pk}/{page}").status_code == 405


def test_actions_offered_to_a_stranger_and_to_the_author(
    comment: Comment, guest: Client, as_author: Client
) -> None:
    address, path = comment.question.get_absolute_url(), f"/comments/{comment.pk}/"

    def offered(client: Client) -> set[str]:
        article = parse(client.get(address)).one("article", id=f"c{comment.pk}")
        links = [link["href"] for link in article.all("a")]
        buttons = [button["formaction"] for button in article.all("button")]
        return {each.removeprefix(path) for each in links + buttons if each.startswith(path)}

    assert offered(guest) == {"replies/", "replies/?quote=1", "useful/", "flag/", f"#c{comment.pk}"}
    assert offered(as_author) == {
        "replies/", "replies/?quote=1", "edit/", "delete/", f"#c{comment.pk}"
    }  # fmt: skip


def test_a_comment_has_four_tab_stops(comment: Comment, guest: Client) -> None:
    article = parse(guest.get(comment.question.get_absolute_url())).one("article", class_="comment")
    folded = article.one("details", class_="more").one("ul")
    inside = folded.all("a") + folded.all("button")
    stops = [*article.all("a"), *article.all("button"), *article.all("summary")]
    assert len([stop for stop in stops if stop not in inside]) == 4


def test_zero_is_not_shown(comment: Comment, reader: Member, guest: Client) -> None:
    def button() -> str:
        page = parse(guest.get(comment.question.get_absolute_url()))
        return page.one("button", formaction=f"/comments/{comment.pk}/useful/").text

    long_ago = timezone.now() - SCORE_HIDDEN
    Comment.objects.filter(pk=comment.pk).update(created_at=long_ago)
    assert button() == "Useful"
    reload(comment).mark_useful(reader)
    assert button() == "Useful 1"


def test_a_comment_that_gives_something_away_is_folded(
    content: Content, author: Member, guest: Client
) -> None:
    comment = post(content.question, author, "He jumps.", spoils="ending")
    article = parse(guest.get(f"/comments/{comment.pk}/")).one("article", id=f"c{comment.pk}")
    fold = article.one("details", class_="spoiler")
    assert "He jumps." in fold.text
    assert "open" not in fold.attributes
