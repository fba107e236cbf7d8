"""Before anything is deleted in the admin: the list of what refers to it."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory

from discussions.models import Comment, Interpretation, Member, WordRule
from explainer.models import Edition, PreviewLink, Scene
from hersite.admin_references import AsksBeforeDeleting, ShowsReferences, is_asked_about
from tests.support.admin_forms import fields, queries, save
from tests.support.content import Content, make_question
from tests.support.html import parse


def url_of(row: Any, page: str = "delete") -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{page}/"


def listed(client: Client, row: Any) -> tuple[str, dict[str, str]]:
    """What the page that asks says refers to the row, and where that leads."""
    box = parse(client.get(url_of(row))).one(id="references")
    return box.text, {link.text: link["href"] for link in box.all("a")}


def deletable() -> list[Any]:
    """Pages and inlines by which a superuser may delete rows, with one draft as what is open."""
    request = RequestFactory().get("/")
    request.user = Member(is_superuser=True, is_staff=True, is_active=True)
    found: list[Any] = []
    for model, page in admin.site._registry.items():
        draft = Edition() if model is Edition else None
        if page.has_delete_permission(request, draft):
            found.append(page)
        inlines = [inline(model, admin.site) for inline in page.inlines]
        found += [i for i in inlines if i.can_delete and i.has_delete_permission(request, None)]
    return found


def test_whatever_can_be_deleted_says_what_refers_to_it(db) -> None:
    pages = deletable()
    assert {"Edition", "Section", "Scene", "Group"} <= {page.model.__name__ for page in pages}
    for page in pages:
        is_page = isinstance(page, admin.ModelAdmin)
        referred_to = page.model._meta.related_objects or is_asked_about(page.model)
        assert isinstance(page, AsksBeforeDeleting) or not is_page, page
        assert isinstance(page, ShowsReferences) or is_page or not referred_to, page
        own = getattr(type(page), "references", None) is not AsksBeforeDeleting.references
        assert is_asked_about(page.model) or not referred_to or (is_page and own), page


def test_a_draft_names_who_reads_it_and_who_refers_to_its_own_sections(
    as_editor: Client, content: Content, editor: Member
) -> None:
    draft = content.explanation.new_edition(by=editor)
    assert listed(as_editor, draft)[0] == "Nothing refers to it."
    PreviewLink.objects.create(edition=draft, reader="Ada", by=editor)
    draft.sections.filter(key="after").update(key="new-one")
    asked = make_question(content.explanation, "asked", "Asked?", section_key="new-one")
    said, links = listed(as_editor, draft)
    assert "1 preview link ends: Ada" in said
    assert "about “#new-one”, which no other edition has" in said
    assert url_of(asked, "change") in links.values()
    assert as_editor.post(url_of(draft), {"post": "yes"}).status_code == 302
    assert not Edition.objects.filter(pk=draft.pk).exists()


def test_sections_say_who_refers_to_them(
    as_editor: Client, content: Content, author: Member
) -> None:
    draft = content.explanation.new_edition()
    draft.sections.filter(key="opening").update(body="See [the end](#ending).")
    page = url_of(draft, "change")
    few = [queries(as_editor, page) for _again in range(2)][-1]
    for number in range(4):
        Comment.post(
            question=content.general, author=author, body=f"Why {number}?", section_key="ending"
        )
        content.ending.interpretations.update(section_key="ending")
    lists = parse(as_editor.get(page)).all("ul", class_="references")
    said = next(box.text for box in lists if "comments" in box.text)
    assert "4 comments on" in said
    assert "What happened in the last night?" in said
    assert "Reading 1 of the-last-night" in said
    assert "A link in “A light at sea”" in said
    assert queries(as_editor, page) == few
    url = next(link["href"] for box in lists for link in box.all("a") if "comment" in link["href"])
    assert as_editor.get(url).status_code == 200


def test_a_scene_stays_while_readings_rest_on_it(as_editor: Client, content: Content) -> None:
    scene = Scene.objects.create(film=content.film, title="The book")
    Interpretation.objects.update(scene=scene)
    page = url_of(content.film, "change")
    said = parse(as_editor.get(page)).one("ul", class_="references").text
    assert said.count("because of this it stays") == 6
    assert "4 more readings" in said
    save(as_editor, page, scenes__0__DELETE="on")
    assert Scene.objects.exists()


def test_a_group_that_somebody_is_in_stays(admin_client: Client, editor: Member) -> None:
    group = editor.groups.get()
    said, links = listed(admin_client, group)
    assert said == "1 member is in it: because of this it stays"
    assert admin_client.get(links["1 member is in it"]).status_code == 200
    assert admin_client.post(url_of(group), {"post": "yes"}).status_code == 200
    editor.groups.clear()
    assert admin_client.post(url_of(group), {"post": "yes"}).status_code == 302
    assert not Group.objects.filter(pk=group.pk).exists()


def test_rows_go_one_at_a_time(as_moderator: Client) -> None:
    rule = WordRule.objects.create(pattern="lamp")
    assert listed(as_moderator, rule)[0] == "Nothing refers to it."
    several = {"action": "delete_selected", "_selected_action": rule.pk, "post": "yes"}
    as_moderator.post("/admin/discussions/wordrule/", several)
    assert WordRule.objects.exists()
    assert (
        "delete_selected" not in as_moderator.get("/admin/discussions/wordrule/").content.decode()
    )
    assert fields(as_moderator.get(url_of(rule, "change")))["pattern"] == "lamp"
