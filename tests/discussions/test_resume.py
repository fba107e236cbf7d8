"""/me/drafts/: where sign-in leads."""

import pytest
from django.test import Client

from discussions.models import Comment
from tests.support.content import Content
from tests.support.forms import RESUME, SAME_ORIGIN


def test_without_a_draft_it_leads_home(as_reader: Client) -> None:
    response = as_reader.get(RESUME)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_with_a_text_it_leads_to_its_form(
    content: Content, comment: Comment, strict: Client, as_reader: Client
) -> None:
    address = f"{content.question.get_absolute_url()}comments/"
    as_reader.handler.enforce_csrf_checks = True
    as_reader.post(address, {"body": "Kept"}, headers=SAME_ORIGIN)
    assert as_reader.get(RESUME)["Location"] == f"{content.question.get_absolute_url()}#write"
    as_reader.post(address, {"body": "Kept", "parent": comment.pk}, headers=SAME_ORIGIN)
    assert as_reader.get(RESUME)["Location"] == f"/comments/{comment.pk}/replies/#write"


@pytest.mark.parametrize("discard", ["", "/no/such/", "https://example.org/", "\x00"])
def test_discarding_what_is_not_there_changes_nothing(
    content: Content, as_reader: Client, discard: str
) -> None:
    address = f"{content.question.get_absolute_url()}comments/"
    as_reader.handler.enforce_csrf_checks = True
    as_reader.post(address, {"body": "Kept"}, headers=SAME_ORIGIN)
    as_reader.handler.enforce_csrf_checks = False
    response = as_reader.post(RESUME, {"discard": discard})
    assert (response.status_code, response["Location"]) == (303, "/")
    assert len(as_reader.session["drafts"]) == 1


def test_discarding_needs_a_token(as_reader: Client) -> None:
    as_reader.handler.enforce_csrf_checks = True
    assert as_reader.post(RESUME, {"discard": "/"}).status_code == 403
