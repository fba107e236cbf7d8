"""Kept HTML of comments is never out of date: whatever a comment shows, a change shows at once."""

from collections.abc import Callable

import pytest
from django.test import Client

from discussions.models import Comment, Member
from tests.support.content import Content


def rename_author(comment: Comment) -> None:
    comment.author.display_name = "Renamed"
    comment.author.save()


def edit(comment: Comment) -> None:
    comment.edit("Renamed words", editor=comment.author)


def cover(comment: Comment) -> None:
    comment.edit(comment.body, editor=comment.author, spoils="ending")


@pytest.mark.parametrize(
    ("change", "appears"),
    [
        (rename_author, "Renamed"),
        (edit, "Renamed words"),
        (cover, "Spoiler: gives the ending away"),
    ],
)
def test_a_change_shows_at_once(
    content: Content,
    comment: Comment,
    guest: Client,
    change: Callable[[Comment], None],
    appears: str,
) -> None:
    url = content.question.get_absolute_url()
    assert appears not in guest.get(url).content.decode()
    change(comment)
    assert appears in guest.get(url).content.decode()


def test_a_hidden_comment_is_gone_at_once(
    content: Content, comment: Comment, guest: Client
) -> None:
    url = content.question.get_absolute_url()
    assert comment.body in guest.get(url).content.decode()
    comment.hide()
    assert comment.body not in guest.get(url).content.decode()


def test_what_is_ones_own_stays_ones_own(
    content: Content, comment: Comment, guest: Client, client_of: Callable[[Member], Client]
) -> None:
    url = content.question.get_absolute_url()
    edit_url = f"/comments/{comment.pk}/edit/"
    assert edit_url in client_of(comment.author).get(url).content.decode()
    assert edit_url not in guest.get(url).content.decode()


def test_a_mark_is_pressed_for_its_member_alone(
    content: Content, comment: Comment, reader: Member, as_reader: Client, guest: Client
) -> None:
    url = content.question.get_absolute_url()
    comment.mark_useful(reader)
    assert 'aria-pressed="true"' in as_reader.get(url).content.decode()
    assert 'aria-pressed="true"' not in guest.get(url).content.decode()
