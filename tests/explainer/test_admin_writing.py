"""What helps to write a draft: a section's preview, its words, the pictures to choose from."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from explainer.admin.writing import MOST, PICTURES
from explainer.models import Edition, Picture, Section
from explainer.templatetags.art import with_hashed_art
from tests.support.admin_forms import save
from tests.support.content import Content
from tests.support.html import parse

COLLECTION = Path(settings.BASE_DIR).parent / "shared" / "data" / "xss" / "basic.json"
BODY = (
    "A *lamp* and ||the one||.\r\n\r\n### Later\r\n\r\n"
    ":::spoiler\r\nIt goes **out**.\r\n:::\r\n\r\n"
    '![The dark lamp](art:doors "No light")\r\n\r\nEvery night he writes the number of ships down.'
)


@pytest.fixture
def draft(content: Content, editor) -> Edition:
    return content.explanation.new_edition(by=editor)


def url_of(edition: Edition, step: str) -> str:
    return reverse(f"admin:explainer_edition_{step}", args=[edition.pk])


def rendered(client, edition: Edition, section: Section | None = None, **fields: str) -> str:
    if section:
        fields = {"key": section.key, "section": str(section.pk), **fields}
    response = client.post(url_of(edition, "render"), fields)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_the_preview_is_what_saving_stores(as_editor, draft):
    section = draft.sections.get(key="opening")
    shown = rendered(as_editor, draft, section, body=BODY)
    save(as_editor, url_of(draft, "change"), "_continue", sections__0__body=BODY)
    section.refresh_from_db()
    assert section.body == BODY.replace("\r\n", "\n")
    assert shown == with_hashed_art(section.body_html)
    page = parse(shown)
    assert page.one("figure").one("img")["alt"] == "The dark lamp"
    assert page.one("details", class_="spoiler").text == "Spoiler It goes out."
    # The paragraph that was there before keeps the id that readers link to.
    kept = draft.based_on.sections.get(key="opening").body_html.split('id="')[2].split('"')[0]
    assert page.one("p", id=kept).text.startswith("Every night he writes")


def test_a_section_is_shown_before_it_is_stored(as_editor, draft, content):
    numbers = Section.objects.count(), Edition.objects.get(pk=draft.pk).lock_version
    words = rendered(as_editor, draft, body="New *words*.", key="half typed")
    assert "<em>words</em>" in words
    # Nor is a section of another edition taken for its own.
    other = content.note.sections.all()[0]
    assert "<em>words</em>" in rendered(as_editor, draft, other, body="New *words*.")
    assert (Section.objects.count(), Edition.objects.get(pk=draft.pk).lock_version) == numbers


def test_it_goes_on_when_the_draft_has_gone_live(as_editor, draft):
    draft.publish()
    section = draft.sections.get(key="opening")
    assert "<em>new</em>" in rendered(as_editor, draft, section, body="What is *new*.")
    section.refresh_from_db()
    assert "new" not in section.body


def test_a_text_too_long_is_refused_with_the_reason(as_editor, draft):
    url = url_of(draft, "render")
    assert as_editor.post(url, {"body": "a" * MOST}).status_code == 200
    for body, reason in [("a" * (MOST + 1), "100001 characters of 100000"), ("\0", "Null")]:
        response = as_editor.post(url, {"body": body})
        assert response.status_code == 422
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert reason in response.content.decode()


def test_hostile_text_is_harmless(as_editor, draft):
    hostile = ["<script>alert(1)</script>", "[x](javascript:alert(1))", "||<svg onload=alert(1)>||"]
    if COLLECTION.is_file():
        vectors = json.loads(COLLECTION.read_text(encoding="utf-8"))["vectors"]
        hostile += [entry["vector"] for entry in vectors]
    for vector in (each.replace("\0", "") for each in hostile):
        for element in parse(rendered(as_editor, draft, body=vector, key="opening")).walk():
            assert element.tag not in {"script", "svg", "iframe", "style", "object"}, vector
            assert not any(name.startswith("on") for name in element.attributes), vector
            assert not element.get("href").lower().startswith(("javascript:", "data:")), vector


def test_only_who_writes_drafts_is_answered_and_nobody_keeps_it(
    as_editor, as_moderator, as_reader, draft
):
    addresses = url_of(draft, "render"), url_of(draft, "pictures")
    for client, expected in [(as_editor, 200), (as_moderator, 403), (as_reader, 302)]:
        responses = client.post(addresses[0], {"body": "Words"}), client.get(addresses[1])
        assert [response.status_code for response in responses] == [expected, expected]
        assert all("no-store" in response["Cache-Control"] for response in responses)
    assert as_editor.get(addresses[0]).status_code == 405
    missing = reverse("admin:explainer_edition_render", args=[0])
    assert as_editor.post(missing, {"body": "Words"}).status_code == 404


def test_a_form_of_another_site_is_refused(client_of, editor, draft):
    strict = client_of(editor)
    strict.handler.enforce_csrf_checks = True
    assert strict.post(url_of(draft, "render"), {"body": "Words"}).status_code == 403


def test_the_newest_pictures_are_offered_and_searched(as_editor, draft):
    names = [f"A lamp, number {number}" for number in range(PICTURES + 3)]
    for alt in names:
        Picture.objects.create(art="doors", alt=alt, caption='A "door"')
    url = url_of(draft, "pictures")
    page = parse(as_editor.get(url))
    assert [label.text for label in page.all("label")] == names[: -PICTURES - 1 : -1]
    assert "newest 50" in page.text
    (found,) = parse(as_editor.get(url, {"q": "number 2 lamp"})).all("label")[-1:]
    choice = found.one("input")
    picture = Picture.objects.get(alt=names[2])
    assert (choice["value"], choice["data-alt"]) == (picture.reference, names[2])
    assert choice["data-caption"] == 'A "door"'
    assert found.one("img")["src"] == picture.thumb_url
    nothing = parse(as_editor.get(url, {"q": "no such\0thing"}))
    assert nothing.text == "No picture has these words."


def test_the_form_tells_the_words_and_the_minutes_without_a_script(as_editor, draft):
    section = draft.sections.get(key="opening")
    section.body = "word " * 700
    section.save()
    rest = sum(len(each.body.split()) for each in draft.sections.exclude(pk=section.pk))
    page = parse(as_editor.get(url_of(draft, "change")))
    assert page.all("span", data_words=True)[0].text == "700"
    total = page.one(class_="writing-total")
    assert total.one(data_total=True).text == str(700 + rest)
    assert total.one(data_minutes=True).text == "3"
    assert total["data-words-per-minute"] == "230"
    assert "```" not in page.one("details", class_="writing-help").text
    assert "||words||" in page.one("details", class_="writing-help").text


def test_what_is_published_is_only_read(as_editor, content):
    page = parse(as_editor.get(url_of(content.edition, "change")))
    assert not page.all(id="writing-parts")
    assert not page.all(class_="writing-help")
    assert not page.all("textarea")


def test_half_a_minute_is_rounded_up(draft):
    draft.sections.all().delete()
    section = Section.objects.create(edition=draft, key="a", heading="A", body="word " * 574)
    assert Edition.objects.get(pk=draft.pk).reading_minutes == 2
    section.body += "word"
    section.save()
    assert Edition.objects.get(pk=draft.pk).reading_minutes == 3
