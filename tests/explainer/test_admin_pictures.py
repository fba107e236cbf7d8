import pytest

from explainer.models import Picture, Section
from tests.support.admin_forms import queries, save
from tests.support.html import parse

LIST = "/admin/explainer/picture/"


@pytest.fixture
def picture(content) -> Picture:
    return content.edition.lead_picture


def uses(client, query: str = "") -> dict[str, str]:
    rows = parse(client.get(LIST + query)).one("table", id="result_list").one("tbody").all("tr")
    return {
        row.one(class_="field-name").text: row.one("td", class_="field-uses").text for row in rows
    }


def test_list_counts_explanations_once_however_many_places(as_editor, content, picture, editor):
    draft = content.explanation.new_edition(by=editor)
    for section in draft.sections.all():
        section.picture = picture
        section.save()
    Section.objects.filter(edition=content.note).update(picture=picture)
    Picture.objects.create(art="doors", alt="Doors")
    assert uses(as_editor) == {"rooftop": "2", "doors": "0"}
    assert set(uses(as_editor, "?used=no")) == {"doors"}
    assert set(uses(as_editor, "?used=yes")) == {"rooftop"}


def test_list_takes_as_many_queries_for_many_pictures(as_editor, picture):
    few = queries(as_editor, LIST)
    for _number in range(12):
        Picture.objects.create(art="doors", alt="Doors")
    # session, member, permissions twice, two counts, the list; which lead pictures, pictures of
    # sections and texts there are
    assert queries(as_editor, LIST) == few <= 10


def test_alternative_text_is_required(as_editor, content):
    response = as_editor.post(LIST + "add/", {"art": "doors", "alt": ""})
    assert "This field is required." in response.content.decode()
    assert as_editor.post(LIST + "add/", {"art": "doors", "alt": "Doors"}).status_code == 302
    assert Picture.objects.get(alt="Doors").width > 0


def test_a_drawing_is_chosen_from_those_there_are(as_editor, content):
    shown = parse(as_editor.get(LIST + "add/"))
    assert shown.one("select", name="art").one("option", value="doors")
    response = as_editor.post(LIST + "add/", {"art": "../secret", "alt": "Doors"})
    assert response.status_code == 200


def test_another_drawing_is_another_picture(as_editor, picture):
    page = f"{LIST}{picture.pk}/change/"
    assert save(as_editor, page, art="doors", alt="A roof").status_code == 302
    picture.refresh_from_db()
    assert (picture.art, picture.alt) == ("rooftop", "A roof")


def test_it_is_the_editors_and_deleted_only_where_nothing_shows_it(
    as_moderator, as_editor, picture, content
):
    assert as_moderator.get(LIST).status_code == 403
    page = f"{LIST}{picture.pk}/delete/"
    assert str(content.edition) in parse(as_editor.get(page)).text
    as_editor.post(page, {"post": "yes"})
    unused = Picture.objects.create(art="doors", alt="Doors")
    assert as_editor.post(f"{LIST}{unused.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Picture.objects.all()) == [picture]


def test_autocomplete_finds_it(as_editor, as_moderator, picture):
    url = "/admin/autocomplete/?app_label=explainer&model_name=section&field_name=picture&term=roof"
    assert [found["id"] for found in as_editor.get(url).json()["results"]] == [str(picture.pk)]
    assert as_moderator.get(url).status_code == 403
