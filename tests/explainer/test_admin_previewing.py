"""The admin's page that shows a draft as its page, and the links to it for others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discussions.models import Member
from explainer.models import Edition, PreviewLink
from hersite.models import StaffAction
from tests.support.admin_forms import save
from tests.support.content import Content
from tests.support.html import parse


@pytest.fixture
def draft(content: Content, editor: Member) -> Edition:
    return content.explanation.new_edition(by=editor)


@pytest.fixture
def page(draft: Edition) -> str:
    return reverse("admin:explainer_edition_preview", args=[draft.pk])


def change(draft: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[draft.pk])


def test_two_frames_of_the_page_itself(as_editor: Client, draft: Edition, page: str) -> None:
    response = as_editor.get(page)
    shown = parse(response)
    frames = shown.all("iframe")
    assert [frame["width"] for frame in frames] == ["390", "1280"]
    inner = reverse("pages:draft_page", args=[draft.pk])
    assert {frame["src"] for frame in frames} == {inner}
    assert {frame["sandbox"] for frame in frames} == {"allow-same-origin"}
    assert len(shown.all("a", href=inner)) == 2
    policy = response["Content-Security-Policy"]
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "no-store" in response["Cache-Control"]


def test_saving_leads_to_it(as_editor: Client, draft: Edition, page: str) -> None:
    response = save(as_editor, change(draft), "_preview", title="Told anew")
    assert response.status_code == 302
    assert response["Location"] == page
    draft.refresh_from_db()
    assert draft.title == "Told anew"
    assert draft.is_draft


def test_a_draft_and_a_scheduled_edition_offer_it_and_a_published_one_does_not(
    as_editor: Client, content: Content, draft: Edition, page: str
) -> None:
    assert parse(as_editor.get(change(draft))).all("a", href=page)
    draft.schedule(timezone.now() + timedelta(days=1))
    assert parse(as_editor.get(change(draft))).all("a", href=page)
    assert as_editor.get(page).status_code == 200
    live = content.edition
    theirs = reverse("admin:explainer_edition_preview", args=[live.pk])
    assert not parse(as_editor.get(change(live))).all("a", href=theirs)
    assert as_editor.get(theirs)["Location"] == content.url


def test_a_link_is_made_shown_and_revoked(
    as_editor: Client, editor: Member, draft: Edition, page: str, guest: Client, settings
) -> None:
    assert as_editor.post(page, {"reader": "A friend"})["Location"] == f"{page}#links"
    link = PreviewLink.objects.get()
    assert (link.edition, link.reader, link.by) == (draft, "A friend", editor)
    shown = parse(as_editor.get(page))
    address = shown.one("input", readonly=True)
    assert address["value"] == settings.SITE_URL + link.get_absolute_url()
    assert guest.get(link.get_absolute_url()).status_code == 200

    (form,) = [each for each in shown.all("form") if each.get("action", "").endswith("/revoke/")]
    as_editor.post(form["action"])
    assert guest.get(link.get_absolute_url()).status_code == 410
    text = parse(as_editor.get(page)).text
    assert "revoked on" in text
    assert link.token not in text
    said = StaffAction.objects.order_by("pk").values_list("said", flat=True)
    assert list(said) == ["Made a preview link.", "Revoked a preview link."]


def test_revoking_twice_and_a_link_of_another_edition(
    as_editor: Client, editor: Member, content: Content, draft: Edition
) -> None:
    link = PreviewLink.objects.create(edition=draft, reader="A friend", by=editor)
    other = content.explanation.new_edition(by=editor)
    wrong = reverse("admin:explainer_edition_revoke_link", args=[other.pk, link.pk])
    assert as_editor.post(wrong).status_code == 404
    link.refresh_from_db()
    assert link.is_valid
    url = reverse("admin:explainer_edition_revoke_link", args=[draft.pk, link.pk])
    as_editor.post(url)
    link.refresh_from_db()
    revoked = link.revoked_at
    assert as_editor.post(url).status_code == 302
    link.refresh_from_db()
    assert link.revoked_at == revoked
    assert StaffAction.objects.count() == 1


def test_a_link_is_for_somebody(as_editor: Client, page: str) -> None:
    response = as_editor.post(page, {"reader": " "})
    assert "This field is required." in parse(response).one("ul", class_="errorlist").text
    assert not PreviewLink.objects.exists()


def test_it_is_the_editors_with_a_token(
    as_moderator: Client, as_reader: Client, editor: Member, draft: Edition, page: str
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    for client, status in ((as_moderator, 403), (as_reader, 302), (strict, 403)):
        assert client.post(page, {"reader": "A friend"}).status_code == status
    assert not PreviewLink.objects.exists()


def test_a_draft_thrown_away_takes_its_links_with_it(
    as_editor: Client, editor: Member, draft: Edition, guest: Client
) -> None:
    link = PreviewLink.objects.create(edition=draft, reader="A friend", by=editor)
    url = reverse("admin:explainer_edition_delete", args=[draft.pk])
    as_editor.post(url, {"post": "yes"})
    assert not Edition.objects.filter(pk=draft.pk).exists()
    assert guest.get(link.get_absolute_url()).status_code == 404
