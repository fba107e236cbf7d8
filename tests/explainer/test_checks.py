"""Each check with a draft that has what it looks for, and one that hasn't."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from explainer.checks import Finding, Place, find
from explainer.checks.links import GENERAL_THREAD, PAGE_ANCHORS
from explainer.models import Edition, Explanation, Picture, SeeAlso, Withdrawal
from tests.support.content import Content, make_draft
from tests.support.html import parse

Write = Callable[..., list[str]]


@pytest.fixture
def draft(content: Content) -> Edition:
    return content.explanation.new_edition()


@pytest.fixture
def write(draft: Edition) -> Write:
    """Gives the first section another text, the draft other fields; answers with what is found."""

    def written(body: str = "Another text.", **fields: object) -> list[str]:
        section = draft.sections.get(key="opening")
        section.body = body
        section.save()
        Edition.objects.filter(pk=draft.pk).update(**fields)
        draft.refresh_from_db()
        return said(draft)

    return written


def place(finding: Finding) -> Place:
    assert finding.place is not None
    return finding.place


def said(edition: Edition) -> list[str]:
    return [f"{finding.level}: {finding.message}" for finding in find(edition)]


def test_nothing_is_found_in_a_copy_of_what_is_live(draft):
    assert find(draft) == []


def test_nothing_is_found_in_the_texts_that_come_with_the_site(db):
    call_command("load_content", verbosity=0)
    explanations = list(Explanation.objects.all())
    assert len(explanations) == 4
    assert [find(explanation.new_edition()) for explanation in explanations] == [[]] * 4


def test_a_first_edition_says_what_it_lacks(content):
    empty = Explanation.objects.create(film=content.film, slug="empty").new_edition()
    found = {(f.place.label if f.place else "", f.message) for f in find(empty) if f.stops}
    assert found == {
        ("Title", "This field cannot be blank."),
        ("Standfirst", "This field cannot be blank."),
        ("Sections", "It has no section yet."),
    }


def test_a_first_edition_may_link_to_itself(content):
    first = make_draft(Explanation.objects.create(film=content.film, slug="another"))
    section = first.sections.get(key="opening")
    section.body = "See [below](#after), or [by its address](/explained/another/#ending)."
    section.save()
    assert find(first) == []


def test_a_stale_base_stops(content, draft):
    content.explanation.new_edition().publish()
    assert said(draft) == [
        "stop: Edition 3 went live after this draft was begun. Start from that one."
    ]


def test_a_picture_without_alternative_text_stops(draft, write):
    bare = Picture.objects.create(art="doors", alt=" ")
    draft.sections.filter(key="after").update(picture=bare)
    message = "stop: The picture “doors” has no alternative text."
    assert said(draft) == [message]
    draft.sections.update(picture=None)
    assert write(lead_picture=bare) == [message]
    assert place(find(draft)[0]).url == f"/admin/explainer/picture/{bare.pk}/change/#id_alt"
    Picture.objects.update(alt="Two doors")
    assert said(Edition.objects.get(pk=draft.pk)) == []


def test_a_drawing_without_words_stops(write, draft):
    assert write("![](art:doors)") == [
        "stop: The drawing “doors” has no words between its square brackets."
    ]
    where = place(find(draft)[0])
    assert (where.label, where.url) == (
        "A light at sea",
        f"/admin/explainer/edition/{draft.pk}/change/#id_sections-0-body",
    )
    assert write("![Two doors](art:doors)") == []


@pytest.mark.parametrize("address", ["art:no-such-drawing", "https://elsewhere.example/a.png"])
def test_a_drawing_that_is_not_there_stops(write, address):
    assert "only its words would be shown" in write(f"![Words]({address})")[0]


LIVING = [
    "/explained/the-number/", "/explained/the-number", "/explained/the-number/#ending",
    f"{settings.SITE_URL}/explained/the-number/", "../the-number/", "#ending", "#top",
    "/explained/the-lamp-explained/#after", "/opinions/the-lamp-explained/", "/about/",
    "/static/art/doors.svg", "/explained/the-number/#:~:text=a%20keeper", "#c12",
    "https://elsewhere.example/explained/none/", "mailto:desk@elsewhere.example",
    "//elsewhere.example/none",
]  # fmt: skip
DEAD = {
    "/explained/none/": "not published",
    f"{settings.SITE_URL}/explained/none/": "not published",
    "../none/": "not published",
    "/opinions/none/": "not published",
    "/nowhere/": "find nothing",
    "/admin/": "find nothing",
    "/static/art/none.svg": "find nothing",
    "#none": "isn’t there",
    "/explained/the-number/#none": "isn’t there",
    "/explained/the-lamp-explained/paragraphs/none/": "no edition has",
}


@pytest.mark.parametrize("link", LIVING)
def test_a_link_that_leads_somewhere_is_left_alone(write, link):
    assert write(f"A [link]({link}).") == []


@pytest.mark.parametrize(("link", "why"), DEAD.items())
def test_a_dead_link_stops(write, link, why):
    (message,) = write(f"A [link]({link}).")
    assert message.startswith("stop: ")
    assert why in message
    assert f"“{link}”" in message


def test_a_link_is_held_against_the_draft_and_not_against_what_is_live(draft, write):
    assert write("See [below](/explained/the-lamp-explained/#after).") == []
    draft.sections.filter(key="after").delete()
    assert len(said(draft)) == 1
    paragraph = parse(draft.sections.get(key="ending").body_html).all("p", id=True)[0]["id"]
    assert write(f"A [link](#{paragraph}).") == []


def test_every_anchor_that_links_may_name_is_on_the_page(guest: Client, content: Content):
    page = parse(guest.get(content.url))
    on_page = {element["id"] for element in page.all(id=True)} | {"top"}
    assert on_page >= PAGE_ANCHORS | GENERAL_THREAD


def test_see_also_to_something_unpublished_stops(content, draft):
    other = Explanation.objects.create(film=content.film, slug="unwritten")
    SeeAlso.objects.create(explanation=content.explanation, other=other, order=1)
    (finding,) = find(draft)
    assert (str(finding.level), finding.message) == ("stop", "“unwritten” is not published.")
    assert place(finding).url.endswith(
        f"/explanation/{content.explanation.pk}/change/#id_see_also_links-1-other"
    )
    make_draft(other).publish()
    assert find(draft) == []


def test_what_is_withdrawn_is_not_published(content, draft, write):
    assert write("[It](/explained/the-number/)") == []
    Withdrawal.objects.create(explanation=content.note.explanation, reason="Wrong.")
    assert [message[:20] for message in said(draft)] == [
        "stop: “/explained/th", "stop: “the-number” i",
    ]  # fmt: skip


def test_a_scheduled_edition_is_held_against_its_own_moment(content, draft):
    other = Explanation.objects.create(film=content.film, slug="tomorrows")
    SeeAlso.objects.create(explanation=content.explanation, other=other, order=1)
    tomorrow = timezone.now() + timedelta(days=1)
    make_draft(other).schedule(tomorrow)
    assert [f.message for f in find(draft)] == ["“tomorrows” is not published."]
    assert find(draft, at=tomorrow) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# Top\n\nText.", "“Top” would stand as high as the section’s own heading"),
        ("Text.\n\n## Again", "“Again” would stand as high as the section’s own heading"),
        ("Not meant\n---\n", "“Not meant” would stand as high as the section’s own heading"),
        ("#### Deep", "“Deep” skips a level"),
        ("### One\n\n#### Two\n\n##### Three", "“Three” is too deep"),
    ],
)
def test_a_heading_out_of_order_stops(write, body, words):
    (message,) = write(body)
    assert message.startswith("stop: " + words)


def test_headings_in_order_pass(write):
    assert write("### One\n\n#### Two\n\n#### Three\n\n### *Four*\n\nText.") == []


ROW = "he puts the lamp out before dawn"


def test_a_standfirst_that_gives_the_ending_away_asks(write, draft):
    found = write(f"At last {ROW}, alone.", standfirst="How He puts the lamp, out before dawn!")
    assert found == [
        "ask: “He puts the lamp, out before” stands in “A light at sea” too, which gives something "
        "away."
    ]
    assert place(find(draft)[0]).url.endswith("#id_standfirst")
    assert write(f"{ROW}.", standfirst="He puts the lamp out at last") == []
    assert write(f"{ROW}.", title=ROW)[0].startswith("ask: “he puts the lamp out before”")


def test_in_a_text_that_gives_nothing_away_only_what_is_covered_counts(write):
    fields = {"standfirst": f"Why {ROW}.", "spoils": "none"}
    assert write(f"In it {ROW}.", **fields) == []
    for covered in (f"||In it {ROW}.||", f":::spoiler\nIn it {ROW}.\n:::"):
        assert len(write(f"Before.\n\n{covered}", **fields)) == 1


def test_what_stops_comes_first(write):
    found = write(f"{ROW} [x](/none/)", title=ROW)
    assert [message.partition(":")[0] for message in found] == ["stop", "ask"]
