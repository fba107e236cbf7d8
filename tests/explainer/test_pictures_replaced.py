"""Where a picture is shown, and another one in its place: in drafts, never in what is published."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Member
from explainer.models import Edition, Picture
from explainer.pictures.replacing import replace
from explainer.pictures.uses import explanations_by_picture, uses_of
from tests.support import uploads
from tests.support.admin_forms import fields
from tests.support.content import Content
from tests.support.html import parse
from tests.support.uploads import make_picture


@pytest.fixture
def old(content: Content) -> Picture:
    """On the live page as lead picture, at a section, and in a text; one with a longer number
    stands in a text, too."""
    picture = make_picture(made=False, caption="Dusk", credit="The house", focus_x=10)
    draft = content.explanation.new_edition()
    draft.lead_picture = picture
    draft.save()
    first, second = draft.sections.all()[:2]
    first.picture = picture
    first.save()
    second.body = f"![a](picture:{picture.pk})\n\n![b](picture:{picture.pk}0)"
    second.save()
    draft.publish(at=timezone.now() - timedelta(hours=1))
    return picture


def words(edition: Edition) -> list[object]:
    sections = edition.sections.values_list("body", "body_html", "picture")
    return [edition.lead_picture_id, *sections]


def test_every_place_of_every_edition_is_told(old: Picture, content: Content) -> None:
    content.explanation.new_edition()
    told = [(use.edition.number, str(use)) for use in uses_of(old)]
    places = ["lead picture", "at “A light at sea”", "in the text of “The last night”"]
    assert told == [(number, place) for number in (3, 2) for place in places]
    assert explanations_by_picture()[old.pk] == {content.explanation.pk}


def test_drafts_and_a_correction_get_the_new_one(
    old: Picture, content: Content, editor: Member
) -> None:
    live = content.explanation.live_edition
    assert live is not None
    begun = content.explanation.new_edition()
    seen = begun.lock_version
    before = words(live)
    new = make_picture(made=False)

    drafts = replace(old, new, editor)
    assert [draft.number for draft in drafts] == [begun.number, begun.number + 1]
    for draft in drafts:
        stored = Edition.objects.get(pk=draft.pk)
        assert stored.lead_picture == new
        first, second = stored.sections.all()[:2]
        assert first.picture == new
        assert second.body == f"![a](picture:{new.pk})\n\n![b](picture:{old.pk}0)"
        assert f"/pictures/{new.pk}" in second.body_html
        assert stored.is_draft
    begun.refresh_from_db()
    assert begun.lock_version > seen
    assert (drafts[1].editor, drafts[1].based_on, drafts[1].minor) == (editor, live, True)
    assert words(Edition.objects.get(pk=live.pk)) == before


def test_what_waits_gets_it_with_the_correction(
    old: Picture, content: Content, editor: Member
) -> None:
    waiting = content.explanation.new_edition()
    waiting.title = "A rewrite"
    waiting.save()
    waiting.schedule(timezone.now() + timedelta(days=1))
    new = make_picture(made=False)
    (correction,) = replace(old, new, editor)
    assert Edition.objects.get(pk=waiting.pk).lead_picture == old
    correction.publish()
    assert {str(use.edition.number) for use in uses_of(new)} == {"3", "4"}
    assert [use.edition.number for use in uses_of(old)] == [2, 2, 2]


def test_replacing_on_its_page(as_editor: Client, old: Picture, content: Content) -> None:
    page = f"/admin/explainer/picture/{old.pk}/replace/"
    form = as_editor.get(page).context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    assert (sent["alt"], sent["credit"], sent["focus_x"]) == ("A red field", "The house", 10)
    assert "one of the two" in as_editor.post(page, sent).content.decode()
    assert Picture.objects.filter(replaces=old).count() == 0

    response = as_editor.post(page, sent | {"file": uploads.upload()}, follow=True)
    new = Picture.objects.get(replaces=old)
    assert (new.caption, new.focus_x, new.is_upload) == ("Dusk", 10, True)
    (publish,) = [
        link["href"] for link in parse(response).one("main").all("a") if "/publish/" in link["href"]
    ]
    assert "still being made" in as_editor.get(publish).content.decode()
    live = content.explanation.live_edition
    assert live is not None
    assert live.lead_picture == old


def test_the_button_is_pressed_twice(as_editor: Client, old: Picture, content: Content) -> None:
    page = f"/admin/explainer/picture/{old.pk}/replace/"
    places = set()
    for _press in range(2):
        places.add(as_editor.post(page, {"alt": "Dusk", "file": uploads.upload()})["Location"])
    assert Picture.objects.filter(replaces=old).count() == 1
    assert content.explanation.editions.drafts().count() == 1
    assert len(places) == 1


def test_a_draft_is_locked_before_it_is_read(
    old: Picture, content: Content, editor: Member
) -> None:
    content.explanation.new_edition()
    new = make_picture(made=False)
    with CaptureQueriesContext(connection) as asked:
        replace(old, new, editor)
    locked = [q["sql"] for q in asked if 'FOR UPDATE OF "explainer_edition"' in q["sql"]]
    # SQLite has one lock for all.
    assert bool(locked) == connection.features.has_select_for_update


def test_a_drawing_takes_the_place_of_an_upload_and_back(
    old: Picture, content: Content, editor: Member
) -> None:
    drawing = Picture.objects.create(art="doors", alt="Two doors")
    (draft,) = replace(old, drawing, editor)
    text = draft.sections.all()[1]
    assert text.body.startswith("![a](art:doors)")
    assert "doors.svg" in text.body_html
    upload = make_picture(made=False)
    assert replace(drawing, upload, editor) == [draft]
    draft.refresh_from_db()
    assert draft.lead_picture == upload


def test_a_name_of_a_file_is_no_alternative_text(as_editor: Client, old: Picture) -> None:
    change = f"/admin/explainer/picture/{old.pk}/change/"
    for alt in ("IMG_2041.jpg", "  "):
        data = fields(as_editor.get(change), alt=alt)
        assert as_editor.post(change, data).status_code == 200
    add = "/admin/explainer/picture/add/"
    sent = {"alt": "IMG_2041", "file": uploads.upload("IMG_2041.png")}
    assert "the name of a file" in as_editor.post(add, sent).content.decode()
    data = fields(as_editor.get(change), alt="A field", focus_x="", focus_y="90")
    assert as_editor.post(change, data).status_code == 302
    old.refresh_from_db()
    assert (old.alt, old.focus_x, old.focus_y) == ("A field", 50, 90)
