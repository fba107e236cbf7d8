"""Paragraphs keep the ids that readers have linked to."""

import pytest
from django.db import IntegrityError, transaction

from explainer.models import Edition, Section
from hersite.markdown import RENDERER_VERSION, Paragraph, paragraphs
from tests.support.content import Content
from tests.support.html import parse


def section_of(edition: Edition, key: str) -> Section:
    return edition.sections.get(key=key)


def ids(section: Section) -> list[str]:
    return [paragraph.id for paragraph in paragraphs(section.body_html)]


def rewrite(content: Content, body: str) -> Section:
    """The opening with other words, in a draft copied from the live edition."""
    section = section_of(content.explanation.new_edition(), "opening")
    section.body = body
    section.save()
    return section


def test_an_id_is_the_key_and_a_short_hash(content: Content) -> None:
    first, second = ids(section_of(content.edition, "opening"))
    assert first.startswith("opening-")
    assert len(first) == len("opening-") + 5
    assert first != second


def test_an_edited_paragraph_keeps_its_id(content: Content) -> None:
    before = ids(section_of(content.edition, "opening"))
    after = rewrite(content, "A keeper counts the ships.\n\nEvery night he writes the number down.")
    assert ids(after) == before


def test_moved_paragraphs_take_their_ids_along(content: Content) -> None:
    first, second = ids(section_of(content.edition, "opening"))
    after = rewrite(content, "Every night he writes the number down.\n\nA keeper counts ships.")
    assert ids(after) == [second, first]


def test_a_new_paragraph_gets_an_id_of_its_own(content: Content) -> None:
    before = ids(section_of(content.edition, "opening"))
    after = ids(rewrite(content, "Nothing of it is old here.\n\nA keeper counts ships."))
    assert after[1] == before[0]
    assert after[0] not in before


def test_saving_a_draft_again_and_again_keeps_the_ids(content: Content) -> None:
    section = rewrite(content, "Wholly different words now.")
    before = ids(section)
    section.body = "Wholly different words now, and more."
    section.save()
    assert ids(section) == before


def test_equal_paragraphs_have_different_ids(content: Content) -> None:
    same = ids(rewrite(content, "The very same.\n\nThe very same.\n\nThe very same."))
    assert len(set(same)) == 3


def test_every_paragraph_links_to_itself(content: Content) -> None:
    page = parse(section_of(content.edition, "opening").body_html)
    paragraphs_shown = page.all("p")
    assert len(paragraphs_shown) == 2
    for paragraph in paragraphs_shown:
        link = paragraph.one("a", class_="pilcrow")
        assert link["href"] == f"#{paragraph['id']}"
        assert link["aria-label"]


def test_the_pilcrow_is_no_part_of_the_words(content: Content) -> None:
    found = paragraphs(section_of(content.edition, "opening").body_html)
    assert [p.text for p in found] == [
        "A keeper counts ships.",
        "Every night he writes the number down.",
    ]
    assert all(isinstance(p, Paragraph) for p in found)


def test_a_drawing_alone_in_a_paragraph_is_a_figure(content: Content) -> None:
    figure = parse(section_of(content.edition, "ending").body_html).one("figure", class_="art")
    picture = figure.one("img")
    assert picture["src"] == "/static/art/doors.svg"
    assert picture["alt"] == "The dark lamp"
    assert int(picture["width"]) > 0
    assert int(picture["height"]) > 0
    assert figure.one("figcaption").text == "No light"


def test_an_unknown_drawing_leaves_its_words(content: Content) -> None:
    page = parse(rewrite(content, "![A lamp](art:no-such-drawing)").body_html)
    assert not page.all("img")
    assert "A lamp" in page.text


def test_a_picture_from_elsewhere_is_not_shown(content: Content) -> None:
    page = parse(rewrite(content, "![x](https://example.org/x.png) ![y](art:../../etc)").body_html)
    assert all(picture["src"].startswith("/static/art/") for picture in page.all("img"))


def test_rendering_is_stored_with_its_version(content: Content) -> None:
    assert section_of(content.edition, "after").renderer_version == RENDERER_VERSION
    assert "<em>empty</em>" in section_of(content.edition, "after").body_html


def test_a_key_stands_once_in_an_edition(content: Content) -> None:
    draft = content.explanation.new_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(edition=draft, key="opening", heading="Again", body="x")
