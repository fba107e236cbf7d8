"""POST /comments/<id>/useful/: once, not on one's own, and taken back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from discussions.models import Comment, Member, Useful
from discussions.models.useful import rank_of
from tests.support.content import Content, reload
from tests.support.html import parse


def test_it_counts_and_moves_the_comment_up(comment: Comment, as_reader: Client) -> None:
    response = as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    assert response.status_code == 303
    assert response["Location"] == comment.get_absolute_url()
    stored = reload(comment)
    assert (stored.useful_count, stored.rank) == (1, rank_of(1))
    assert rank_of(0) < rank_of(1) < rank_of(2)


def test_twice_counts_once(comment: Comment, as_reader: Client) -> None:
    for _twice in range(2):
        as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    assert (reload(comment).useful_count, Useful.objects.count()) == (1, 1)


def test_it_is_taken_back_once(comment: Comment, as_reader: Client) -> None:
    as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    for _twice in range(2):
        as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": "none"})
    assert (reload(comment).useful_count, reload(comment).rank) == (0, 0)


def test_the_button_says_what_it_will_do(comment: Comment, as_reader: Client) -> None:
    def button() -> tuple[str, str]:
        page = parse(as_reader.get(comment.question.get_absolute_url()))
        found = page.one("button", formaction=f"/comments/{comment.pk}/useful/")
        return found["value"], found["aria-pressed"]

    assert button() == ("yes", "false")
    as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    assert button() == ("none", "true")


def test_not_on_ones_own(comment: Comment, as_author: Client, author: Member) -> None:
    response = as_author.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    assert response.status_code == 422
    assert reload(comment).useful_count == 0
    with pytest.raises(PermissionDenied):
        comment.mark_useful(author)


def test_a_guest_is_asked_to_sign_in(comment: Comment, guest: Client) -> None:
    response = guest.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    assert response.status_code == 303
    assert response["Location"].startswith("/account/signup/")
    assert reload(comment).useful_count == 0


@pytest.mark.parametrize("useful", ["maybe", "1", "", "yes\x00", "no" * 9999])
def test_bad_input(comment: Comment, as_reader: Client, useful: str) -> None:
    response = as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": useful})
    assert response.status_code == 422
    assert reload(comment).useful_count == 0


def test_wrong_method(comment: Comment, as_reader: Client) -> None:
    assert as_reader.get(f"/comments/{comment.pk}/useful/").status_code == 405


def test_a_hidden_comment_is_not_found(comment: Comment, as_reader: Client) -> None:
    comment.hide()
    assert as_reader.post(f"/comments/{comment.pk}/useful/").status_code == 404


def test_too_often(comment: Comment, as_reader: Client, settings: Any) -> None:
    settings.LIMITS = {"useful": (2, 60)}
    for _within in range(2):
        as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    response = as_reader.post(f"/comments/{comment.pk}/useful/", {"useful": "yes"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60


def test_the_marks_of_others_say_nothing_of_mine(
    content: Content, comment: Comment, newcomer: Member, as_reader: Client
) -> None:
    comment.mark_useful(newcomer)
    page = parse(as_reader.get(content.question.get_absolute_url()))
    assert (
        page.one("button", formaction=f"/comments/{comment.pk}/useful/")["aria-pressed"] == "false"
    )
