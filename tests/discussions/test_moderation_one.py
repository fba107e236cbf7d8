"""A comment on its own: restored, featured, decided on where it waits for nobody."""

from typing import Any

import pytest
from django.test import Client

from discussions.models import Comment, Decision, Member
from discussions.moderation.decisions import Judgement, decide
from tests.support.cast import make_staff
from tests.support.content import reload
from tests.support.forms import form_to, values
from tests.support.html import parse


@pytest.fixture
def address(comment: Comment) -> str:
    return f"/comments/{comment.pk}/moderate/"


def test_a_comment_on_the_page_is_removed_and_restored(
    as_moderator: Client, comment: Comment, address: str
) -> None:
    form = form_to(as_moderator.get(address), address)
    assert [b["value"] for b in form.all("button")] == ["hide", "remove", "cover", "suspend"]
    response = as_moderator.post(address, values(form) | {"action": "remove", "rule": "spam"})
    assert (response.status_code, response["Location"]) == (303, address)
    assert reload(comment).state == "removed"
    page = as_moderator.get(address)
    assert "removed (spam), by moderator" in parse(page).text
    as_moderator.post(address, values(form_to(page, address)) | {"action": "approve"})
    assert reload(comment).state == "visible"


def test_what_a_colleague_did_meanwhile_is_told(
    as_moderator: Client, comment: Comment, address: str
) -> None:
    form = values(form_to(as_moderator.get(address), address))
    decide(comment, Judgement("cover", "spoiler"), make_staff("colleague", "Moderators"))
    late = as_moderator.post(address, form | {"action": "remove", "rule": "spam"})
    assert (late.status_code, reload(comment).state) == (409, "visible")
    assert "covered as a spoiler" in parse(late).one(role="alert").text


def test_wrong_values_are_told(as_moderator: Client, address: str) -> None:
    assert as_moderator.post(address, {"action": "burn"}).status_code == 422
    assert not Decision.objects.exists()


def test_others_find_nothing(
    guest: Client, as_reader: Client, as_author: Client, as_editor: Client, address: str
) -> None:
    assert guest.get(address).status_code == 302
    for client in (as_reader, as_author, as_editor):
        assert client.get(address).status_code == 404
        assert client.post(address, {"action": "hide"}).status_code == 404
        assert client.post(address.replace("moderate", "feature")).status_code == 404


def test_featured_once_and_no_longer(as_moderator: Client, comment: Comment, address: str) -> None:
    feature = address.replace("moderate", "feature")
    assert as_moderator.get(feature).status_code == 405
    for _time in range(2):
        response = as_moderator.post(feature, {"feature": "yes"})
        assert (response.status_code, response["Location"]) == (303, comment.get_absolute_url())
    assert reload(comment).is_featured
    assert Decision.objects.count() == 1
    as_moderator.post(feature, {"feature": "none"})
    assert not reload(comment).is_featured


def test_to_feature_answers_no_reports(
    as_moderator: Client, comment: Comment, reader: Member, client_of: Any
) -> None:
    comment.open_review("reports")
    as_moderator.post(f"/comments/{comment.pk}/feature/", {"feature": "yes"})
    assert comment.reviews.open().exists()


def test_what_its_author_deleted_has_no_buttons(
    as_moderator: Client, comment: Comment, address: str
) -> None:
    comment.delete_by_author()
    page = as_moderator.get(address)
    assert "nothing is left to decide" in parse(page).text
    assert as_moderator.post(address, {"action": "approve"}).status_code == 409
    assert as_moderator.post(address.replace("moderate", "feature")).status_code == 404


def test_a_cover_by_reports_goes_when_they_were_wrong(
    as_moderator: Client, comment: Comment, content: Any
) -> None:
    from discussions.moderation.reports import report
    from tests.support.cast import make_member

    for name in ("one", "two"):
        report(comment, make_member(name), "spoiler", "")
    assert reload(comment).spoils == "ending"
    as_moderator.post(f"/comments/{comment.pk}/moderate/", {"action": "approve", "seen": "1"})
    review = comment.reviews.latest("pk")
    as_moderator.post("/moderation/decisions/", {"action": "approve", "review": review.pk})
    stored = reload(comment)
    assert (stored.spoils, stored.cover_kept) == ("none", False)


def test_earlier_versions_are_a_link_away_however_soon_it_was_edited(
    comment: Comment, author: Member, as_moderator: Client
) -> None:
    address, history = f"/comments/{comment.pk}/moderate/", f"/comments/{comment.pk}/history/"
    assert history not in as_moderator.get(address).content.decode()
    comment.edit("Harmless words.", author)
    assert history in as_moderator.get(address).content.decode()
    assert "The lamp is the clue." in as_moderator.get(history).content.decode()
