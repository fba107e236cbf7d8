import pytest

from explainer.models import Film
from tests.support.admin_forms import queries, save
from tests.support.content import make_film

LIST = "/admin/explainer/film/"


@pytest.fixture
def page(content) -> str:
    return f"{LIST}{content.film.pk}/change/"


def test_list_takes_as_many_queries_for_many_films(as_editor, content):
    few = queries(as_editor, LIST)
    for number in range(12):
        make_film(slug=f"film-{number}", title=f"Film {number}")
    # session, member, permissions twice, two counts, the list
    assert queries(as_editor, LIST) == few <= 7


def test_saving_makes_it_the_editors(as_editor, content, page):
    Film.objects.update(source_digest="abc")
    assert save(as_editor, page, genre="sea drama", slug="another").status_code == 302
    film = Film.objects.get()
    assert (film.genre, film.slug, film.source_digest) == ("sea drama", "the-lamp", "")


def test_a_credit_goes_to_the_end(as_editor, content, page):
    empty = f"credits__{content.film.credits.count()}"
    save(as_editor, page, **{f"{empty}__person": "C. Player", f"{empty}__role": "The captain"})
    last = content.film.credits.last()
    assert (last.person, last.order) == ("C. Player", 1)


def test_a_scene_goes_to_the_end_and_stays_while_a_reading_rests_on_it(as_editor, content, page):
    for title in ("The book", "The lamp"):
        empty = f"scenes__{content.film.scenes.count()}"
        save(as_editor, page, **{f"{empty}__title": title})
    book, lamp = content.film.scenes.all()
    assert (book.order, lamp.order) == (1, 2)
    content.question.interpretations.update(scene=lamp)
    response = save(as_editor, page, scenes__1__DELETE="on")
    assert "would require deleting the following protected" in response.content.decode()
    assert save(as_editor, page, scenes__0__DELETE="on").status_code == 302
    assert content.film.scenes.get() == lamp


def test_an_empty_row_stays_empty_though_a_row_was_added_meanwhile(as_editor, content, page):
    number = content.film.credits.count()
    sent = {f"initial-credits-{number}-order": "7", f"credits-{number}-order": "7"}
    assert save(as_editor, page, **sent).status_code == 302
    assert content.film.credits.count() == number


def test_it_is_never_deleted(admin_client, content, page):
    assert admin_client.get(page.replace("change", "delete")).status_code == 403


def test_it_is_the_editors(as_moderator, content, page):
    assert as_moderator.get(page).status_code == 403
    assert as_moderator.get(LIST).status_code == 403
