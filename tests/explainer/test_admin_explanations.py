import pytest
from django.test import Client
from django.urls import reverse

from explainer.models import Explanation, Withdrawal
from hersite.models import StaffAction
from tests.support.admin_forms import queries, save
from tests.support.cast import make_member
from tests.support.content import Content, make_edition, make_question
from tests.support.html import parse

LIST = "/admin/explainer/explanation/"


@pytest.fixture
def page(content: Content) -> str:
    return reverse("admin:explainer_explanation_change", args=[content.explanation.pk])


@pytest.fixture
def new_edition(content: Content) -> str:
    return reverse("admin:explainer_explanation_new_edition", args=[content.explanation.pk])


def row(client: Client, title: str, query: str = "") -> str:
    """The line of an explanation in the list, "" where it isn't there."""
    rows = parse(client.get(LIST + query)).one("table", id="result_list").all("tr")
    return next((tr.text for tr in rows if title in tr.text), "")


def test_list_says_what_is_live_and_what_is_drafted(as_editor, content, editor):
    content.explanation.new_edition(by=editor)
    line = row(as_editor, "The Lamp, ending explained")
    assert "edition 1, " in line
    assert "edition 2" in line
    assert "the ending" in line
    assert line.endswith("explanation4")


def test_list_filters_by_state(as_editor, content, editor):
    content.explanation.new_edition(by=editor)
    never = Explanation.objects.create(film=content.film, slug="never")
    never.new_edition()
    gone = make_edition(content.film, "gone", title="Gone").explanation
    Withdrawal.objects.create(explanation=gone, by=editor, reason="Wrong")
    for state, titles in {
        "live": ["The Lamp", "A note"],
        "drafted": ["The Lamp", "never"],
        "never": ["never"],
        "withdrawn": ["Gone"],
    }.items():
        for title in ("The Lamp", "A note", "never", "Gone"):
            assert bool(row(as_editor, title, f"?state={state}")) == (title in titles), state


def test_list_takes_as_many_queries_for_many_explanations(as_editor, content, editor):
    # session, member, their permissions, those of the groups, the films to filter by, two
    # counts, the list, what is live, what is drafted
    few = queries(as_editor, LIST)
    for number in range(12):
        edition = make_edition(content.film, f"another-{number}")
        make_question(edition.explanation, f"question-{number}", "Why?")
        edition.explanation.new_edition(by=editor)
    assert queries(as_editor, LIST) == few <= 10


def test_who_may_not_write_finds_no_button(as_editor, as_moderator, content, client_of):
    assert "Correct" in as_editor.get(LIST).content.decode()
    assert as_moderator.get(LIST).status_code == 403


def test_new_edition_is_a_copy_for_the_editor(as_editor, content, editor, new_edition):
    response = as_editor.post(new_edition)
    draft = content.explanation.editions.drafts().get()
    assert response.url == reverse("admin:explainer_edition_change", args=[draft.pk])
    assert (draft.title, draft.based_on, draft.editor) == (
        content.edition.title, content.edition, editor,
    )  # fmt: skip
    assert StaffAction.objects.get().said == "Started edition 2."


def test_pressing_correct_twice_makes_one_draft(as_editor, content, new_edition):
    first, second = as_editor.post(new_edition), as_editor.post(new_edition)
    assert first.url == second.url
    assert content.explanation.editions.drafts().count() == 1


def test_another_editors_draft_is_left_alone(as_editor, content, new_edition):
    content.explanation.new_edition(by=make_member("colleague"))
    as_editor.post(new_edition)
    assert content.explanation.editions.drafts().count() == 2


def test_new_edition_is_a_post_with_a_token(as_editor, content, editor, new_edition):
    assert as_editor.get(new_edition).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(new_edition).status_code == 403
    assert not content.explanation.editions.drafts().exists()


@pytest.mark.parametrize("step", ["new_edition", "withdraw", "restore"])
def test_steps_are_the_editors(step, as_moderator, as_reader, guest, content):
    url = reverse(f"admin:explainer_explanation_{step}", args=[content.explanation.pk])
    assert as_moderator.post(url, {"reason": "Wrong"}).status_code == 403
    assert as_reader.post(url, {"reason": "Wrong"}, follow=True).status_code == 403
    assert guest.post(url, {"reason": "Wrong"}).status_code == 302
    assert not content.explanation.editions.drafts().exists()
    assert not Withdrawal.objects.exists()


def test_unknown_explanation(as_editor, content):
    url = reverse("admin:explainer_explanation_new_edition", args=[9999])
    assert as_editor.post(url).status_code == 404


def test_adding_one_leads_to_its_first_draft(as_editor, content):
    fields = {"film": content.film.pk, "slug": "the-sea", "kind": "note"}
    fields |= {"author_line": "the editors", "language": "en"}
    response = as_editor.post(LIST + "add/", fields | {"_save": "1"})
    draft = Explanation.objects.get(slug="the-sea").editions.get()
    assert response.url == reverse("admin:explainer_edition_change", args=[draft.pk])
    assert draft.is_draft
    assert as_editor.get(response.url).status_code == 200


def test_another_address_and_back(as_editor, content, page):
    for slug in ("another", "the-lamp-explained"):
        assert save(as_editor, page, slug=slug, author_line="A. Writer").status_code == 302
        content.explanation.refresh_from_db()
        assert content.explanation.slug == slug
    assert content.explanation.author_line == "A. Writer"


def move_note(client, content, slug):
    """The other page wants this slug; what the list of its editions sends along is sent, too."""
    note = reverse("admin:explainer_explanation_change", args=[content.note.explanation_id])
    return save(client, note, slug=slug, editions__0__id=content.note.pk)


def test_an_address_that_was_anothers_is_refused_beside_the_field(as_editor, content, page):
    save(as_editor, page, slug="another")
    for taken in ("the-lamp-explained", "another"):
        errors = move_note(as_editor, content, taken).context["adminform"].form.errors
        assert list(errors) == ["slug"]
        assert "is the address of another page, or was" in errors["slug"][0]


def test_an_address_taken_while_the_form_was_checked(as_editor, content, page, monkeypatch):
    """The check found it free; saving finds it taken, and the form is shown with a reason."""
    looked = []

    def is_taken(slug, but=None):
        looked.append(slug)
        return len(looked) > 1

    save(as_editor, page, slug="another")
    monkeypatch.setattr(Explanation, "is_taken", is_taken)
    response = move_note(as_editor, content, "the-lamp-explained")
    assert list(response.context["adminform"].form.errors) == ["slug"]
    assert Explanation.objects.get(pk=content.note.explanation_id).slug == "the-number"


def test_see_also_goes_to_the_end(as_editor, content, page):
    other = make_edition(content.film, "third").explanation
    assert save(as_editor, page, see_also_links__1__other=other.pk).status_code == 302
    links = content.explanation.see_also_links.values_list("other__slug", "order")
    assert list(links) == [("the-number", 0), ("third", 1)]


def test_page_lists_the_editions_and_their_states(as_editor, content, page, editor):
    content.explanation.new_edition(by=editor)
    text = parse(as_editor.get(page)).one(id="editions-group").text
    assert "live" in text
    assert "draft" in text
    assert "editor" in text


def test_withdraw_and_put_out_again(as_editor, content, page, guest):
    url = reverse("admin:explainer_explanation_withdraw", args=[content.explanation.pk])
    assert "The Lamp, ending explained" in as_editor.get(url).content.decode()
    assert as_editor.post(url, {"reason": ""}).status_code == 200
    assert guest.get(content.url).status_code == 200
    assert as_editor.post(url, {"reason": "It was wrong."}).url == page
    gone = guest.get(content.url)
    assert gone.status_code == 410
    assert "It was wrong." in gone.content.decode()
    assert "Withdrawn on" in as_editor.get(page).content.decode()
    restore = reverse("admin:explainer_explanation_restore", args=[content.explanation.pk])
    assert as_editor.get(restore).status_code == 405
    as_editor.post(restore)
    assert guest.get(content.url).status_code == 200
    said = StaffAction.objects.order_by("pk").values_list("said", flat=True)
    assert list(said) == ["Withdrawn: It was wrong.", "Put out again."]


def test_withdrawing_twice_keeps_the_first_reason(as_editor, content):
    url = reverse("admin:explainer_explanation_withdraw", args=[content.explanation.pk])
    for reason in ("First.", "Second."):
        as_editor.post(url, {"reason": reason})
    assert Withdrawal.objects.get().reason == "First."


def test_what_is_withdrawn_is_corrected_from_its_last_edition(
    as_editor, content, editor, new_edition, page, guest
):
    Withdrawal.objects.create(explanation=content.explanation, by=editor, reason="Wrong")
    parse(as_editor.get(page)).one("form", action=new_edition)
    assert as_editor.post(new_edition).url == as_editor.post(new_edition).url
    draft = content.explanation.editions.drafts().get()
    assert (draft.title, draft.based_on) == (content.edition.title, content.edition)
    assert guest.get(content.url).status_code == 410


def test_it_is_never_deleted(admin_client, content, page):
    assert admin_client.get(page.replace("change", "delete")).status_code == 403
    assert "delete_selected" not in admin_client.get(LIST).content.decode()
